"""Everything the page of a case shows, put together once for page and region."""

from typing import Any

from desk.sight import CALLERS
from desk.views import CasePage, Receipt
from domain.commands import CommandRow
from domain.declaring import grounds
from domain.phases import proposed
from domain.response import watched
from domain.statements import heads
from domain.unreachable import occasions, tried
from web import tabs
from web.around import around
from web.clocks import urgent
from web.consequences import Leads
from web.forms import Form, Maker
from web.future import future
from web.happened import latest
from web.ladder import ladder
from web.language import Language
from web.likely import awaited, likely, others
from web.pages import Reader
from web.telling import Teller
from web.telling_crisis import small_terms

#: So many lines of the journal stand beside the case; the rest is in its tab.
BESIDE = 12


def teller_of(page: CasePage, who: Reader) -> Teller:
    """Who tells the lines of this case to this reader."""
    return Teller(page.case, page.names, page.contents, who.lang, who.now)


def case_view(
    page: CasePage, who: Reader, tab: str = "", form: Form | None = None, done: Receipt | None = None
) -> dict[str, Any]:
    """The data of `case.html`. `form` stands in for the one of the likely next step."""
    teller, name = teller_of(page, who), tab if tab in tabs.NAMES else first_tab(page)
    row = likely(page, who.lang) if form is None else None
    maker = Maker(page, who.lang)
    shown = form or (maker.form(row) if row else None)
    coming = future(page, teller, who.lang)
    return {
        "page": page,
        "case": page.case,
        "teller": teller,
        "ladder": ladder(page.case, page.entries, who.now, who.lang),
        "clocks": [tabs.timed(d, teller) for d in urgent(page.case.duties)],
        "future": coming,
        "far": any(" " in line.shown for line in coming),
        "form": shown,
        "mine": [
            a
            for a in page.case.open_approvals()
            if who.me and (who.me.id in a.asked_of or a.id in page.signs_for_others)
        ],
        "awaited": [(a, tabs.seat_words(a, teller)) for a in awaited(page) if who.me and who.me.id not in a.asked_of],
        "more": more(page, shown, who),
        "tried": (len(tried(page.case)), occasions(page.case)),
        **to_decide(page, who.lang),
        "in_conflict": teller.people(list(page.case.conflicts)) if page.case.conflicts else "",
        "tabs": tabs.tabs(page, who.lang),
        "tab": name,
        "statements": len(heads(page.case)),
        "tales": tabs.told(page, teller, BESIDE),
        "done": done,
        "phone": "",
        "may_call": any(role in CALLERS for role in page.roles),
        "latest": latest(who.now),
        "waiting": [r for r in page.pending if done is None or r.id != done.id],
        **around(page, teller),
        **tabs.content(name, page, teller),
    }


def to_decide(page: CasePage, lang: Language) -> dict[str, Any]:
    """What the system proposes, and whether this reader may decide on it."""
    offered = {row.name: row for row in page.offers}
    return {
        "decides_contingency": offered.get("activate_contingency"),
        "decides_phase": "change_phase" in offered,
        "may_declare": "declare_crisis" in offered,
        "grounds": lang.listed(small_terms(grounds(page.case), lang)) if "declare_crisis" in offered else "",
        "proposal": proposed(page.case),
        "has_room": watched(page.case),
    }


def first_tab(page: CasePage) -> str:
    """The plan once there is one; before that, what was said."""
    return "plan" if page.case.plans else "contacts"


def more(page: CasePage, form: Form | None, who: Reader) -> list[tuple[CommandRow, tuple[str, str]]]:
    """The other commands, each with what it leads to."""
    leads = Leads(page.case, page.policy, who.lang)
    shown = next((row for row in page.offers if form and row.name == form.name), None)
    return [(row, leads.of_command(row)) for row in others(page, shown)]
