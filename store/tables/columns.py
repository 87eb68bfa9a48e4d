"""What columns are made of: instants in UTC, plain codes, and names a migration can drop."""

from datetime import UTC, datetime
from typing import Annotated, ClassVar

from sqlalchemy import DateTime, Dialect, ForeignKey, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class NaiveTimeError(ValueError):
    """A time without a zone does not say when."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets zones, so it is given none and gets UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveTimeError("an instant needs a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {datetime: Instant()}


Code = Annotated[str, mapped_column(String(40), default="")]
Words = Annotated[str, mapped_column(Text, default="")]
Hash = Annotated[str, mapped_column(String(64), default="")]
Whole = Annotated[int, mapped_column(default=0)]
Flag = Annotated[bool, mapped_column(default=False)]


class Chained:
    """The columns of a line beside its number in its chain, the same in every table of lines (`store.chained`)."""

    at: Mapped[str] = mapped_column(String(27))
    applied_at: Mapped[str] = mapped_column(String(27))
    actor: Mapped[Code]
    role: Mapped[Code]
    type: Mapped[Code]
    data: Mapped[Words]
    prev: Mapped[Hash]
    hash: Mapped[Hash]


def of_case() -> ForeignKey:
    """The case a row belongs to; looked at when the transaction ends, so rows come in any order."""
    return ForeignKey("cases.number", deferrable=True, initially="DEFERRED")


def of_account() -> ForeignKey:
    """The account a row belongs to."""
    return ForeignKey("accounts.id", deferrable=True, initially="DEFERRED")
