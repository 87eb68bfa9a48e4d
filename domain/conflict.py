"""Conflict of interest: who declared one neither handles nor signs the case until it is lifted (approvals.md)."""

from dataclasses import replace

from domain.asked import text
from domain.case import Case
from domain.entries import Data, Entry
from domain.fields import Field, Kind
from domain.guards import Guard
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal
from domain.vocabulary import Role

REASON = text("reason", "原因", "Reason", 1000, required=True)
DECLARE = (Field("account", Kind.ACCOUNT, "谁（不填就是自己）", "Who (yourself if left out)"), REASON)
LIFT = (Field("account", Kind.ACCOUNT, "谁", "Who", required=True), REASON)
#: Who may say it of somebody else.
OVER_OTHERS = (Role.R06, Role.R03)


def whose(case: Case, command: Command, policy: Policy) -> Data:
    """Whose conflict it is: one's own unless another is named."""
    return {} if "account" in command.data else {"account": command.actor}


def may_declare(case: Case, command: Command) -> Refusal | None:
    """Everybody for themselves; for another the CS manager or the project head; once."""
    person = str(command.data.get("account", command.actor))
    if person in case.conflicts:
        return Refusal("already")
    if person != command.actor and not any(role in command.roles for role in OVER_OTHERS):
        return Refusal("not_yours", {"roles": [str(role) for role in OVER_OTHERS]})
    return None if command.roster.knows(person) else Refusal("not_in_project", {"fields": ["account"]})


def declared(case: Case, command: Command) -> Refusal | None:
    """Only what was declared is lifted."""
    person = str(command.data["account"])
    return None if person in case.conflicts else Refusal("not_in_conflict", {"persons": [person]})


def free_of_conflict(name: str) -> Guard:
    """Nobody named in this field is in a declared conflict."""

    def guard(case: Case, command: Command) -> Refusal | None:
        given = command.data.get(name, [])
        named = given if isinstance(given, list) else [given]
        found = [person for person in named if person in case.conflicts]
        return Refusal("person_in_conflict", {"persons": found}) if found else None

    return guard


def as_a_stranger(case: Case, command: Command) -> Command:
    """The command of somebody in conflict: of all roles only the first receiver's is left."""
    if command.actor not in case.conflicts:
        return command
    return replace(command, roles=tuple(r for r in command.roles if r == Role.R01), departments=())


def with_conflict(case: Case, entry: Entry) -> Case:
    """The case after one was declared."""
    return replace(case, conflicts=(*case.conflicts, entry.data["account"]))


def without_conflict(case: Case, entry: Entry) -> Case:
    """The case after one was lifted."""
    return replace(case, conflicts=tuple(p for p in case.conflicts if p != entry.data["account"]))
