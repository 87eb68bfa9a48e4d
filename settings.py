"""The environment, read once. A wrong value stops the start with one line."""

import os
import sys
from functools import cache
from pathlib import Path
from typing import Literal, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.keys import KeyRing, KeyRingError
from engine.record import read_record

#: Where the source, its migrations and its configuration are.
ROOT = Path(__file__).parent

_DATABASES = ("sqlite+aiosqlite:///", "postgresql+psycopg://")
_EVIDENCE = ("file:///", "s3://")


class SettingsError(ValueError):
    """A setting that cannot be used. The message is one line for people."""


class Settings(BaseSettings):
    """Every ANLAN_* variable; each default works embedded."""

    model_config = SettingsConfigDict(env_prefix="ANLAN_", frozen=True, populate_by_name=True)

    home: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    database_url: str = ""
    temporal_address: str | None = Field(default=None, pattern=r"^[^\s:/]+:\d{1,5}$")
    temporal_namespace: str = Field(default="anlan", pattern=r"^[A-Za-z0-9._-]+$")
    keys: SecretStr | None = None
    evidence_url: str = ""
    locale: Literal["zh-CN", "en"] = "zh-CN"
    timezone: str = "Asia/Shanghai"
    policy: int = Field(default=0, ge=0)
    background: bool = False
    story: bool = True
    demo_password: SecretStr | None = Field(default=None, min_length=8)
    temporal_cli_path: str | None = Field(default=None, validation_alias="TEMPORAL_CLI_PATH")

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("timezone")
    @classmethod
    def _known(cls, timezone: str) -> str:
        try:
            ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("not a time zone, such as Asia/Shanghai") from None
        return timezone

    @field_validator("database_url")
    @classmethod
    def _supported(cls, url: str) -> str:
        if url.startswith("postgresql://"):
            url = url.replace("postgresql://", _DATABASES[1], 1)
        if url and not url.startswith(_DATABASES):
            raise ValueError("must begin with sqlite+aiosqlite:/// or postgresql+psycopg://")
        return url

    @field_validator("evidence_url")
    @classmethod
    def _kept(cls, url: str) -> str:
        if url and not url.startswith(_EVIDENCE):
            raise ValueError("must begin with file:/// or s3://")
        return url

    @field_validator("keys")
    @classmethod
    def _readable(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is not None:
            KeyRing.parse(keys.get_secret_value())
        return keys

    @property
    def embedded(self) -> bool:
        """Whether the engine is ours, on this machine."""
        return self.temporal_address is None

    @property
    def database(self) -> str:
        """The database's URL for SQLAlchemy."""
        return self.database_url or f"{_DATABASES[0]}{self.home / 'anlan.db'}"

    @property
    def evidence(self) -> str:
        """Where evidence files are kept."""
        return self.evidence_url or (self.home / "evidence").as_uri()

    def engine_address(self) -> str:
        """Where the engine is: as set, else the embedded one that runs on this home."""
        if self.temporal_address is not None:
            return self.temporal_address
        record = read_record(self.home)
        if record is None:
            raise SettingsError("the engine has not been started on this home: run anlan up")
        return record.address

    def key_ring(self) -> KeyRing:
        """The keys as set, else those of the home, made on the first start."""
        if self.keys is not None:
            return KeyRing.parse(self.keys.get_secret_value())
        if not self.embedded:
            raise SettingsError("ANLAN_KEYS is needed when ANLAN_TEMPORAL_ADDRESS is set")
        path = self.home / "keys"
        try:
            return KeyRing.parse(path.read_text())
        except FileNotFoundError:
            return _made(path)
        except KeyRingError as error:
            raise SettingsError(f"{path}: {error}") from None

    def prepare_home(self) -> None:
        """Make the home ours alone, and everything made from now on as well."""
        os.umask(0o077)
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.home.chmod(0o700)
        except OSError as error:
            raise SettingsError(f"ANLAN_HOME={self.home}: {error.strerror}") from None


@cache
def load() -> Settings:
    """The settings of this process. A wrong value ends it: one line, exit code 2."""
    try:
        settings = Settings()
        settings.prepare_home()
        settings.key_ring()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        variable = name if name.isupper() else f"ANLAN_{name.upper()}"
        stop(f"{variable}: {first['msg'].removeprefix('Value error, ')}")
    except SettingsError as error:
        stop(str(error))
    return settings


def stop(line: str) -> NoReturn:
    """End the process with one line."""
    sys.stderr.write(f"anlan: {line}\n")
    raise SystemExit(2)


def _made(path: Path) -> KeyRing:
    """A fresh ring, written once even if two processes start at the same time."""
    draft = path.with_name(f"keys.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(KeyRing.generate().text() + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return KeyRing.parse(path.read_text())
