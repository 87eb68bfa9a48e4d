"""What a field of a record says on paper: codes in words, people by name, instants and days in full."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.entries import moment
from domain.fields import Field, Kind
from domain.vocabulary import Term
from web.moments import full
from web.telling import Teller


def said(row: Field, value: Any, teller: Teller) -> str:
    """The value of one field in the reader's language."""
    return WORDS.get(row.kind, _plain)(row, value, teller)


def _plain(_: Field, value: Any, teller: Teller) -> str:
    return teller.lang.listed([str(one) for one in value]) if isinstance(value, list | tuple) else str(value)


def _code(row: Field, value: Any, teller: Teller) -> str:
    term: Term | None = next((one for one in row.codes if str(one) == str(value)), None)
    return teller.lang.term(term) if term else str(value)


def _codes(row: Field, value: Any, teller: Teller) -> str:
    return teller.lang.listed([_code(row, one, teller) for one in value])


def _flag(_: Field, value: Any, teller: Teller) -> str:
    return teller.lang.say("Yes") if value else teller.lang.say("No")


def _people(_: Field, value: Any, teller: Teller) -> str:
    return teller.people([str(one) for one in value])


WORDS: Mapping[Kind, Callable[[Field, Any, Teller], str]] = {
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.FLAG: _flag,
    Kind.ACCOUNT: lambda _, value, teller: teller.name(str(value)),
    Kind.ACCOUNTS: _people,
    Kind.INSTANT: lambda _, value, teller: full(moment(str(value)), teller.lang),
    Kind.FILES: lambda _, value, teller: teller.lang.count("%(n)s file", "%(n)s files", len(value)),
    Kind.DUTY: lambda _, value, teller: teller.duty({"duty": value}),
}
