"""What a person asks, read and checked for form; the reception gives it its place and its instant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.errors import Unreadable
from domain.commands import COMMANDS, DECISIONS, fields_of
from domain.entries import Data, canonical, moment
from domain.fields import Problem, readable, sort_out

ID_FORM = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
NAME_FORM = re.compile(r"[a-z_]{1,40}", re.ASCII)
DIGEST_FORM = re.compile(r"[0-9a-f]{64}", re.ASCII)
NUMBER_FORM = re.compile(r"[A-Z0-9]{1,20}-(D-)?\d{4}-\d{4,9}", re.ASCII)
HIGHEST_VERSION = 10**9
#: Words that say who complains; a document keeps them together, so that they are masked together.
WHO = ("name", "phone", "room")


@dataclass(frozen=True, slots=True)
class Order:
    """One command or decision as it was entered: `data` may travel, `words` are to be sealed."""

    id: str
    name: str
    actor: str
    data: Data
    words: Data
    texts: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    number: str = ""
    version: int | None = None
    happened_at: datetime | None = None
    decision_on: str = ""

    @property
    def print(self) -> str:
        """The same for the same content, case and person: what a repeated id is compared by."""
        happened = self.happened_at.isoformat() if self.happened_at else ""
        return canonical(
            [self.number, self.actor, self.name, self.decision_on, self.data, self.words, list(self.bad), happened]
        )


def together(texts: Data) -> Data:
    """The words of a form, those of the complainant under `complainant`."""
    person = {name: text for name, text in texts.items() if name in WHO}
    rest = {name: text for name, text in texts.items() if name not in WHO}
    return {**rest, "complainant": person} if person else rest


def check_id(id: object) -> str:
    """An id that a caller may have made."""
    if not isinstance(id, str) or not ID_FORM.fullmatch(id):
        raise Unreadable((Problem("id", "bad_id"),))
    return id


def read_command(number: str, actor: str, id: object, name: object, values: object, version: object = None) -> Order:
    """A command as it was entered. Raises Unreadable; a missing or wrong field is the core's to refuse."""
    if not isinstance(name, str) or not NAME_FORM.fullmatch(name) or name in DECISIONS:
        raise Unreadable((Problem("name", "bad_value"),))
    if not isinstance(values, Mapping):
        raise Unreadable((Problem("data", "bad_value"),))
    rest = {str(key): value for key, value in values.items() if key != "happened_at"}
    entered = sort_out(fields_of(name), rest) if name in COMMANDS else sort_out((), {})
    if entered.problems:
        raise Unreadable(entered.problems)
    happened, unclear = read_happened(values.get("happened_at"))
    return Order(
        check_id(id), name, actor, entered.data, together(entered.texts), tuple(entered.texts), (*entered.bad, *unclear),
        number, _version(version), happened,
    )  # fmt: skip


def read_decision(
    number: str, approval: str, actor: str, id: object, decision: object, comment: object, digest: object
) -> Order:
    """A decision as it was entered."""
    if not isinstance(decision, str) or decision not in DECISIONS:
        raise Unreadable((Problem("decision", "bad_value"),))
    if not isinstance(digest, str) or not DIGEST_FORM.fullmatch(digest):
        raise Unreadable((Problem("digest", "bad_value"),))
    if not isinstance(comment, str):
        raise Unreadable((Problem("comment", "bad_value"),))
    entered = sort_out(fields_of(decision), {"approval": approval, "comment": comment})
    if entered.problems:
        raise Unreadable(entered.problems)
    data = {**entered.data, "approval": approval, "digest": digest}
    return Order(
        check_id(id), decision, actor, data, entered.texts, tuple(entered.texts), (), number, decision_on=approval
    )


def _version(version: object) -> int | None:
    if version is None:
        return None
    if isinstance(version, int) and not isinstance(version, bool) and 0 <= version <= HIGHEST_VERSION:
        return version
    raise Unreadable((Problem("version", "bad_value"),))


def read_happened(value: object) -> tuple[datetime | None, tuple[str, ...]]:
    """What a person claims, an instant with its zone; otherwise the core says that it is no value."""
    if value in (None, ""):
        return None, ()
    if isinstance(value, str) and not readable(value):
        raise Unreadable((Problem("happened_at", "characters"),))
    try:
        return moment(str(value)), ()
    except (ValueError, OverflowError):
        return None, ("happened_at",)
