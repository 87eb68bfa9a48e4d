"""Changing the limits (A20): an administrator proposes a version, the group executive approves it.

Amendments are lines of one chain, beside all cases. An approval is bound to the digest of exactly the numbers
that were shown; only approved versions count, and only for cases opened from their first moment on (C-31).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.amendable import BY_CATEGORY
from domain.entries import Data, Entry, breaks, canonical, instant, moment, sha256
from domain.policy import POLICIES, Policy
from domain.refusal import Refusal
from domain.terms import amended, numbers
from domain.vocabulary import ApprovalState, Role

#: The name under which amendments are chained.
CHAIN = "policy"
PROPOSER, APPROVER = Role.R32, Role.R10
#: Who reads the limits, their versions and what was proposed.
READERS = (Role.R32, Role.R10, Role.R03, Role.R06, Role.R31)
#: From the approval to the first moment at least, so that no case is opened beside it; and at most.
LEAST, FURTHEST = timedelta(minutes=1), timedelta(days=366)
#: What a line makes of an amendment.
ENDS: Mapping[str, ApprovalState] = {
    "policy_approved": ApprovalState.APPROVED,
    "policy_rejected": ApprovalState.REJECTED,
    "policy_withdrawn": ApprovalState.WITHDRAWN,
}
PROPOSED = "policy_proposed"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A version that was proposed. `no` is its line; `changed` has old and new numbers by name.

    `reason` and `comment` name no words, only their digests; empty when there are none.
    """

    no: int
    version: int
    based_on: int
    book: int
    since: datetime
    changed: dict[str, tuple[int, int]] = field(hash=False)
    by: str = ""
    at: datetime | None = None
    state: ApprovalState = ApprovalState.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    comment: str = ""
    ended_in: int = 0

    @property
    def digest(self) -> str:
        """Of exactly what is shown: the version, what it is based on, its first moment, each old and new number."""
        return sha256(canonical(numbers_of(self)))

    def stands(self, at: datetime) -> ApprovalState:
        """How it stands: one that nobody answered before its first moment has expired; nothing is approved by time."""
        too_late = self.state is ApprovalState.OPEN and at > self.since - LEAST
        return ApprovalState.EXPIRED if too_late else self.state


def numbers_of(what: Amendment) -> Data:
    """What an approval is bound to."""
    return {
        "version": what.version,
        "based_on": what.based_on,
        "book": what.book,
        "since": instant(what.since),
        "changed": {name: {"from": old, "to": new} for name, (old, new) in what.changed.items()},
    }


def line_of(what: Amendment) -> Data:
    """The line that proposes it."""
    return numbers_of(what) | {"digest": what.digest} | ({"reason": what.reason} if what.reason else {})


def decision_line(what: Amendment, comment: str) -> Data:
    """The line that answers it: which, exactly what, and the digest of the comment."""
    return {"amendment": what.no, "version": what.version, "digest": what.digest} | (
        {"comment": comment} if comment else {}
    )


def amendments_of(lines: Iterable[Entry]) -> tuple[Amendment, ...]:
    """What the chain tells, oldest first."""
    found: dict[int, Amendment] = {}
    for line in lines:
        if line.type == PROPOSED:
            found[line.seq] = proposed(line)
        else:
            no = line.data["amendment"]
            found[no] = replace(
                found[no],
                state=ENDS[line.type],
                decided_by=line.actor,
                decided_at=moment(line.at),
                comment=line.data.get("comment", ""),
                ended_in=line.seq,
            )
    return tuple(found.values())


def proposed(line: Entry) -> Amendment:
    """What one line proposes."""
    data = line.data
    changed = {name: (pair["from"], pair["to"]) for name, pair in data["changed"].items()}
    return Amendment(
        line.seq,
        data["version"],
        data["based_on"],
        data["book"],
        moment(data["since"]),
        changed,
        line.actor,
        moment(line.at),
        reason=data.get("reason", ""),
    )


