"""What the statement desk shows: each statement with its versions, who signs, what changed, where it is out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.views import CasePage
from domain.case import Approval, Duty, Record
from domain.commands import COMMANDS, CommandRow
from domain.entries import moment
from domain.messages import Command
from domain.refusal import Refusal
from domain.releasing import against, mismatch, next_release, public_name
from domain.speaking import SPEAKING, reading
from domain.spokesman import spokesperson
from domain.statement_codes import OUTLETS, Audience, Outlet, StatementKind
from domain.statements import (
    audience_of,
    compared_with,
    embargo,
    heads,
    is_approved,
    is_withdrawn,
    last_request,
    outings,
    versions,
)
from domain.vocabulary import ApprovalState
from web.clocks import Clock, of
from web.compare import Paragraph, changes, compare
from web.pages import Reader
from web.tabs import seat_words
from web.telling import Teller

#: What may be done with one text, in the order of its life.
DEEDS = ("edit_statement", "ask_statement", "hold_back_statement", "release_statement", "withdraw_statement")
#: Colour, icon and words of how a text stands.
State = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Out:
    """Where a text is out, and how that can be seen."""

    outlet: str
    at: datetime
    release: int
    public: str
    proofs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement: its newest version in full, the others below it."""

    record: Record
    title: str
    text: str
    grounds: str
    kind: str
    state: State
    seats: tuple[tuple[Approval, str], ...]
    diff: tuple[Paragraph, ...]
    changed: int
    before: int
    older: tuple[tuple[Record, Mapping[str, Any]], ...]
    outs: tuple[Out, ...]
    deeds: tuple[CommandRow, ...]
    lacking: str
    compare_with: int


@dataclass(frozen=True, slots=True)
class Asked:
    """An inquiry of the press, or a false report, with its clock."""

    record: Record
    who: str
    what: str
    clock: Clock | None
    done: bool


def statements_view(page: CasePage, who: Reader, teller: Teller) -> dict[str, Any]:
    """The data of `statements.html`."""
    case = page.case
    offered = {row.name for row in page.offers}
    newest = heads(case)
    return {
        "page": page,
        "case": case,
        "teller": teller,
        "audiences": [
            (audience, [shown(page, r, who, teller) for r in reversed(newest) if audience_of(r) is audience])
            for audience in Audience
        ],
        "count": len(newest),
        "spokesperson": spokesperson(case),
        "appointing": [(a, seat_words(a, teller)) for a in case.open_approvals("A25")],
        "first_response": clock_of(page, "T38", 0, who),
        "weekly": clock_of(page, "T18", 0, who),
        "inquiries": [_inquiry(page, r, who) for r in reversed(case.of_kind("inquiry"))],
        "false_reports": [_false_report(page, r, who) for r in reversed(case.of_kind("false_report"))],
        "silence": silence(page, teller),
        "speaking": [row for row in SPEAKING if row.name in offered],
        "may_draft": "draft_statement" in offered,
    }


def shown(page: CasePage, record: Record, who: Reader, teller: Teller) -> Shown:
    """One statement by its newest version."""
    case, words = page.case, page.contents.get(record.content, {})
    before = compared_with(case, record.no)
    earlier = case.record("statement", before)
    diff = compare(as_lines(page, earlier), as_lines(page, record)) if earlier else ()
    refusal = None if outings(case, record.no) else lacking(page, record, who)
    older = [(r, page.contents.get(r.content, {})) for r in reversed(versions(case, record.no)) if r.no != record.no]
    return Shown(
        record,
        str(words.get("title", "")),
        str(words.get("text", "")),
        str(words.get("grounds", "")),
        who.lang.term(StatementKind(record.data.get("kind", StatementKind.ORDINARY))),
        state_of(page, record, who, teller),
        tuple((a, seat_words(a, teller)) for a in last_request(case, record.no)),
        diff,
        changes(diff),
        before,
        tuple(older),
        tuple(_out(page, r, record, who) for r in outings(case, record.no)),
        deeds(page, record, who),
        teller.refusal({"code": refusal.code, **refusal.details}) if refusal else "",
        int(refusal.details["other"]) if refusal and "other" in refusal.details else 0,
    )


def as_lines(page: CasePage, record: Record) -> str:
    """A text with its title, to be compared paragraph by paragraph."""
    words = page.contents.get(record.content, {})
    return "\n".join(str(words.get(name, "")) for name in ("title", "text"))


