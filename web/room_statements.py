"""The statements as the room shows them: for each audience the newest text, where it stands, what it waits for."""

from dataclasses import dataclass
from datetime import datetime

from desk.views import CasePage
from domain.case import Case, Record
from domain.entries import moment
from domain.releasing import RELEASERS, next_release
from domain.spokesman import spokesperson
from domain.statement_codes import Audience, Outlet
from domain.statements import (
    audience_of,
    embargo,
    heads,
    is_approved,
    is_withdrawn,
    last_request,
    outings,
    versions,
)
from web.clocks import urgent
from web.pages import Reader
from web.room_clocks import Running, running
from web.statement_view import State, state_of
from web.tabs import seat_words
from web.telling import Teller

#: The clocks of what is said outside; they stand beside the statements, not among the others.
SAID_OUTSIDE = ("T38", "T39")
#: Whom one looks for in a crisis, even while nothing is written for them (lifecycle 5.5: three statements).
THREE = (Audience.MEDIA, Audience.CUSTOMERS, Audience.STAFF)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One audience: its newest text (none while nothing is written), what it waits for, what it last heard."""

    audience: Audience
    record: Record | None = None
    version: int = 0
    state: State = ("rest", "doc", "")
    waits: str = ""
    until: datetime | None = None
    heard: Record | None = None
    outlet: Outlet | None = None
    heard_version: int = 0

    @property
    def earlier_heard(self) -> bool:
        """Did they hear an earlier text than the newest one?"""
        return self.heard is not None and self.record is not None and self.heard.data["statement"] != self.record.no


def spoken(page: CasePage, who: Reader, teller: Teller) -> list[Spoken]:
    """A line for each audience; none at all while nothing is written for anybody."""
    if not heads(page.case):
        return []
    lines = [_audience(page, one, who, teller) for one in Audience]
    return [line for line in lines if line.record or line.audience in THREE]


def clocks_outside(case: Case, teller: Teller) -> list[Running]:
    """The clocks of the first response and of corrections that run (T38, T39)."""
    return [running(duty, teller) for duty in urgent(case.duties) if duty.rule in SAID_OUTSIDE]


def _audience(page: CasePage, audience: Audience, who: Reader, teller: Teller) -> Spoken:
    """The newest text that still counts; a withdrawn one only where there is no other."""
    case = page.case
    texts = [r for r in heads(case) if audience_of(r) is audience]
    record = max(texts, key=lambda r: (not is_withdrawn(case, r.no), r.no), default=None)
    if record is None:
        return Spoken(audience)
    heard = next((r for r in reversed(case.of_kind("released")) if r.data["audience"] == audience), None)
    until = embargo(case, record.no)
    waiting = bool(until) and not outings(case, record.no) and not is_withdrawn(case, record.no)
    return Spoken(
        audience,
        record,
        _version(case, record.no),
        state_of(page, record, who, teller),
        _waits(case, record, teller),
        moment(until) if waiting and who.now < moment(until) else None,
        heard,
        Outlet(heard.data["outlet"]) if heard else None,
        _version(case, int(heard.data["statement"])) if heard else 0,
    )


def _version(case: Case, no: int) -> int:
    """The how manieth version of its statement a text is."""
    return [r.no for r in versions(case, no)].index(no) + 1


def _waits(case: Case, record: Record, teller: Teller) -> str:
    """What a text that is not out waits for, and from whom; the first open seat stands in its state already."""
    say = teller.lang.say
    order = next_release(case)
    if is_withdrawn(case, record.no) or outings(case, record.no) or (order and order.statement == record.no):
        return ""
    if waiting := [a for a in last_request(case, record.no) if a.open]:
        return teller.lang.listed([seat_words(a, teller) for a in waiting[1:]])
    if not is_approved(case, record):
        return say("%(person)s sends it to be signed", person=teller.name(record.author))
    speaker = spokesperson(case)
    if speaker:
        return say("%(person)s may release it", person=teller.name(speaker))
    return "" if RELEASERS[audience_of(record)] else say("No spokesperson is appointed")
