"""Who is signed in: the cookie, the person, and what happens when there is none."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request, Response
from starlette.datastructures import URL

from desk.desk import Desk
from desk.views import Person

DAY = 86400


class SignedOutError(Exception):
    """Nobody is signed in; `next` is where to go on afterwards."""

    def __init__(self, next_page: str) -> None:
        super().__init__(next_page)
        self.next = next_page


def the_desk(request: Request) -> Desk:
    """The one way in, as wired."""
    desk: Desk = request.app.state.desk
    return desk


def cookie_name(url: URL) -> str:
    """`__Host-` binds the cookie to this host; browsers take it over https only."""
    return "__Host-anlan" if url.scheme == "https" else "anlan"


def token_of(request: Request) -> str:
    return request.cookies.get(cookie_name(request.url), "")


async def the_person(request: Request, desk: Annotated[Desk, Depends(the_desk)]) -> Person:
    """The person signed in, or `SignedOutError`."""
    token = token_of(request)
    person = await desk.who(token) if token else None
    if person is None:
        raise SignedOutError(_way_back(request))
    request.state.me, request.state.projects = person, await desk.projects(person)
    return person


TheDesk = Annotated[Desk, Depends(the_desk)]
Me = Annotated[Person, Depends(the_person)]


def _way_back(request: Request) -> str:
    """The page to return to; a form that was posted leads back to its page."""
    query = f"?{request.url.query}" if request.url.query and request.method == "GET" else ""
    return request.url.path + query


def door(next_page: str) -> str:
    """The sign-in page that leads on to a page of ours."""
    return "/sign-in" if next_page in ("", "/") else f"/sign-in?next={quote(next_page, safe='/')}"


def ours(next_page: str) -> str:
    """A path on this site, else the desk: nobody is sent away by a link."""
    plain = next_page.startswith("/") and not next_page.startswith(("//", "/\\"))
    return next_page if plain and next_page.isprintable() and "\\" not in next_page else "/"


def let_in(response: Response, request: Request, token: str) -> None:
    """Set the session cookie: out of reach for scripts and for other sites."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        cookie_name(request.url), token, httponly=True, secure=secure, samesite="lax", path="/", max_age=DAY
    )


def let_out(response: Response, request: Request) -> None:
    """Take the cookie back and have the browser forget what it kept of us."""
    response.delete_cookie(cookie_name(request.url), path="/", httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def languages_of(request: Request) -> dict[str, Any]:
    return {
        "httponly": True,
        "samesite": "lax",
        "path": "/",
        "max_age": 400 * DAY,
        "secure": request.url.scheme == "https",
    }
