"""Changing the limits (A20): the form, the preview with the clocks as they would run, and the page to sign.

Works without script: a form posts to its own page, and what is wrong stands at its field.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from desk.errors import IdReused, NotFound, Refused, Unreadable
from desk.policies import PolicyBook
from domain.amendment import PROPOSER, Amendment
from domain.refusal import Refusal
from domain.refusals import sentence
from web.amended import amendment_view, answer_view, kept_cases, morning, start_of
from web.amendment_form import Entry, check, errors_of, form_view, read_entry
from web.forms import fresh_id
from web.pages import Reader, page, reader
from web.problems import field_errors
from web.reading import Posted, read_form
from web.session import Me, TheDesk
from web.work import name_of

router = APIRouter()
LineNo = Annotated[int, Path(ge=1, le=10**9)]


@dataclass(frozen=True, slots=True)
class Answering:
    """What was tried on the page of an amendment: words typed, an error, a wish to be confirmed."""

    comment: str = ""
    error: str = ""
    banner: str = ""
    confirm: bool = False


@router.get("/policy/amend")
async def begin(request: Request, desk: TheDesk, me: Me) -> Response:
    """The form, with every number as it is in the newest version."""
    book = await _book(desk, me)
    return page(request, "amend.html", **form_view(Entry(), {}, book, reader(request)))


@router.post("/policy/amend")
async def go_on(request: Request, desk: TheDesk, me: Me) -> Response:
    """Show the form again, preview it, or propose it."""
    posted, who, book = await read_form(request), reader(request), await _book(desk, me)
    entry, wrong = read_entry(posted, book.newest)
    if posted.one("_step") == "edit":
        return page(request, "amend.html", **form_view(entry, {}, book, who))
    try:
        posted.check()
        check(entry, wrong, book.newest)
        if posted.one("_step") == "propose":
            key, digest = posted.one("_id") or fresh_id(), posted.one("digest")
            what = await desk.policies.propose(me, key, entry.form, digest)
            return RedirectResponse(f"/policy/amendments/{what.no}", status_code=303)
        what = await desk.policies.draft(me, entry.form)
    except (Unreadable, Refused, IdReused) as error:
        errors = _wrong(error, book, who)
        return page(request, "amend.html", status=error.status, **form_view(entry, errors, book, who))
    return await _preview(request, desk, me, (what, book), entry, posted)


def _wrong(error: Unreadable | Refused | IdReused, book: PolicyBook, who: Reader) -> dict[str, str]:
    """What is wrong, at its field; "" concerns the whole form."""
    if isinstance(error, Unreadable):
        return errors_of(error.problems, who.lang)
    if isinstance(error, IdReused):
        return {"": who.lang.say("This was answered once already; load the page again.")}
    field = "since" if error.refusal.code.startswith("since") else ""
    return {field: _sentence(error.refusal, book, who)}


async def _preview(
    request: Request, desk: TheDesk, me: Me, shown: tuple[Amendment, PolicyBook], entry: Entry, posted: Posted
) -> Response:
    """Exactly what would be proposed, before anything is kept."""
    (what, book), who = shown, reader(request)
    start = start_of({"start": posted.one("start")}, morning(what.since))
    kept = await kept_cases(desk, me, what, book)
    data = amendment_view(what, book, kept, start, who) | {"reason": entry.reason}
    hidden = [
        ("since", entry.since),
        ("reason", entry.reason),
        *((n, t) for n, t in entry.typed.items() if n in what.changed),
    ]
    return page(request, "amend_preview.html", hidden=hidden, id=posted.one("_id") or fresh_id(), **data)


@router.get("/policy/amendments/{no}")
async def show(request: Request, no: LineNo, desk: TheDesk, me: Me) -> Response:
    """One amendment, made for a telephone: what changes, how the clocks would run, who signs."""
    return await _page(request, no, desk, me, Answering())


@router.post("/policy/amendments/{no}")
async def answer(request: Request, no: LineNo, desk: TheDesk, me: Me) -> Response:
    """Approve, reject or take back. Agreeing is confirmed first; rejecting needs a word of why."""
    posted, who = await read_form(request), reader(request)
    decision, comment = posted.one("decision"), posted.one("comment")
    if decision == "approve" and not posted.has("confirmed"):
        return await _page(request, no, desk, me, Answering(comment, confirm=True))
    try:
        posted.check()
        key, digest = posted.one("_id") or fresh_id(), posted.one("digest")
        await desk.policies.answer(me, key, no, decision, comment, digest)
    except Unreadable as error:
        words = " ".join(field_errors(error, who.lang).values())
        if any(one.code == "missing" for one in error.problems):
            words = who.lang.say("Say why, in a sentence: the others need it to go on.")
        return await _page(request, no, desk, me, Answering(comment, words), error.status)
    except IdReused:
        words = who.lang.say("This was answered once already; load the page again.")
        return await _page(request, no, desk, me, Answering(comment, banner=words), IdReused.status)
    except Refused as error:
        words = _sentence(error.refusal, await desk.policies.book(me), who)
        return await _page(request, no, desk, me, Answering(comment, banner=words), error.status)
    return RedirectResponse(f"/policy/amendments/{no}", status_code=303)


async def _page(request: Request, no: int, desk: TheDesk, me: Me, so_far: Answering, status: int = 200) -> Response:
    who, book = reader(request), await desk.policies.book(me)
    what = book.amendment(no)
    if what is None:
        raise NotFound
    start = start_of(request.query_params, morning(what.since))
    data = amendment_view(what, book, await kept_cases(desk, me, what, book), start, who)
    data |= answer_view(what, book, who) | {"so_far": so_far, "id": fresh_id()}
    return page(request, "amendment.html", status=status, **data)


async def _book(desk: TheDesk, me: Me) -> PolicyBook:
    """The book, for who may propose."""
    if not me.holds(PROPOSER):
        raise NotFound
    return await desk.policies.book(me)


def _sentence(refusal: Refusal, book: PolicyBook, who: Reader) -> str:
    return sentence(refusal, who.lang.code, lambda one: name_of(one, book.names, who.lang))
