"""Outside bodies side by side (X4, C-34): each track has its own dates (T33) and its own outcome.

A track runs from the signature of its A17 to its outcome. The case leaves X4 with the outcome of the last one.
"""

from domain.case import Approval, Case, Record
from domain.entries import Data
from domain.messages import Command
from domain.policy import WHOLE_BOOK_VERSION, Policy
from domain.refusal import Refusal
from domain.vocabulary import ApprovalState, Stage


def running(case: Case) -> tuple[Record, ...]:
    """The tracks that the case waits for, oldest first."""
    if case.stage is not Stage.X4:
        return ()
    return tuple(track for track in case.of_kind("track") if granted(case, track) and not over(case, track))


def granted(case: Case, track: Record) -> bool:
    """Was it signed since the case came to stand outside (A17)?"""
    seats = [a for a in case.approvals if a.rule == "A17" and a.digest == track.digest and a.asked_at >= track.at]
    requests = {a.request for a in seats}
    return any(all(_signed(case, seat) for seat in seats if seat.request == request) for request in requests)


def _signed(case: Case, seat: Approval) -> bool:
    decided = seat.decided_at
    return seat.state is ApprovalState.APPROVED and decided is not None and decided >= case.entered_at


def over(case: Case, track: Record) -> bool:
    """Has it an outcome? One that names no track, of an older case, is that of them all."""
    return any(o.seq > track.seq and o.data.get("track", track.no) == track.no for o in case.of_kind("outcome"))


def another_body(case: Case, command: Command) -> Refusal | None:
    """A case is before one court, one arbitration body, one authority at a time."""
    kind = command.data["kind"]
    there = [track.no for track in running(case) if track.data["kind"] == kind]
    return Refusal("track_runs", {"no": there[0]}) if there else None


def track_named(case: Case, command: Command) -> Refusal | None:
    """Which track it is about: one that runs; it goes without saying while there is only one."""
    numbers, named = [track.no for track in running(case)], command.data.get("track")
    if named is None:
        return Refusal("missing", {"fields": ["track"]}) if len(numbers) > 1 else None
    return None if named in numbers else Refusal("no_such_number", {"no": named})


def the_track(case: Case, command: Command, policy: Policy) -> Data:
    """The line names the track, also where it went without saying; those of older cases never did."""
    only = running(case)
    known = "track" in command.data or policy.book < WHOLE_BOOK_VERSION or not only
    return {} if known else {"track": only[0].no}


def last_one(case: Case, command: Command) -> bool:
    """Does the case wait for no other track?"""
    return len(running(case)) <= 1
