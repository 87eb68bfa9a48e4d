"""The numbered things around a complaint that a field offers: open promises, improvements, agreements, parties."""

from collections.abc import Callable, Iterable, Mapping

from desk.views import CasePage
from domain.case import Record
from domain.codes import Purpose, Track
from domain.crisis_codes import Post
from domain.improving import open_improvements
from domain.mediation import all_agreed, is_checked
from domain.numbered import still_open
from domain.response import in_post
from domain.superseding import superseded_by
from domain.tracks import running
from web.language import Language
from web.moments import local, short_day, time_of
from web.numbered_statements import STATEMENTS

#: A choice is a glance at the thing, not its whole text.
GLANCE = 30

#: Value, label, note: what `choices` makes a choice of.
Offer = tuple[str, str, str]
Offers = Callable[[CasePage, Language], tuple[Offer, ...]]


def _of(found: Iterable[Record], page: CasePage, words: str, date: str = "") -> tuple[Offer, ...]:
    """Things by number, the first words of each, its date or when it was recorded."""
    return tuple((str(r.no), f"{r.no} · {_glance(page, r, words)}", _when(r, date)) for r in found)


def _glance(page: CasePage, record: Record, name: str) -> str:
    return str(page.contents.get(record.content, {}).get(name, ""))[:GLANCE]


def _when(record: Record, date: str) -> str:
    return str(record.data[date])[5:] if date else f"{short_day(local(record.at))} {time_of(record.at)}"


def promises(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    return _of(still_open(page.case, "pledge", "promise_kept"), page, "text", "due")


def improvements(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    return _of(open_improvements(page.case), page, "action", "due")


def mediations(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    return _of(reversed(page.case.of_kind("mediation")), page, "other")


def agreements(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """Those that everybody agreed to and nobody has checked."""
    case = page.case
    return _of((r for r in case.of_kind("agreement") if all_agreed(case, r) and not is_checked(case, r)), page, "terms")


def parties(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """The parties of the newest mediation; the first is the complainant."""
    opened = page.case.of_kind("mediation")
    count = int(opened[-1].data["parties"]) if opened else 0
    first = lang.say("Complainant")
    return tuple((str(no), first if no == 1 else lang.say("Party %(no)s", no=no), "") for no in range(1, count + 1))


def contacts(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """Contacts that nobody has checked, the newest first."""
    waiting = reversed(still_open(page.case, "contact", "check"))
    return tuple((str(r.no), f"{r.no} · {lang.term(Purpose(r.data['purpose']))}", _when(r, "")) for r in waiting)


def tracks(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """The outside bodies that the case waits for."""
    return tuple((str(r.no), f"{r.no} · {lang.term(Track(r.data['kind']))}", _when(r, "")) for r in running(page.case))


def letters(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    return _of(still_open(page.case, "letter", "letter_sent"), page, "text")


def settlements(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    return _of(still_open(page.case, "settlement", "settlement_signed"), page, "text")


def facts(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """Facts that stand, the newest first."""
    over = superseded_by(page.case, "fact")
    return _of((r for r in reversed(page.case.of_kind("fact")) if r.no not in over), page, "text")


def appointments(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """Who has which post now."""
    found = ((r, page.names.get(str(r.data["account"]))) for r in in_post(page.case))
    return tuple(
        (str(r.no), f"{lang.term(Post(r.data['post']))} · {name[lang.column] if name else r.data['account']}", "")
        for r, name in found
    )


def recoveries(page: CasePage, lang: Language) -> tuple[Offer, ...]:
    """Recovery measures still to be done."""
    return _of(still_open(page.case, "recovery", "recovery_done"), page, "what", "due")


OFFERS: Mapping[str, Offers] = {
    "pledge": promises,
    "improvement": improvements,
    "replaces": improvements,
    "mediation": mediations,
    "agreement": agreements,
    "agreed": parties,
    "contact": contacts,
    "track": tracks,
    "letter": letters,
    "settlement": settlements,
    **STATEMENTS,
    "supersedes": facts,
    "appointment": appointments,
    "recovery": recoveries,
}
