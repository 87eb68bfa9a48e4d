"""Who works with us and where: accounts, the seats they hold, projects, sessions, the access log."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Code, Flag, Hash, Table, of_account


class AccountRow(Table):
    """A person who may sign in. `id` is what journals and the wire call them."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    disabled_at: Mapped[datetime | None]


class HoldingRow(Table):
    """One seat of one person. Without a project it holds in the region; without a region, in the group."""

    __tablename__ = "holdings"
    __table_args__ = (Index(None, "project"), Index(None, "account"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(40), of_account())
    role: Mapped[Code]
    project: Mapped[Code]
    region: Mapped[Code]
    department: Mapped[Code]
    deputy: Mapped[Flag]


class ProjectRow(Table):
    """A project and which rooms it has: `{buildings, units, floors, rooms}`, each a count or a list."""

    __tablename__ = "projects"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    region: Mapped[Code]
    buildings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class SessionRow(Table):
    """A sign-in on the page, known by the hash of its token."""

    __tablename__ = "sessions"

    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(40), of_account(), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    locale: Mapped[Code]


class TokenRow(Table):
    """An API token, known by its hash."""

    __tablename__ = "tokens"

    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(40), of_account(), index=True)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ReadRow(Table):
    """The access log: who saw what of whom."""

    __tablename__ = "reads"
    __table_args__ = (Index(None, "case_number", "at"), Index(None, "person", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[Code]
    case_number: Mapped[Code]
    what: Mapped[Code]
    at: Mapped[datetime]
