"""Who calls: a bearer token, and the desk that is called."""

from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import Request

from api.language import language_of
from api.problems import UnauthorisedError
from desk.desk import Desk
from desk.views import Person

LONGEST_TOKEN = 200


def desk_of(request: Request) -> Desk:
    """The one desk of this process."""
    return cast(Desk, request.app.state.desk)


# Asynchronous without need: a plain function would be run in a thread of its own.
async def _the_desk(request: Request) -> Desk:
    return desk_of(request)


async def _language(request: Request) -> str:
    return language_of(request)


async def caller(request: Request) -> Person:
    """Who this token speaks for. Raises UnauthorisedError."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(token) <= LONGEST_TOKEN:
        raise UnauthorisedError
    person = await desk_of(request).bearer(token.strip())
    if person is None:
        raise UnauthorisedError
    return person


TheDesk = Annotated[Desk, Depends(_the_desk)]
Caller = Annotated[Person, Depends(caller)]
Language = Annotated[str, Depends(_language)]
