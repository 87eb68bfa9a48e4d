"""A start skips migrating only when the file has the newest schema."""

from pathlib import Path

from store.migrate import downgrade, migrate
from store.revision import SQLITE, is_newest, newest


async def test_a_migrated_file_is_newest_and_an_older_one_is_not(tmp_path: Path) -> None:
    url = f"{SQLITE}{tmp_path / 'anlan.db'}"
    assert not is_newest(url)

    await migrate(url)
    assert is_newest(url)

    await downgrade(url, "-1")
    assert not is_newest(url)


def test_a_file_that_is_no_database_is_not(tmp_path: Path) -> None:
    (tmp_path / "anlan.db").write_text("not a database, but long enough to be looked at as one " * 10)

    assert not is_newest(f"{SQLITE}{tmp_path / 'anlan.db'}")
    assert not is_newest("postgresql+psycopg://localhost/anlan")
    assert newest()
