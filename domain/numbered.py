"""Guards on the numbered things of a case that a command names."""

from datetime import date

from domain.case import Case, Record
from domain.guards import Guard
from domain.messages import Command
from domain.refusal import Refusal
from domain.terms import policy_of


def exists(kind: str) -> Guard:
    """The thing named in the field of its kind is there."""

    def guard(case: Case, command: Command) -> Refusal | None:
        if kind not in command.data or case.record(kind, command.data[kind]):
            return None
        return Refusal("no_such_number", {"no": command.data[kind]})

    return guard


def not_answered(kind: str, answer: str) -> Guard:
    """The thing named has not been answered yet."""

    def guard(case: Case, command: Command) -> Refusal | None:
        return Refusal("already", {"no": command.data[kind]}) if is_answered(case, kind, answer, command) else None

    return guard


def is_answered(case: Case, kind: str, answer: str, command: Command) -> bool:
    return any(r.data[kind] == command.data[kind] for r in case.of_kind(answer))


def still_open(case: Case, kind: str, answer: str) -> tuple[Record, ...]:
    """The things of a kind that are neither answered nor written anew."""
    done = {r.data[kind] for r in case.of_kind(answer)} | {r.data.get("replaces") for r in case.of_kind(kind)}
    return tuple(r for r in case.of_kind(kind) if r.no not in done)


def day_ahead(case: Case, command: Command) -> Refusal | None:
    """The date is today or later, on the project's clock."""
    policy = policy_of(case)
    if date.fromisoformat(command.data["due"]) < policy.local(command.received_at).date():
        return Refusal("day_gone")
    return None
