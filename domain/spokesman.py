"""The one spokesperson of a case (A25, C-03): named by PR, appointed by the executive, one at a time."""

from domain.case import Case
from domain.messages import Command
from domain.refusal import Refusal
from domain.vocabulary import ApprovalState


def spokesperson(case: Case) -> str:
    """Who speaks for the house on this case; nobody before A25 is signed, and nobody in conflict."""
    for named in reversed(case.of_kind("spokesperson")):
        seats = [a for a in case.approvals if a.subject == f"spokesperson:{named.no}"]
        newest = [a for a in seats if a.round == max(s.round for s in seats)]
        if newest and all(a.state is ApprovalState.APPROVED for a in newest):
            person = str(named.data["account"])
            return "" if person in case.conflicts else person
    return ""


def works_here(case: Case, command: Command) -> Refusal | None:
    """Whoever is to speak holds a seat that covers the project; naming the one who speaks changes nothing."""
    person = command.data["account"]
    if not command.roster.knows(person):
        return Refusal("not_in_project", {"fields": ["account"]})
    return Refusal("already") if person == spokesperson(case) else None


def only_the_spokesperson(case: Case, command: Command) -> Refusal | None:
    """Others only refer to the spokesperson (C-03)."""
    if not (person := spokesperson(case)):
        return Refusal("no_spokesperson")
    return None if command.actor == person else Refusal("not_the_spokesperson", {"by": person})
