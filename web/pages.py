"""Rendering: one Jinja environment per language, and the two kinds of answer, page and region."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from domain.amendment import READERS
from domain.files import BY_CODE, LARGEST, MOST_FILES
from domain.rights import LOOKERS
from domain.vocabulary import Level, Phase, Role, Stage
from web import moments
from web.language import Language, language, languages

HERE = Path(__file__).parent
STATIC = HERE / "static"
LANGUAGE_COOKIE = "anlan-language"


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the content, so browsers may keep it for ever."""
    path = STATIC / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.exists() else "missing"
    return f"/static/{name}?v={digest}"


def in_words(say: Callable[..., str]) -> Callable[..., str]:
    """A filter that needs the reader's language."""

    @pass_context
    def filter_(context: Context, value: Any) -> str:
        return say(value, context["lang"])

    return filter_


def in_time(say: Callable[..., str]) -> Callable[..., str]:
    """A filter that needs the moment of the page as well."""

    @pass_context
    def filter_(context: Context, value: Any) -> str:
        return say(value, context["now"], context["lang"])

    return filter_


def _role(code: str, lang: Language) -> str:
    return lang.term(Role(code)) if code in set(Role) else code


FILTERS: Mapping[str, Callable[..., Any]] = {
    "word": in_words(lambda word, lang: lang.term(word)),
    "stage": in_words(lambda code, lang: lang.term(Stage(code))),
    "role": in_words(_role),
    "span": in_words(moments.span),
    "full": in_words(moments.full),
    "long_day": in_words(moments.long_day),
    "when": in_time(moments.when),
    "within": in_time(moments.within),
    "day": in_time(moments.day),
    "within_day": in_time(moments.within_day),
    "date": in_time(lambda day, now, lang: moments.date_of(date.fromisoformat(str(day)), now, lang)),
    "clock_day": in_time(lambda moment, now, _: moments.clock_day(moment, now)),
    "short_clock": moments.short_clock,
    "start": moments.large,
    "stamp": moments.stamp,
    "hm": moments.time_of,
    "hms": moments.second_of,
}


def environment(lang: Language) -> Environment:
    """The templates in one language: strict about missing names, everything escaped."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.install_gettext_translations(lang.translations, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(FILTERS)
    made.globals.update(asset=asset, languages=languages, Level=Level, Phase=Phase)
    made.globals.update(FILE_TYPES=",".join(BY_CODE), FILE_LARGEST=LARGEST, FILE_MOST=MOST_FILES)
    return made


@cache
def environments() -> Mapping[str, Environment]:
    return {code: environment(lang) for code, lang in languages().items()}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the page and how: what every template may use."""

    lang: Language
    now: datetime
    me: Any = None
    projects: tuple[Any, ...] = ()

    @property
    def works(self) -> bool:
        """Does this person do more than look (R31, R32)?"""
        return self.me is not None and any(place.role not in LOOKERS for place in self.me.holdings)

    @property
    def sees_policy(self) -> bool:
        """Does this person read the limits and their versions?"""
        return self.me is not None and self.me.holds(*READERS)


def reader(request: Request) -> Reader:
    """Language: of the session, else of the cookie; Chinese unless somebody chose otherwise."""
    me = getattr(request.state, "me", None)
    cookie = request.cookies.get(LANGUAGE_COOKIE)
    code = me.locale if me else cookie
    return Reader(language(code), request.app.state.now(), me, getattr(request.state, "projects", ()))


def render(request: Request, template: str, /, **data: object) -> str:
    """One template in the reader's language."""
    who = reader(request)
    own = environments()[who.lang.code].get_template(template)
    path = request.url.path
    return own.render(
        lang=who.lang,
        now=who.now,
        me=who.me,
        own=who.projects,
        works=who.works,
        sees_policy=who.sees_policy,
        path=path,
        here=_here(request),
        hx=is_htmx(request),
        **data,
    )


def _here(request: Request) -> str:
    """The address of this page, for coming back to it after switching the language."""
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query if request.method == "GET" else request.url.path


def page(request: Request, template: str, /, status: int = 200, **data: Any) -> HTMLResponse:
    """Answer with a template."""
    return HTMLResponse(render(request, template, **data), status)


def region(request: Request, template: str, /, *, page_url: str, **data: Any) -> Response:
    """Answer a form: htmx gets the region it swaps, anyone else is sent to the page."""
    if is_htmx(request):
        return page(request, template, **data)
    return RedirectResponse(page_url, status_code=303)


def is_htmx(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"