def state_of(page: CasePage, record: Record, who: Reader, teller: Teller) -> State:
    """How a text stands, in a word."""
    case, say = page.case, who.lang.say
    seats = last_request(case, record.no)
    if is_withdrawn(case, record.no):
        return "rest", "cross", say("Withdrawn")
    if (order := next_release(case)) and order.statement == record.no:
        return "warn", "clock", say("Being released")
    if outings(case, record.no):
        return "ok", "done", say("Released")
    if waiting := [a for a in seats if a.open]:
        return "warn", "clock", seat_words(waiting[0], teller)
    if is_approved(case, record):
        until = embargo(case, record.no)
        held = bool(until) and who.now < moment(until)
        return ("warn", "clock", say("Signed, held back")) if held else ("ok", "sign", say("Signed, may be released"))
    if refused := [a for a in seats if a.state in (ApprovalState.REJECTED, ApprovalState.RETURNED)]:
        return "refused", "return", seat_words(refused[-1], teller)
    return "rest", "doc", say("Draft")


def lacking(page: CasePage, record: Record, who: Reader) -> Refusal | None:
    """What stands against a signed text going out now; a draft has its own state for that."""
    if not is_approved(page.case, record) or is_withdrawn(page.case, record.no):
        return None
    outlet = OUTLETS[audience_of(record)][0]
    return against(page.case, record, outlet, who.now) or mismatch(page.case, record)


def deeds(page: CasePage, record: Record, who: Reader) -> tuple[CommandRow, ...]:
    """What this person may do with this very text: the guards are asked, as they will be."""
    offered = {row.name: row for row in page.offers}
    return tuple(offered[name] for name in DEEDS if name in offered and possible(page, record, COMMANDS[name], who))


def possible(page: CasePage, record: Record, row: CommandRow, who: Reader) -> bool:
    """Would the command be taken for some outlet?"""
    used = {r.data["outlet"] for r in outings(page.case, record.no)}
    outlets = [str(o) for o in OUTLETS[audience_of(record)] if o not in used] or [""]
    me = who.me.id if who.me else ""
    trial = Command(case=page.case.number, name=row.name, actor=me, roles=page.roles, received_at=who.now)
    if row.name == "release_statement" and outlets == [""]:
        return False
    data = {"statement": record.no, "outlet": outlets[0]}
    asked = Command(trial.id, trial.case, 1, row.name, me, page.roles, (), who.now, data=data)
    return all(guard(page.case, asked) is None for guard in row.guards)


def _out(page: CasePage, out: Record, record: Record, who: Reader) -> Out:
    outlet = Outlet(out.data["outlet"])
    published = outlet is Outlet.PAGE and not page.case.factor
    proofs = (r for r in page.case.of_kind("release_proof") if r.data["release"] == out.data["release"])
    return Out(
        who.lang.term(outlet),
        out.at,
        int(out.data["release"]),
        f"/statements/{public_name(record.digest)}" if published else "",
        tuple(str(page.contents.get(r.content, {}).get("proof", "")) for r in proofs),
    )


def clock_of(page: CasePage, rule: str, about: int, who: Reader) -> Clock | None:
    """The clock that runs for a thing, if one does."""
    found: Duty | None = next((d for d in page.case.owed(rule) if d.about == about), None)
    return of(found, who.now, who.lang) if found else None


def _inquiry(page: CasePage, record: Record, who: Reader) -> Asked:
    words = page.contents.get(record.content, {})
    done = any(r.data["inquiry"] == record.no for r in page.case.of_kind("inquiry_answer"))
    clock = clock_of(page, "D36", record.no, who)
    return Asked(record, str(words.get("outlet_name", "")), str(words.get("question", "")), clock, done)


def _false_report(page: CasePage, record: Record, who: Reader) -> Asked:
    words = page.contents.get(record.content, {})
    done = any(r.data.get("corrects") == record.no for r in page.case.of_kind("released"))
    clock = clock_of(page, "T39", record.no, who)
    return Asked(record, str(words.get("outlet_name", "")), str(words.get("what", "")), clock, done)


def silence(page: CasePage, teller: Teller) -> dict[str, Any] | None:
    """The newest notice not to speak: its words, who has read it and who has not."""
    notices = page.case.of_kind("silence")
    if not notices:
        return None
    newest = notices[-1]
    read = [r.author for r in reading(page.case) if r.data["silence"] == newest.no]
    told = [t["person"] for t in newest.data["told"]]
    return {
        "no": newest.no,
        "text": str(page.contents.get(newest.content, {}).get("text", "")),
        "read": len([p for p in told if p in read]),
        "told": len(told),
        "unread": [teller.name(p) for p in told if p not in read],
    }
