"""Before a complaint is registered: cases of the same room or telephone. Asked by POST, so that no address holds it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.around import same_words
from web.intake import look_again
from web.pages import is_htmx, page, reader
from web.reading import read_form
from web.session import Me, TheDesk

router = APIRouter()


@router.post("/cases/new/known")
async def known(request: Request, desk: TheDesk, me: Me) -> Response:
    """The household's cases, beside the form with what was typed; nothing is stored, nothing refused."""
    posted, lang = await read_form(request), reader(request).lang
    project, household = posted.one("project"), {name: posted.one(name) for name in ("room", "phone")}
    found = await desk.known(me, project, household) if any(household.values()) else ()
    shown = [(one, same_words(one, lang)) for one in found]
    if is_htmx(request):
        return page(request, "_known.html", known=shown, looked=any(household.values()))
    return await look_again(request, desk, me, posted, shown)
