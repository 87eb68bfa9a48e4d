"""Signing off: the queue, one sign-off, and its three answers."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.errors import IdReused, NotFound, Unreadable
from desk.views import ApprovalPage, Receipt
from domain.refusals import Refusal
from domain.vocabulary import Decision
from web.addresses import ApprovalId, Done
from web.approval_view import Answering, approval_view, teller_of
from web.forms import fresh_id
from web.language import Language
from web.pages import is_htmx, page, reader
from web.problems import field_errors
from web.reading import Posted, read_form
from web.session import Me, TheDesk
from web.work import asked, name_of

router = APIRouter()


@router.get("/approvals")
async def queue(request: Request, desk: TheDesk, me: Me) -> Response:
    """Everything that waits for this person's signature, the first due on top."""
    names, who = await desk.names(), reader(request)
    waiting = [asked(row, names, who) for row in await desk.approvals(me)]
    waiting.sort(key=lambda one: one.row.due_at or one.row.asked_at)
    amendments = [(one, name_of(one.by, names, who.lang)) for one in await desk.policies.to_sign(me)]
    return page(request, "approvals.html", approvals=waiting, amendments=amendments)


@router.get("/approvals/{id}")
async def show(request: Request, id: ApprovalId, desk: TheDesk, me: Me, done: Done = "") -> Response:
    """One sign-off, made for a telephone."""
    shown = await desk.approval(me, id)
    return _page(request, shown, Answering(done=await _receipt(desk, me, done, shown.number)))


async def _receipt(desk: TheDesk, me: Me, id: str, number: str) -> Receipt | None:
    """The receipt of the answer that led here."""
    try:
        found: Receipt | None = await desk.receipt(me, id) if id else None
    except NotFound:
        return None
    return found if found and found.number == number else None


@router.post("/approvals/{id}")
async def sign(request: Request, id: ApprovalId, desk: TheDesk, me: Me) -> Response:
    """An answer. Agreeing is confirmed first; the other two need a word of why."""
    posted, shown = await read_form(request), await desk.approval(me, id)
    typed = Answering(posted.one("_id"), posted.one("comment"))
    if lacking := _unfinished(posted, reader(request).lang):
        return _page(request, shown, Answering(typed.id, typed.comment, lacking), 422)
    if posted.one("decision") == Decision.APPROVE and not posted.has("confirmed"):
        return _page(request, shown, Answering(typed.id, typed.comment, confirm=True))
    try:
        receipt = await _decide(desk, me, id, posted)
    except Unreadable as error:
        words = " ".join(field_errors(error, reader(request).lang).values())
        return _page(request, shown, Answering("", typed.comment, words), error.status)
    except IdReused:
        words = reader(request).lang.say("This was answered once already; load the page again.")
        return _page(request, shown, Answering("", typed.comment, words), IdReused.status)
    if receipt.refusal:
        return _refused(request, await desk.approval(me, id), typed.comment, receipt.refusal)
    if not is_htmx(request):
        return RedirectResponse(f"/approvals/{id}?done={receipt.id}", status_code=303)
    return _page(request, await desk.approval(me, id), Answering(done=receipt))


def _unfinished(posted: Posted, lang: Language) -> str:
    """What the answer still lacks, in words."""
    if posted.one("decision") not in set(Decision):
        return lang.say("Choose one of the three answers.")
    if posted.one("decision") != Decision.APPROVE and not posted.one("comment").strip():
        return lang.say("Say why, in a sentence: the others need it to go on.")
    return ""


async def _decide(desk: TheDesk, me: Me, id: str, posted: Posted) -> Receipt:
    posted.check()
    key, digest = posted.one("_id") or fresh_id(), posted.one("digest")
    return await desk.decide(me, id, key, posted.one("decision"), posted.one("comment").strip(), digest)


def _refused(request: Request, now: ApprovalPage, comment: str, refusal: Refusal) -> Response:
    """The sign-off as it stands now, and why the answer was not taken."""
    words = teller_of(now, reader(request)).refusal({"code": refusal.code, **refusal.details})
    return _page(request, now, Answering("", comment, banner=words), refusal.status)


def _page(request: Request, shown: ApprovalPage, so_far: Answering, status: int = 200) -> Response:
    template = "_approval.html" if is_htmx(request) else "approval.html"
    return page(request, template, status=status, **approval_view(shown, reader(request), so_far))
