"""The environment: defaults that work, one line for what does not, secrets kept to ourselves."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT, Settings, SettingsError

ANLAN = (sys.executable, "-m", "cli")


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """No ANLAN_* but a home of this test's own."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ANLAN_{name.upper()}", raising=False)
    monkeypatch.delenv("TEMPORAL_CLI_PATH", raising=False)
    monkeypatch.setenv("ANLAN_HOME", str(tmp_path / "home"))
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ANLAN_PORT", "80000"),
        ("ANLAN_PORT", "http"),
        ("ANLAN_TIMEZONE", "Mars/Olympus"),
        ("ANLAN_LOCALE", "fr"),
        ("ANLAN_DATABASE_URL", "mysql://somewhere"),
        ("ANLAN_TEMPORAL_ADDRESS", "http://engine:7233"),
        ("ANLAN_TEMPORAL_NAMESPACE", "two words"),
        ("ANLAN_KEYS", "k1:c2hvcnQ="),
        ("ANLAN_DEMO_PASSWORD", "short"),
        ("ANLAN_HOME", "/dev/null/home"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_line(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    done = subprocess.run([*ANLAN, "up"], capture_output=True, text=True, check=False, cwd=ROOT, timeout=30)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"anlan: {name}")
    assert done.stderr.count("\n") == 1


def test_a_token_of_a_home_that_was_never_started_says_what_to_do():
    done = subprocess.run([*ANLAN, "token", "cs"], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "run anlan up" in done.stderr


def test_what_is_not_there_yet_says_so():
    done = subprocess.run([*ANLAN, "doctor"], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "not part of this version" in done.stderr


def test_the_defaults_work_embedded(tmp_path):
    settings = Settings()

    assert settings.embedded
    assert settings.database == f"sqlite+aiosqlite:///{tmp_path}/home/anlan.db"
    assert settings.evidence == f"file://{tmp_path}/home/evidence"


def test_the_key_ring_is_made_once_and_kept_to_ourselves(tmp_path):
    settings = Settings()
    settings.prepare_home()
    ring = settings.key_ring()

    assert Settings().key_ring() == ring
    assert _mode(tmp_path / "home") == 0o700
    assert _mode(tmp_path / "home" / "keys") == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["keys"]


def test_a_cluster_needs_keys_of_its_own(monkeypatch):
    monkeypatch.setenv("ANLAN_TEMPORAL_ADDRESS", "engine:7233")

    with pytest.raises(SettingsError, match="ANLAN_KEYS"):
        Settings().key_ring()


def test_secrets_stay_out_of_what_is_printed(monkeypatch):
    monkeypatch.setenv("ANLAN_DEMO_PASSWORD", "correct horse")

    assert "horse" not in repr(Settings())


def test_postgresql_may_be_written_the_usual_way(monkeypatch):
    monkeypatch.setenv("ANLAN_DATABASE_URL", "postgresql://anlan@db/anlan")

    assert Settings().database == "postgresql+psycopg://anlan@db/anlan"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
