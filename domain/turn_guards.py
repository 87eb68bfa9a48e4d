"""Conditions on the commands in `turns`. Each looks at a case and a command and may refuse."""

from collections.abc import Mapping
from datetime import date, timedelta

from domain.case import Case, Record
from domain.guards import Guard
from domain.messages import Command
from domain.refusal import Refusal
from domain.terms import policy_of
from domain.turn_codes import Call, CheckItem, EmergencyKind
from domain.vocabulary import DutyState

#: Nothing is promised or paused further ahead than this.
FURTHEST = timedelta(days=3650)

#: What has to be done first, by the kind of emergency (D15).
FIRST_ITEMS: Mapping[str, tuple[CheckItem, ...]] = {
    EmergencyKind.SYSTEM_FAILURE: (CheckItem.BACKUP, CheckItem.TECHNICAL),
    EmergencyKind.ILLNESS: (CheckItem.AID, CheckItem.DEPARTMENTS),
    EmergencyKind.INJURY: (CheckItem.AID, CheckItem.POLICE, CheckItem.INSURER),
    EmergencyKind.LOST_PROPERTY: (CheckItem.SEARCH, CheckItem.RECORDED),
    EmergencyKind.MEDIA_REPORT: (CheckItem.WATCHED, CheckItem.DEPARTMENTS),
}


def since(case: Case, done: str, *kinds: str) -> tuple[Record, ...]:
    """The records of these kinds that came after the last one of `done`."""
    last = max((r.seq for r in case.of_kind(done)), default=0)
    return tuple(r for kind in kinds for r in case.of_kind(kind) if r.seq > last)


def unacknowledged(case: Case) -> tuple[Record, ...]:
    return since(case, "acknowledgement", "third_party", "media")


def unchecked(case: Case) -> tuple[Record, ...]:
    return since(case, "emergency_check", "emergency")


def unwarned(case: Case) -> tuple[Record, ...]:
    return since(case, "risk_warning", "latent_crisis")


def something_to_acknowledge(case: Case, command: Command) -> Refusal | None:
    """A third party or media stepped in and nobody has acknowledged it (T16)."""
    return None if unacknowledged(case) else Refusal("nothing_to_acknowledge")


def not_latent(case: Case, command: Command) -> Refusal | None:
    """A latent crisis is judged once, until its warning is out (T06a)."""
    return Refusal("already") if unwarned(case) else None


def calls_made(case: Case, command: Command) -> Refusal | None:
    """A latent crisis was judged, and both calls were made (T06a)."""
    if not unwarned(case):
        return Refusal("no_latent_crisis")
    open_ = [str(c) for c in Call if c not in command.data["calls"]]
    return Refusal("calls_open", {"calls": open_}) if open_ else None


def team_known(case: Case, command: Command) -> Refusal | None:
    """The team is of people of the project (T06b)."""
    strangers = [person for person in command.data["team"] if not command.roster.knows(person)]
    return Refusal("bad_value", {"fields": ["team"]}) if strangers else None


def items_ticked(case: Case, command: Command) -> Refusal | None:
    """The first measures of every emergency not checked yet were taken (T36)."""
    kinds = [str(r.data["kind"]) for r in unchecked(case)]
    if not kinds:
        return Refusal("no_emergency")
    needed = dict.fromkeys(str(item) for kind in kinds for item in FIRST_ITEMS[kind])
    todo = [item for item in needed if item not in command.data["items"]]
    return Refusal("items_open", {"items": todo}) if todo else None


def ahead(case: Case, command: Command, name: str) -> bool:
    """Is the day or instant in this field still to come, and not absurdly far?"""
    policy, value, now = policy_of(case), str(command.data[name]), command.received_at
    near = now.date() - timedelta(days=1) <= date.fromisoformat(value[:10]) <= (now + FURTHEST).date()
    return near and policy.promised(value) > now


def promise_ahead(case: Case, command: Command) -> Refusal | None:
    """A fix is promised for later (T41). Before the second book any date was taken: it had no clock."""
    if "promised" not in command.data or case.book < 2 or ahead(case, command, "promised"):
        return None
    return Refusal("bad_value", {"fields": ["promised"]})


def visit_ahead(case: Case, command: Command) -> Refusal | None:
    """A visit is promised for later (T40)."""
    return None if ahead(case, command, "at") else Refusal("bad_value", {"fields": ["at"]})


def numbered(kind: str) -> Guard:
    """The promise or measure that is named exists, and has not been kept yet."""

    def guard(case: Case, command: Command) -> Refusal | None:
        no = command.data[kind]
        if case.record(kind, int(no)) is None:
            return Refusal("bad_value", {"fields": [kind]})
        done = {"promise": "arrival", "measure": "fix"}[kind]
        return Refusal("already") if any(r.data.get(kind) == no for r in case.of_kind(done)) else None

    return guard


def span_given(case: Case, command: Command) -> Refusal | None:
    """More time is asked until a day or for some hours, one of the two."""
    data = command.data
    if ("until" in data) == ("hours" in data):
        return Refusal("bad_value" if "until" in data else "missing", {"fields": ["until"]})
    if "hours" in data:
        fits = 1 <= int(data["hours"]) <= FURTHEST // timedelta(hours=1)
        return None if fits else Refusal("bad_value", {"fields": ["hours"]})
    return None if ahead(case, command, "until") else Refusal("bad_value", {"fields": ["until"]})


def duty_runs(case: Case, command: Command) -> Refusal | None:
    """The clock runs, is not that of a sign-off, and no more time is asked for it already (A13)."""
    duty = case.duty(str(command.data["duty"]))
    if duty is None or not duty.running or duty.approval:
        return Refusal("no_such_clock", {"duty": command.data["duty"]})
    for asked in case.open_approvals("A13"):
        kind, _, no = asked.subject.partition(":")
        record = case.record(kind, int(no))
        if record and record.data["duty"] == duty.id:
            return Refusal("already_asked", {"approval": asked.id})
    return None


def not_extended(case: Case, command: Command) -> Refusal | None:
    """A clock is extended once (A13), and to a later time than it has."""
    duty = case.duty(str(command.data["duty"]))
    if duty and duty.extended:
        return Refusal("already_extended", {"duty": duty.id})
    policy = policy_of(case)
    earlier = duty and "until" in command.data and policy.promised(str(command.data["until"])) <= duty.due_at
    return Refusal("bad_value", {"fields": ["until"]}) if earlier else None


def duty_paused(case: Case, command: Command) -> Refusal | None:
    """Only a paused clock goes on."""
    duty = case.duty(str(command.data["duty"]))
    return None if duty and duty.state is DutyState.PAUSED else Refusal("not_paused", {"duty": command.data["duty"]})


def has_running(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return any(not d.approval for d in case.running())


def has_paused(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return any(d.state is DutyState.PAUSED for d in case.duties)
