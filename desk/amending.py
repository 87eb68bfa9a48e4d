"""The form of an amendment, read strictly: what cannot be read is told field by field, and nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from desk.errors import Unreadable
from domain.amendable import unfit
from domain.amendment import ENDS
from domain.fields import Problem, clean, readable
from domain.policy import Policy

#: Characters of a reason or a comment.
LONGEST = 1000
FIELDS = ("since", "changed", "reason", "book")
#: What an answer is called, and the line it writes.
DECISIONS: Mapping[str, str] = {
    "approve": "policy_approved",
    "reject": "policy_rejected",
    "withdraw": "policy_withdrawn",
}
assert set(DECISIONS.values()) == set(ENDS)


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered: the first moment, numbers by name, why; `book` is 0 where nothing is said of rules."""

    since: datetime
    changed: dict[str, int] = field(hash=False)
    reason: str
    book: int = 0


def read_amendment(form: Mapping[str, Any], base: Policy, zone: ZoneInfo) -> Entered:
    """The form as numbers. A moment without an offset is one of the project's clock. Raises Unreadable."""
    problems = [Problem(name[:40], "unknown_field") for name in form if name not in FIELDS]
    since = _moment(form.get("since", ""), zone)
    if since is None:
        problems.append(Problem("since", "bad_moment" if form.get("since") else "missing"))
    changed = form.get("changed", {})
    whole = isinstance(changed, dict) and all(type(value) is int for value in changed.values())
    problems += unfit(base, changed) if whole else [Problem("changed", "bad_value")]
    book = form.get("book", 0)
    if type(book) is not int:
        problems.append(Problem("book", "bad_value"))
    reason, wrong = _text("reason", form.get("reason", ""), required=True)
    if problems := [*problems, *wrong]:
        raise Unreadable(tuple(problems))
    assert since is not None
    return Entered(since, dict(changed), reason, book)


def read_decision(decision: str, comment: str) -> tuple[str, str]:
    """The line this decision writes, and its comment, which a rejection needs. Raises Unreadable."""
    if decision not in DECISIONS:
        raise Unreadable((Problem("decision", "bad_value"),))
    text, problems = _text("comment", comment, required=decision == "reject")
    if problems:
        raise Unreadable(tuple(problems))
    return DECISIONS[decision], text


def _text(name: str, value: object, *, required: bool) -> tuple[str, list[Problem]]:
    if not isinstance(value, str):
        return "", [Problem(name, "bad_value")]
    text = clean(value)
    if not readable(text):
        return "", [Problem(name, "characters")]
    if len(text) > LONGEST:
        return "", [Problem(name, "too_long", LONGEST)]
    return text, [Problem(name, "missing")] if required and not text else []


def _moment(value: object, zone: ZoneInfo) -> datetime | None:
    """An instant; None when it is none."""
    try:
        read = datetime.fromisoformat(str(value).strip())
        return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
