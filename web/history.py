"""For auditors: what the engine recorded beside what people see, joined by the entries they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.views import HistoryEvent, Verified
from domain.entries import Entry
from web.case_view import teller_of
from web.language import Language
from web.meanings import finding_words, meaning_words
from web.moments import local
from web.pages import page, reader
from web.session import Me, TheDesk
from web.telling import Tale, Teller

router = APIRouter()

#: An auditor reads a page of events at a time.
AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the two columns: an event, the lines it led to, and whether they agree."""

    event: HistoryEvent | None
    words: str
    tales: tuple[Tale, ...]
    broken: bool
    new_day: bool
    at: Any


@router.get("/cases/{number}/history")
async def history(request: Request, number: str, desk: TheDesk, me: Me, all: str = "", start: int = 0) -> Response:
    """The two columns with the result of verification on top."""
    who = reader(request)
    shown, events = await desk.case(me, number), await desk.history(me, number)
    verified = await desk.verify(me, number)
    teller = teller_of(shown, who)
    told = [e for e in events if all or e.meaning or e.entries]
    begin = max(0, min(start, len(told)))
    rows = pairs(tuple(told[begin : begin + AT_A_TIME]), shown.entries, broken_at(verified), teller)
    return page(
        request,
        "history.html",
        page=shown,
        case=shown.case,
        verified=verified,
        pairs=rows,
        everything=bool(all),
        findings=[finding_words(f, who.lang) for f in verified.findings],
        events=len(events),
        shown_events=len(told),
        start=begin,
        following=begin + AT_A_TIME if begin + AT_A_TIME < len(told) else 0,
        checked=checks(verified, who.lang),
    )


def pairs(
    events: tuple[HistoryEvent, ...], entries: tuple[Entry, ...], broken: frozenset[int], teller: Teller
) -> list[Pair]:
    """Each event with its lines; a line that no event accounts for stands alone and is wrong."""
    lines = {e.seq: e for e in entries}
    rows: list[Pair] = []
    day = None
    for event in events:
        tales = tuple(teller.tell(lines[seq]) for seq in event.entries if seq in lines)
        missing = any(seq not in lines for seq in event.entries)
        here = local(event.at).date()
        wrong = missing or any(t.seq in broken for t in tales)
        rows.append(Pair(event, meaning_words(event, teller), tales, wrong, here != day, event.at))
        day = here
    return rows


def broken_at(verified: Verified) -> frozenset[int]:
    """The journal lines at which something does not agree."""
    found = (f.detail.get("seq") for f in verified.findings)
    return frozenset(int(seq) for seq in found if isinstance(seq, int))


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
    return [
        (names.get(name, name), str(value)) for name, value in verified.checked.items() if isinstance(value, int | str)
    ]
