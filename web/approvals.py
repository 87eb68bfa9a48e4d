"""Signing off: exactly what is asked, what changed, who else signs, and three answers."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.errors import IdReused, NotFound, Unreadable
from desk.views import ApprovalPage, Receipt
from domain.commands import fields_of
from domain.refusals import Refusal
from domain.signoffs import sign_off
from domain.vocabulary import Decision
from web.clocks import running
from web.compare import Paragraph, as_text, changes, compare
from web.forms import fresh_id
from web.language import Language
from web.pages import is_htmx, page, reader
from web.problems import field_errors
from web.reading import Posted, read_form
from web.session import Me, TheDesk
from web.tabs import seat_words
from web.telling import Teller
from web.work import asked

router = APIRouter()

#: The commands whose fields name the words of what is signed.
WRITTEN_BY = {
    "plan": "save_plan", "statement": "ask", "report": "file_report", "closing": "result_confirmed",
    "contingency": "activate_contingency", "withdrawal": "withdraw", "reopening": "reopen", "level": "change_level",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One field of what is signed. The text proper has no heading."""

    heading: str
    text: str


@router.get("/approvals")
async def queue(request: Request, desk: TheDesk, me: Me) -> Response:
    """Everything that waits for this person's signature, the first due on top."""
    rows = await desk.approvals(me)
    lying = await desk.my_desk(me)
    who = reader(request)
    waiting = sorted((asked(row, lying.names, who) for row in rows), key=lambda a: a.row.due_at or a.row.asked_at)
    return page(request, "approvals.html", approvals=waiting, waits=[asked(r, lying.names, who) for r in lying.waiting_for])


@router.get("/approvals/{id}")
async def show(request: Request, id: str, desk: TheDesk, me: Me, done: str = "") -> Response:
    """One sign-off, made for a telephone."""
    return page(request, "approval.html", **_view(request, await desk.approval(me, id), done=await _receipt(desk, me, done)))


async def _receipt(desk: TheDesk, me: Me, id: str) -> Receipt | None:
    try:
        found: Receipt | None = await desk.receipt(me, id) if id else None
    except NotFound:
        return None
    return found


@router.post("/approvals/{id}")
async def sign(request: Request, id: str, desk: TheDesk, me: Me) -> Response:
    """An answer. Agreeing is confirmed first; the other two need a word of why."""
    posted, shown = await read_form(request), await desk.approval(me, id)
    decision, lang = posted.one("decision"), reader(request).lang
    if decision not in set(Decision):
        return _answer(request, shown, posted, 422, error=lang.say("Choose one of the three answers."))
    if decision != Decision.APPROVE and not posted.one("comment").strip():
        return _answer(request, shown, posted, 422, error=lang.say("Say why, in a sentence: the others need it to go on."))
    if decision == Decision.APPROVE and not posted.has("confirmed"):
        return _answer(request, shown, posted, 200, confirm=True)
    return await _decide(request, desk, me, shown, posted)


async def _decide(request: Request, desk: TheDesk, me: Me, shown: ApprovalPage, posted: Posted) -> Response:
    lang, id = reader(request).lang, shown.approval.id
    try:
        posted.check()
        receipt = await desk.decide(me, id, posted.one("_id") or fresh_id(), posted.one("decision"), posted.one("comment").strip(), posted.one("digest"))
    except Unreadable as error:
        return _answer(request, shown, posted, error.status, error=" ".join(field_errors(error, lang).values()))
    except IdReused:
        return _answer(request, shown, posted, 409, error=lang.say("This was answered once already; load the page again."))
    if receipt.state == "refused" and receipt.refusal:
        now = await desk.approval(me, id)
        return _answer(request, now, posted, receipt.refusal.status, refusal=receipt.refusal)
    if not is_htmx(request):
        return RedirectResponse(f"/approvals/{id}?done={receipt.id}", status_code=303)
    return page(request, "_approval.html", **_view(request, await desk.approval(me, id), done=receipt))


def _answer(request: Request, shown: ApprovalPage, posted: Posted, status: int, *, error: str = "", confirm: bool = False, refusal: Refusal | None = None) -> Response:
    """The page again with what was written."""
    data = _view(request, shown, error=error, confirm=confirm, comment=posted.one("comment"), id=posted.one("_id") if not refusal else "")
    if refusal:
        data["banner"] = data["teller"].refusal({"code": refusal.code, **refusal.details})
    return page(request, "_approval.html" if is_htmx(request) else "approval.html", status=status, **data)


def _view(request: Request, shown: ApprovalPage, *, error: str = "", confirm: bool = False, comment: str = "", done: Receipt | None = None, id: str = "") -> dict[str, Any]:
    who = reader(request)
    teller = Teller(shown.case, shown.names, {}, who.lang, who.now)
    row = sign_off(shown.approval.rule, shown.approval.subject)
    diff = _diff(shown)
    return {
        "shown": shown, "approval": shown.approval, "case": shown.case, "teller": teller, "row": row,
        "title": who.lang.label(row), "about": teller.subject(shown.approval.subject),
        "parts": parts(shown, who.lang), "hidden": _hidden(shown, who.lang), "diff": diff, "changed": changes(diff),
        "against_version": shown.earlier[-1][0] if shown.earlier else 0,
        "countdown": running(shown.asked_at, shown.due_at, who.now, who.lang) if shown.due_at and shown.approval.open else None,
        "route": [(seat, seat_words(seat, teller)) for seat in shown.route],
        "against": teller.refusal({"code": shown.against.code, **shown.against.details}) if shown.against else "",
        "leads": leads(shown, who.lang), "error": error, "banner": "", "confirm": confirm, "comment": comment,
        "done": done, "id": id or fresh_id(), "Decision": Decision,
    }


def parts(shown: ApprovalPage, lang: Language) -> tuple[Part, ...]:
    """The words that are signed, the main text first; steps are shown apart."""
    rows = {f.name: f for f in fields_of(WRITTEN_BY.get(shown.approval.subject.partition(":")[0], ""))}
    texts = [(name, str(text)) for name, text in shown.words.items() if isinstance(text, str)]
    texts.sort(key=lambda pair: (pair[0] != "text", list(rows).index(pair[0]) if pair[0] in rows else 99))
    return tuple(Part("" if name == "text" else lang.label(rows[name]) if name in rows else name, text) for name, text in texts)


def _hidden(shown: ApprovalPage, lang: Language) -> list[str]:
    rows = {f.name: f for f in fields_of(WRITTEN_BY.get(shown.approval.subject.partition(":")[0], ""))}
    return [lang.label(rows[name]) if name in rows else name for name in shown.hidden]


def _diff(shown: ApprovalPage) -> tuple[Paragraph, ...]:
    """Against the version before; nothing when there is none."""
    if not shown.earlier:
        return ()
    return compare(as_text(shown.earlier[-1][1]), as_text(shown.words))


def leads(shown: ApprovalPage, lang: Language) -> str:
    """What the last signature makes of the case."""
    row = sign_off(shown.approval.rule, shown.approval.subject)
    if row.approved is None:
        return lang.say("It counts from the last signature on; the case stays where it is.")
    agreed = lang.say("With the last signature the case goes to %(stage)s.", stage=lang.term(row.approved))
    if row.refused is None:
        return agreed
    return agreed + " " + lang.say("Returned or rejected, it goes back to %(stage)s.", stage=lang.term(row.refused))
