"""When a crisis may be declared: on what is known, or by judgement (A11, lifecycle 5.4 to 5.6, C-01).

What is known counts until a person has looked at it: after a crisis was stood down, or after somebody decided to
keep the phase, only what turned up later.
"""

from domain.case import Case
from domain.crisis_codes import PhaseCondition as C
from domain.entries import Data
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal
from domain.turn_codes import EmergencyKind, Turn
from domain.vocabulary import Phase, Role

R = Role
#: CS, the complaint office with the same rights (R12) and the project head judge for themselves, with a reason.
JUDGES = (R.R06, R.R02, R.R03, R.R04)
#: Who asks: CS or any head (A11). A head of a department on what is known.
DECLARE = (R.R06, R.R03, R.R05, R.R02, R.R04)

#: Who is offered it under the first book, whatever is known.
OF_THE_FIRST_BOOK = (R.R06, R.R03, R.R05)
#: The first book under which a declaration rests on grounds, and its line names them.
BOOK = 2

#: What of a turn, of an emergency and of the assessment meets which condition.
TURNS: tuple[tuple[Turn, C], ...] = (
    (Turn.CASUALTY, C.CASUALTY),
    (Turn.ORGANISED, C.GROUP),
    (Turn.SPREAD, C.GROUP),
    (Turn.THREAT, C.IRRATIONAL),
    (Turn.POLICE, C.IRRATIONAL),
)
EMERGENCIES: tuple[tuple[EmergencyKind, C], ...] = (
    (EmergencyKind.INJURY, C.CASUALTY),
    (EmergencyKind.MEDIA_REPORT, C.MEDIA),
)
FLAGS: tuple[tuple[str, C], ...] = (("casualty", C.CASUALTY), ("media", C.MEDIA), ("organised", C.GROUP))


def grounds(case: Case) -> tuple[C, ...]:
    """The conditions met by what is known, in the order of the codes; none under the first book."""
    if case.book < BOOK:
        return ()
    looked = max((r.seq for kind in ("stand_down", "phase_kept") for r in case.of_kind(kind)), default=0)
    found = {condition for seq, condition in _met(case) if seq > looked}
    return tuple(condition for condition in C if condition in found)


def _met(case: Case) -> tuple[tuple[int, C], ...]:
    """Every condition with the line that met it."""
    return (
        *((r.seq, c) for r in case.of_kind("turn") for what, c in TURNS if r.data["what"] == what),
        *((r.seq, c) for r in case.of_kind("emergency") for kind, c in EMERGENCIES if r.data["kind"] == kind),
        *((r.seq, c) for r in case.of_kind("grave") for flag, c in FLAGS if r.data.get(flag)),
        *((r.seq, C.MEDIA) for r in case.of_kind("media")),
        *((r.seq, C.GROUP) for r in case.of_kind("common_facts")[:1]),
        *((r.seq, C(str(r.data["condition"]))) for r in case.of_kind("phase") if r.data["phase"] == Phase.OUTBREAK),
    )


def may_declare(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    """Offered on what is known to everybody who may ask, without that to those who judge; once."""
    judges = JUDGES if case.book >= BOOK else OF_THE_FIRST_BOOK
    return not case.crisis_since and (bool(set(judges) & set(roles)) or bool(grounds(case)))


def known_or_judged(case: Case, command: Command) -> Refusal | None:
    """A head of a department declares on what is known; CS and the project head also by judgement."""
    if case.book < BOOK or set(JUDGES) & set(command.roles) or grounds(case):
        return None
    return Refusal("no_crisis_grounds", {"roles": [str(role) for role in JUDGES]})


def on_what_grounds(case: Case, command: Command, policy: Policy) -> Data:
    """The line says which conditions were met; without any it was by judgement, with the reason given."""
    met = [str(condition) for condition in grounds(case)]
    return {"grounds": met} if met else {}
