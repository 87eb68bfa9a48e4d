"""The numbered things of statements that a field offers: texts, releases, notices, inquiries, false reports."""

from collections.abc import Callable, Mapping

from desk.views import CasePage
from domain.case import Record
from domain.numbered import still_open
from domain.statement_codes import Outlet
from domain.statements import audience_of, heads, is_withdrawn
from web.language import Language
from web.moments import local, short_day, time_of

Offer = tuple[str, str, str]
GLANCE = 30


def texts(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """The newest version of every statement, newest first."""
    found = reversed([r for r in heads(page.case) if not is_withdrawn(page.case, r.no)])
    return tuple((str(r.no), f"{r.no} · {lang.term(audience_of(r))}", _words(page, r, "title", "text")) for r in found)


def beside(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """What a text may be compared with: the newest of every statement, and what is out though a newer one waits."""
    out = {r.data["statement"] for r in page.case.of_kind("released")} - {r.no for r in heads(page.case)}
    older = [r for r in page.case.of_kind("statement") if r.no in out]
    return texts(page, lang) + tuple((str(r.no), f"{r.no} · {lang.term(audience_of(r))}", "") for r in older)


def releases(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """What went out, newest first."""
    return tuple(
        (str(r.data["release"]), f"{r.data['release']} · {lang.term(Outlet(r.data['outlet']))}", _when(r))
        for r in reversed(page.case.of_kind("released"))
    )


def silences(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    newest = reversed(page.case.of_kind("silence"))
    return tuple((str(r.no), f"{r.no} · {_words(page, r, 'text')}", _when(r)) for r in newest)


def inquiries(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    waiting = still_open(page.case, "inquiry", "inquiry_answer")
    return tuple((str(r.no), f"{r.no} · {_words(page, r, 'outlet_name')}", _when(r)) for r in waiting)


def false_reports(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    found = reversed(page.case.of_kind("false_report"))
    return tuple((str(r.no), f"{r.no} · {_words(page, r, 'outlet_name')}", _when(r)) for r in found)


def _words(page: CasePage, record: Record, *names: str) -> str:
    words = page.contents.get(record.content, {})
    return next((str(words[name])[:GLANCE] for name in names if words.get(name)), "")


def _when(record: Record) -> str:
    return f"{short_day(local(record.at))} {time_of(record.at)}"


STATEMENTS: Mapping[str, Callable[[CasePage, Language], tuple[Offer, ...]]] = {
    "statement": texts,
    "with": beside,
    "release": releases,
    "silence": silences,
    "inquiry": inquiries,
    "corrects": false_reports,
}