def versions_of(lines: Iterable[Entry]) -> tuple[Policy, ...]:
    """The versions that were approved, oldest first. What stands behind a break of the chain does not count."""
    known = tuple(lines)
    broken = breaks(CHAIN, known)
    sound = known[: min(broken) - 1] if broken else known
    found: list[Policy] = []
    for one in amendments_of(sound):
        if one.state is ApprovalState.APPROVED and not disowned(one, sound):
            base = next(p for p in (*found, *POLICIES.values()) if p.version == one.based_on)
            changed = {name: new for name, (_, new) in one.changed.items()}
            found.append(amended(base, one.version, one.since, changed, one.book))
    return tuple(found)


def disowned(what: Amendment, lines: Iterable[Entry]) -> bool:
    """Is it answered by its own proposer, after its first moment, or bound to other numbers than it has?"""
    answer = next((line for line in lines if line.seq == what.ended_in), None)
    if answer is None:
        return False
    late = answer.type == "policy_approved" and moment(answer.at) > what.since - LEAST
    own = answer.type != "policy_withdrawn" and answer.actor == what.by
    return own or late or answer.data["digest"] != what.digest


def newest(approved: Iterable[Policy]) -> Policy:
    """The newest version there is, in force or announced: the next one is based on it."""
    return max((*POLICIES.values(), *approved), key=lambda p: p.version)


def draft(base: Policy, since: datetime, changed: Mapping[str, int], book: int = 0) -> Amendment:
    """The amendment that these numbers make of the newest version; what is not changed is left out."""
    before = numbers(base)
    before |= {name: before[usual] for name, usual in BY_CATEGORY.items() if name in changed and name not in before}
    pairs = {name: (before[name], value) for name, value in sorted(changed.items()) if before[name] != value}
    return Amendment(0, base.version + 1, base.version, book or base.book, since, pairs)


def result(what: Amendment, base: Policy) -> Policy:
    """The version that it would be."""
    return amended(base, what.version, what.since, {name: new for name, (_, new) in what.changed.items()}, what.book)


def not_to_be_proposed(
    what: Amendment, base: Policy, waiting: Iterable[Amendment], now: datetime, held: int = 0
) -> Refusal | None:
    """Why it is not taken. `held`: the version at which this installation is held back (0: it is not)."""
    if held and what.version > held:
        return Refusal("versions_held", {"version": held})
    for one in waiting:
        if one.stands(now) is ApprovalState.OPEN:
            return Refusal("amendment_open", {"by": one.by, "amendment": one.no})
    if what.book not in POLICIES or what.book < base.book:
        return Refusal("book_gone")
    if not what.changed and what.book == base.book:
        return Refusal("nothing_changed")
    return _moment_unfit(what, base, now)


def _moment_unfit(what: Amendment, base: Policy, now: datetime) -> Refusal | None:
    """The first moment lies ahead, not beyond a year, and not before the version it is based on."""
    if what.since <= now + LEAST:
        return Refusal("since_gone")
    if what.since > now + FURTHEST:
        return Refusal("since_far")
    return Refusal("since_too_early", {"version": base.version}) if what.since < base.effective_at else None


def not_to_be_decided(what: Amendment, person: str, digest: str, now: datetime) -> Refusal | None:
    """Who proposed it does not answer it; an answer is bound to what was shown, and comes before its first moment."""
    state = what.stands(now)
    if state is ApprovalState.EXPIRED:
        return Refusal("amendment_expired")
    if state is not ApprovalState.OPEN:
        when = instant(what.decided_at) if what.decided_at else ""
        return Refusal("decided", {"state": str(state), "by": what.decided_by, "when": when})
    if person == what.by:
        return Refusal("own_work")
    return Refusal("stale") if digest != what.digest else None


def not_to_be_withdrawn(what: Amendment, person: str, now: datetime) -> Refusal | None:
    """Only who proposed it takes it back, while nobody answered."""
    if person != what.by:
        return Refusal("amendment_of_other", {"by": what.by})
    refusal = not_to_be_decided(what, "", what.digest, now)
    return None if refusal is None or refusal.code == "amendment_expired" else refusal
