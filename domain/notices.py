"""Whom a journal line concerns, as rows for the outbox. A new notice is a row in `NOTICES` and its two letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.case import Case
from domain.entries import Data, Entry, moment
from domain.vocabulary import Stage

#: A line's people: (case after the line, entry) -> accounts.
People = Callable[[Case, Entry], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one person. Its id is case, line, person and kind, so it is told once."""

    number: str
    seq: int
    person: str
    kind: str
    at: datetime
    data: Data

    @property
    def id(self) -> str:
        return f"{self.number}/{self.seq}/{self.person}/{self.kind}"


def told(case: Case, entry: Entry) -> tuple[str, ...]:
    """Those the line itself names."""
    return tuple(t["person"] for t in entry.data.get("told", []))


def asked_of(case: Case, entry: Entry) -> tuple[str, ...]:
    """Those who are asked to sign, and who may sign for them (A12)."""
    return tuple(entry.data.get("asked_of") or entry.data.get("added") or ()) + tuple(entry.data.get("delegates", ()))


def requester(case: Case, entry: Entry) -> tuple[str, ...]:
    """Who asked for the sign-off that ended."""
    approval = case.approval(entry.data["approval"])
    return (approval.requested_by,) if approval else ()


def sender(case: Case, entry: Entry) -> tuple[str, ...]:
    """Who sent what was refused."""
    return (entry.actor,)


def told_of_breach(case: Case, entry: Entry) -> tuple[str, ...]:
    """Those who were told of a breach that turns out to be settled (WALK 3 e)."""
    duty = case.duty(entry.data["duty"])
    return tuple(t.person for t in duty.told if t.mark.isdigit() and int(t.mark) >= 100) if duty else ()


def new_owner(case: Case, entry: Entry) -> tuple[str, ...]:
    """Who has the case from now on."""
    return (entry.data["owner"],) if "owner" in entry.data else ()


def concerned(case: Case, entry: Entry) -> tuple[str, ...]:
    """Who works on the case: its owner, its team, who took it in."""
    owner = () if "." in case.owner else (case.owner,)
    return (*owner, *case.team, case.registrar)


def of_a_case_out_of_hand(case: Case, entry: Entry) -> tuple[str, ...]:
    """Those who work on a case that others now decide (X2, X4)."""
    return concerned(case, entry) if entry.data["to"] in (Stage.X2, Stage.X4) else ()


def giver(case: Case, entry: Entry) -> tuple[str, ...]:
    """Who handed the case over."""
    handover = case.record("handover", entry.data["handover"])
    return (handover.author,) if handover else ()


def accountable(case: Case, entry: Entry) -> tuple[str, ...]:
    """Who owes what was promised: the case owner, once one is named."""
    return () if "." in case.owner else (case.owner,)


def named(case: Case, entry: Entry) -> tuple[str, ...]:
    """Of whom a conflict was said, and who answers for the case."""
    return (entry.data["account"], *((case.owner,) if "." not in case.owner else ()))


def asked_for_release(case: Case, entry: Entry) -> tuple[str, ...]:
    """Who asked to let a text out, and who wrote it."""
    asked, text = case.record("release", entry.data["release"]), case.record("statement", entry.data["statement"])
    return tuple(r.author for r in (asked, text) if r)


NOTICES: Mapping[str, tuple[str, People]] = {
    "duty_warned": ("warned", told),
    "duty_breached": ("breached", told),
    "duty_escalated": ("escalated", told),
    "duty_cleared": ("cleared", told_of_breach),
    "asked": ("asked", asked_of),
    "asked_wider": ("asked", asked_of),
    "ask_ended": ("ask_ended", lambda case, entry: (*requester(case, entry), *told(case, entry))),
    "signed": ("signed", lambda case, entry: (*requester(case, entry), entry.data.get("for", ""))),
    "refused": ("refused", sender),
    "seat_passed": ("asked", asked_of),
    "contingency_proposed": ("proposed", told),
    "declare_conflict": ("conflict", named),
    "lift_conflict": ("conflict_lifted", named),
    "assign": ("assigned", new_owner),
    "register_lead": ("lead", told),
    "moved": ("handed_over", of_a_case_out_of_hand),
    "track_date": ("track_date", concerned),
    "legal_outcome": ("outcome", concerned),
    "hand_over": ("handover_offered", lambda case, entry: (entry.data["to"],)),
    "accept_handover": ("handover_accepted", giver),
    "decline_handover": ("handover_declined", giver),
    "decline_dispatch": ("dispatch_declined", told),
    "promise": ("promised", accountable),
    "improvement": ("to_improve", new_owner),
    "do_not_speak": ("silence", told),
    "statement_released": ("released", asked_for_release),
    "release_refused": ("not_released", asked_for_release),
    "mediation": ("to_mediate", lambda case, entry: (entry.data["mediator"],)),
    "level_raised": ("level_raised", told),
    "letter_sent": ("letter_sent", concerned),
    "settlement_signed": ("settled", concerned),
    "file_report": ("reported", told),
    "phase_proposed": ("phase_proposed", told),
    "crisis_stood_down": ("stood_down", told),
    "declare_crisis": ("crisis", lambda case, entry: (case.commander, *concerned(case, entry))),
    "hand_over_command": ("command_offered", lambda case, entry: (entry.data["commander"],)),
    "accept_command": ("command_taken", lambda case, entry: (entry.data["giver"],)),
    "decline_command": ("command_declined", lambda case, entry: (entry.data["giver"],)),
    "post_person": ("posted", lambda case, entry: (entry.data["account"],)),
    "relieve_person": ("relieved", lambda case, entry: (entry.data["account"],)),
    "recovery_measure": ("to_recover", new_owner),
    "latent_crisis": ("latent_crisis", told),
    "third_party_involved": ("third_party", told),
    "media_involved": ("media", told),
    "emergency": ("emergency", told),
    "sudden_event": ("sudden_event", told),
}


def notices_of(case: Case, entry: Entry) -> tuple[Notice, ...]:
    """What to tell whom about one line; nobody is told of what they did themselves, but of a refusal."""
    if entry.type not in NOTICES:
        return ()
    kind, people = NOTICES[entry.type]
    persons = [p for p in dict.fromkeys(people(case, entry)) if p and (p != entry.actor or kind == "refused")]
    return tuple(Notice(case.number, entry.seq, p, kind, moment(entry.at), entry.data) for p in persons)
