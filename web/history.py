"""For auditors: what the engine recorded beside what people see, joined by the entries they share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.line import EngineDownError
from desk.views import HistoryEvent, Verified
from domain.entries import Entry, moment
from web.addresses import Number
from web.case_view import teller_of
from web.language import Language
from web.meanings import QUIET, finding_words, meaning_words
from web.moments import local
from web.pages import page, reader
from web.session import Me, TheDesk
from web.telling import Tale, Teller

router = APIRouter()

#: An auditor reads a page of events at a time.
AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the two columns: an event, the lines it wrote, those it led to, and whether they agree."""

    at: datetime
    event: HistoryEvent | None
    words: str
    tales: tuple[Tale, ...]
    leads_to: tuple[int, ...]
    broken: bool
    new_day: bool


@router.get("/cases/{number}/history")
async def history(request: Request, number: Number, desk: TheDesk, me: Me, all: str = "", start: int = 0) -> Response:
    """The two columns with the result of verification on top."""
    who, shown = reader(request), await desk.case(me, number)
    events = await _events(desk, me, number)
    verified = await desk.verify(me, number)
    told = [e for e in events or () if all or e.meaning not in QUIET]
    begin = max(0, min(start, len(told)))
    part = told[begin : begin + AT_A_TIME]
    rows = pairs(part, shown.entries, broken_at(verified), teller_of(shown, who), _written(events or ()))
    last = begin + AT_A_TIME >= len(told)
    return page(
        request,
        "history.html",
        page=shown,
        case=shown.case,
        verified=verified,
        silent=events is None,
        pairs=rows + (strays(events or (), shown.entries, teller_of(shown, who)) if last and events else []),
        everything=bool(all),
        findings=[finding_words(f, who.lang) for f in verified.findings],
        events=len(events or ()),
        shown_events=len(told),
        start=begin,
        following=0 if last else begin + AT_A_TIME,
        checked=checks(verified, who.lang),
    )


async def _events(desk: TheDesk, me: Me, number: str) -> tuple[HistoryEvent, ...] | None:
    """The engine's events; None when it does not answer."""
    try:
        events: tuple[HistoryEvent, ...] = await desk.history(me, number)
    except EngineDownError:
        return None
    return events


def _written(events: Iterable[HistoryEvent]) -> frozenset[int]:
    """The lines that some event wrote: they are told there, and only referred to elsewhere."""
    return frozenset(seq for e in events if e.meaning == "lines_written" for seq in e.entries)


def pairs(
    events: Iterable[HistoryEvent],
    entries: tuple[Entry, ...],
    broken: frozenset[int],
    teller: Teller,
    written: frozenset[int],
) -> list[Pair]:
    """Each event with its lines."""
    lines, rows, day = {e.seq: e for e in entries}, [], None
    for event in events:
        own = [s for s in event.entries if event.meaning == "lines_written" or s not in written]
        tales = tuple(teller.tell(lines[seq]) for seq in own if seq in lines)
        wrong = any(seq not in lines or seq in broken for seq in own)
        leads_to = tuple(seq for seq in event.entries if seq not in own)
        here = local(event.at).date()
        rows.append(Pair(event.at, event, meaning_words(event, teller), tales, leads_to, wrong, here != day))
        day = here
    return rows


def strays(events: Iterable[HistoryEvent], entries: tuple[Entry, ...], teller: Teller) -> list[Pair]:
    """Lines that no event accounts for: they stand alone, and are wrong."""
    known = {seq for event in events for seq in event.entries}
    alone = [entry for entry in entries if entry.seq not in known]
    words = teller.lang.say("The engine knows nothing of it")
    return [Pair(moment(e.at), None, words, (teller.tell(e),), (), True, False) for e in alone]


def broken_at(verified: Verified) -> frozenset[int]:
    """The journal lines at which something does not agree."""
    found = (f.detail.get("seq") for f in verified.findings)
    return frozenset(seq for seq in found if isinstance(seq, int))


def checks(verified: Verified, lang: Language) -> list[tuple[str, str]]:
    """What was checked, and how much of it."""
    names: Mapping[str, str] = {
        "entries": lang.say("Journal lines, chained"),
        "events": lang.say("Engine events, replayed"),
        "contents": lang.say("Contents"),
        "approvals": lang.say("Signed texts"),
        "evidence": lang.say("Evidence"),
        "lives": lang.say("Lives"),
        "runs": lang.say("Runs"),
    }
    return [(names.get(name, name), str(value)) for name, value in verified.checked.items()]
