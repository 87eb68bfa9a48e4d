"""A customer who cannot be reached (C-26): three attempts on three occasions by two ways, then A14 without the customer.

The attempts count since the customer was last spoken to. Attempts within an hour of each other are one
occasion [P]. Clocks of a contact are stopped by a contact only; the attempts are shown.
"""

from datetime import timedelta

from domain.asked import numbers, text
from domain.case import Case, Record
from domain.codes import Condition
from domain.entries import Data
from domain.fields import Field, Kind
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal

ATTEMPTS, WAYS = 3, 2
#: Apart by less, two attempts are one occasion.
OCCASION = timedelta(hours=1)
FIELDS = (
    Field("conditions", Kind.CODES, "结案条件", "Conditions", True, tuple(Condition)),
    numbers("evidence", "证据编号", "Evidence numbers", required=True),
    text("note", "联系经过", "What was tried", 2000, required=True),
)


def tried(case: Case) -> tuple[Record, ...]:
    """The attempts since the customer was last spoken to."""
    last = max((r.seq for r in case.of_kind("contact")), default=0)
    return tuple(r for r in case.of_kind("attempt") if r.seq > last)


def occasions(case: Case) -> int:
    """On how many occasions it was tried."""
    count, last = 0, None
    for attempt in tried(case):
        if last is None or attempt.at - last >= OCCASION:
            count, last = count + 1, attempt.at
    return count


def tried_enough(case: Case, command: Command) -> Refusal | None:
    """Three attempts, three occasions, two ways; whatever is short is said in numbers."""
    ways = len({r.data["way"] for r in tried(case)})
    if occasions(case) >= ATTEMPTS and ways >= WAYS:
        return None
    return Refusal("not_unreachable", {"attempts": len(tried(case)), "occasions": occasions(case), "ways": ways})


def other_conditions(case: Case, command: Command) -> Refusal | None:
    """All conditions of closing but the customer's confirmation."""
    needed = [c for c in Condition if c is not Condition.CUSTOMER]
    todo = [str(c) for c in needed if c not in command.data.get("conditions", [])]
    return Refusal("conditions_open", {"conditions": todo}) if todo else None


def of_the_attempts(case: Case, command: Command, policy: Policy) -> Data:
    """What the line says besides: that nobody confirmed, and how often it was tried."""
    return {"unreachable": True, "attempts": len(tried(case))}


def unconfirmed(case: Case, subject: str) -> bool:
    """Is this a closing without the customer? The project head signs it too."""
    record = case.record("closing", int(subject.partition(":")[2]))
    return bool(record and record.data.get("unreachable"))
