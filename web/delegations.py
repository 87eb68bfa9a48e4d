"""My delegations (A12): who signs for me and for whom I sign; giving and ending, made for a telephone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from desk.delegations import MyDelegations
from desk.errors import IdReused, Refused, Unreadable
from desk.views import Names
from domain.delegation import FORM
from domain.fields import Field, Kind
from domain.refusals import sentence
from domain.roster import Delegation
from domain.signoffs import SIGN_OFFS
from domain.vocabulary import Outside
from web.choices import MOST_CHIPS, Choice
from web.forms import Input, fresh_id, read
from web.moments import local
from web.pages import Reader, page, reader
from web.problems import field_errors
from web.reading import read_form
from web.session import Me, TheDesk
from web.work import name_of

router = APIRouter()

#: Refusals and the field they concern.
FIELD_OF = {
    "delegate_is_self": "delegate",
    "not_in_project": "delegate",
    "not_yours_to_delegate": "rules",
    "delegation_days": "last",
}
LineNo = Annotated[int, Path(ge=1, le=10**9)]


@dataclass(frozen=True, slots=True)
class Shown:
    """One delegation in words. `open`: it can still be ended."""

    what: Delegation
    other: str
    scope: str
    outside: str
    state: str
    tone: str
    open: bool

    @property
    def last(self) -> datetime:
        """The last moment: it ends as the day after its last day begins, or when it was taken back."""
        return self.what.until - timedelta(microseconds=1)


@router.get("/delegations")
async def mine(request: Request, desk: TheDesk, me: Me) -> Response:
    """What I gave, what I was given, and the form to give one."""
    return _page(request, await desk.delegations(me), {}, {})


@router.post("/delegations")
async def give(request: Request, desk: TheDesk, me: Me) -> Response:
    """Give one; everything that is wrong is said at its field."""
    posted, who = await read_form(request), reader(request)
    typed = {f.name: read(f, posted) for f in FORM}
    key = posted.one("_id") or fresh_id()
    try:
        posted.check()
        await desk.delegate(me, key, {name: value for name, value in typed.items() if value not in ("", [])})
    except Unreadable as error:
        errors, status = field_errors(error, who.lang, [f.name for f in FORM]), error.status
    except Refused as error:
        names = await desk.names()
        words = sentence(error.refusal, who.lang.code, lambda one: name_of(one, names, who.lang))
        errors, status = {FIELD_OF.get(error.refusal.code, ""): words}, error.status
    except IdReused:
        errors, status, key = {"": who.lang.say("This was answered once already; load the page again.")}, 409, ""
    else:
        return RedirectResponse("/delegations", status_code=303)
    return _page(request, await desk.delegations(me), typed, errors, key, status)


@router.post("/delegations/{no}/end")
async def end(request: Request, no: LineNo, desk: TheDesk, me: Me) -> Response:
    """Take one back before its last day."""
    posted, who = await read_form(request), reader(request)
    try:
        await desk.end_delegation(me, posted.one("_id") or fresh_id(), no)
    except Refused as error:
        words = sentence(error.refusal, who.lang.code)
        return _page(request, await desk.delegations(me), {}, {"": words}, status=error.status)
    return RedirectResponse("/delegations", status_code=303)


def _page(
    request: Request,
    found: MyDelegations,
    typed: Mapping[str, Any],
    errors: Mapping[str, str],
    key: str = "",
    status: int = 200,
) -> Response:
    who = reader(request)
    inputs = tuple(_input(f, typed.get(f.name, ""), errors.get(f.name, ""), found, who) for f in FORM)
    data = {
        "given": [shown(one, one.delegate, found.names, who) for one in reversed(found.given)],
        "received": [shown(one, one.principal, found.names, who) for one in reversed(found.received)],
        "inputs": inputs if found.rules else (),
        "banner": errors.get("", ""),
        "id": key or fresh_id(),
        "fresh_id": fresh_id,
    }
    return page(request, "delegations.html", status=status, **data)


def shown(what: Delegation, other: str, names: Names, who: Reader) -> Shown:
    """One delegation, with how it stands now."""
    coming, over = who.now < what.since, who.now >= what.until
    state = who.lang.say("Not begun yet") if coming else who.lang.say("Ended") if over else who.lang.say("In force")
    tone = "warn" if coming else "rest" if over else "ok"
    outside = who.lang.term(Outside(what.outside))
    scope = who.lang.listed([rule_name(rule, who) for rule in what.rules])
    return Shown(what, name_of(other, names, who.lang), scope, outside, state, tone, not over)


def rule_name(rule: str, who: Reader) -> str:
    """What a sign-off is called."""
    return f"{rule} {who.lang.label(next(row for row in SIGN_OFFS if row.rule == rule))}"


def _input(row: Field, value: Any, error: str, found: MyDelegations, who: Reader) -> Input:
    offered = _offered(row, found, who)
    look = {Kind.CODES: "checks", Kind.NUMBER: "number", Kind.DATE: "date", Kind.CODE: "radio"}.get(row.kind, "")
    look = look or ("chips" if len(offered) <= MOST_CHIPS else "select")
    value = value or (str(Outside.PRINCIPAL) if row.name == "outside" else [] if row.kind is Kind.CODES else "")
    if row.name == "first" and not value:
        value = local(who.now).date().isoformat()
    return Input(row.name, who.lang.label(row), look, row.required, value, offered, error=error)


def _offered(row: Field, found: MyDelegations, who: Reader) -> tuple[Choice, ...]:
    """Colleagues to choose from, the sign-offs that are one's own, and where the rest goes."""
    if row.name == "delegate":
        return tuple(Choice(one, name_of(one, found.names, who.lang)) for one in found.colleagues)
    if row.name == "rules":
        return tuple(Choice(rule, rule_name(rule, who)) for rule in found.rules)
    return tuple(Choice(str(code), who.lang.term(code)) for code in row.codes)
