"""Who hears at once of what cannot wait: a latent crisis, a third party, media, an emergency, a sudden event.

The clocks (T06, T16, T36, T37) ask somebody to act in a quarter of an hour; without a word to them nobody would know
before half of it has gone. So the line names whom the system tells: the seats that decide (D15, D58), the commander,
and the team of the case (T16: the crisis group). Since the second book.
"""

from collections.abc import Mapping

from domain.case import Case
from domain.entries import Data
from domain.messages import Command
from domain.policy import Policy
from domain.response import responders
from domain.vocabulary import Role

R = Role
BOOK = 2
#: The seats that are told at once, by command. Region: it is called of a latent crisis (T06a), and acknowledges (T16).
SEATS: Mapping[str, tuple[Role, ...]] = {
    "latent_crisis": (R.R06, R.R08),
    "third_party_involved": (R.R06, R.R03, R.R08),
    "media_involved": (R.R06, R.R03, R.R08, R.R14),
    "emergency": (R.R06, R.R03),
    "sudden_event": (R.R06, R.R03),
}


def those_who_must_know(case: Case, command: Command, policy: Policy) -> Data:
    """What the line says besides: everybody who is told, each once and by the first seat held; deputies sit in."""
    if policy.book < BOOK:
        return {}
    seats = {person: role for role in reversed(SEATS[command.name]) for person in command.roster.people(role)}
    group = dict.fromkeys((*responders(case), *case.team), R.R09)
    told = {**group, **seats}
    told.pop(command.actor, None)
    return {"told": [{"role": str(role), "person": person} for person, role in told.items()]} if told else {}
