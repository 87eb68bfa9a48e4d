"""The door: signing in and out, and the language."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.errors import TooMany
from domain.fields import readable
from web.language import languages
from web.pages import LANGUAGE_COOKIE, page
from web.reading import Posted, read_form
from web.session import TheDesk, languages_of, let_in, let_out, ours, token_of

router = APIRouter()


@router.get("/sign-in")
async def door(request: Request, desk: TheDesk, next: str = "/") -> Response:
    """The sign-in page; who is in already goes on."""
    token = token_of(request)
    if token and await desk.who(token):
        return RedirectResponse(ours(next), status_code=303)
    return page(request, "sign_in.html", next=ours(next), account="", error="")


@router.post("/sign-in")
async def sign_in(request: Request, desk: TheDesk) -> Response:
    """Let in whoever knows the password."""
    posted = await read_form(request)
    next_page = ours(posted.one("next"))
    try:
        token = await _token(request, desk, posted)
    except TooMany as error:
        answer = page(
            request,
            "sign_in.html",
            status=429,
            next=next_page,
            account=posted.one("account"),
            error="many",
            wait=error.retry_after,
        )
        answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    if token is None:
        return page(request, "sign_in.html", status=401, next=next_page, account=posted.one("account"), error="wrong")
    response = RedirectResponse(next_page, status_code=303)
    let_in(response, request, token)
    return response


async def _token(request: Request, desk: TheDesk, posted: Posted) -> str | None:
    address = request.client.host if request.client else ""
    if not readable(posted.one("account") + posted.one("password")):
        return None
    token: str | None = await desk.sign_in(posted.one("account"), posted.one("password"), address)
    if token and (chosen := request.cookies.get(LANGUAGE_COOKIE)) in languages():
        await desk.set_locale(token, str(chosen))
    return token


@router.post("/sign-out")
async def sign_out(request: Request, desk: TheDesk) -> Response:
    """End the session here and on the server."""
    await desk.sign_out(token_of(request))
    response = RedirectResponse("/sign-in", status_code=303)
    let_out(response, request)
    return response


@router.post("/language")
async def choose(request: Request, desk: TheDesk) -> Response:
    """Switch the language, before or after signing in, and come back to the same page."""
    posted = await read_form(request)
    response = RedirectResponse(ours(posted.one("next")), status_code=303)
    if posted.one("language") in languages():
        response.set_cookie(LANGUAGE_COOKIE, posted.one("language"), **languages_of(request))
        if token := token_of(request):
            await desk.set_locale(token, posted.one("language"))
    return response
