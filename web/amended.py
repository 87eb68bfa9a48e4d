"""An amendment of the limits as a reader sees it: old and new, the clocks as they would run, the cases it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desk.policies import PolicyBook
from desk.views import CaseList
from domain.amendable import SPAN, setting_of
from domain.amendment import APPROVER, FURTHEST, PROPOSER, Amendment, result
from domain.duties import BY_RULE
from domain.planned import Planned, clock_of
from domain.policy import Policy
from domain.vocabulary import ApprovalState
from web.language import Language
from web.limits import number_words, other_title, title
from web.moments import local
from web.pages import Reader
from web.rungs import rungs
from web.session import Me, TheDesk
from web.work import name_of

#: Numbers of open cases that are named for each version; the list has them all.
NAMED = 12
TONES = {
    ApprovalState.OPEN: ("mine", "sign"),
    ApprovalState.APPROVED: ("ok", "done"),
    ApprovalState.REJECTED: ("refused", "refused"),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One mark of a clock under the new number, and when it would have been under the old (None: it is new)."""

    at: datetime
    tone: str
    what: str
    mark: str
    before: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """One number, old and new. `way` says whether it became shorter or longer; `ladder` is its clock.

    `decent` is the last decent moment to call, where the due time lies in the quiet hours (C-02).
    """

    name: str
    rule: str
    title: str
    old: str
    new: str
    way: str
    ladder: tuple[Rung, ...]
    decent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Open cases that a version does not touch: under which version they live, how many, the first numbers."""

    version: int
    cases: int
    numbers: tuple[str, ...]


def changes_of(what: Amendment, book: PolicyBook, start: datetime, lang: Language) -> list[Change]:
    """Every changed number with its clock from this start on, as it would run."""
    base = book.version(what.based_on)
    assert base is not None
    after = result(what, base)
    return [_change(name, old, new, (base, after), start, lang) for name, (old, new) in what.changed.items()]


def _change(name: str, old: int, new: int, policies: tuple[Policy, Policy], start: datetime, lang: Language) -> Change:
    rule = name.partition(".")[0]
    known, clock = rule in BY_RULE, clock_of(name)
    setting = setting_of(name)
    span = setting is not None and setting.unit == SPAN
    way = (lang.say("shorter") if new < old else lang.say("longer")) if span else lang.say("changed")
    before, after = (clock.runs(start, one) for one in policies) if clock else (None, None)
    return Change(
        name,
        rule if known else "",
        title(name, lang) if known else other_title(name, lang),
        number_words(name, old, lang),
        number_words(name, new, lang),
        way,
        ladder(before, after, lang) if before and after else (),
        after.duty.contact_by if after else None,
    )


def ladder(before: Planned, after: Planned, lang: Language) -> tuple[Rung, ...]:
    """The rungs under the new number, each with when it would have been."""
    then = {rung.mark: rung.at for rung in before.rungs}
    marks = [rung.mark for rung in after.rungs]
    told = zip(marks, rungs(after, lang), strict=True)
    return tuple(Rung(at, tone, what, words, then.get(mark)) for mark, (at, tone, what, words) in told)


async def kept_cases(desk: TheDesk, me: Me, what: Amendment, book: PolicyBook) -> list[Kept]:
    """The open cases in sight that live under older versions, newest version first."""
    found = []
    for version in sorted((one for one in book.cases if one < what.version and book.cases[one]), reverse=True):
        page: CaseList = await desk.cases(me, policy=str(version))
        found.append(Kept(version, book.cases[version], tuple(row.number for row in page.rows[:NAMED])))
    return found


def amendment_view(what: Amendment, book: PolicyBook, kept: list[Kept], start: datetime, who: Reader) -> dict[str, Any]:
    """What both the preview and the page of an amendment show."""
    return {
        "what": what,
        "changes": changes_of(what, book, start, who.lang),
        "kept": kept,
        "untouched": sum(one.cases for one in kept),
        "start": start,
        "start_value": local(start).strftime("%Y-%m-%dT%H:%M"),
        "reason": book.words.get(what.no, ""),
    }


def answer_view(what: Amendment, book: PolicyBook, who: Reader) -> dict[str, Any]:
    """How it stands, who signs it, and what this reader may do."""
    state = what.stands(who.now)
    waits, own = state is ApprovalState.OPEN, who.me is not None and who.me.id == what.by
    tone, icon = TONES.get(state, ("rest", "return"))
    return {
        "state": state,
        "tone": tone,
        "icon_name": icon,
        "mine": waits and not own and who.me is not None and who.me.holds(APPROVER),
        "may_withdraw": own and who.me.holds(PROPOSER) and state in (ApprovalState.OPEN, ApprovalState.EXPIRED),
        "by": name_of(what.by, book.names, who.lang),
        "decided_by": name_of(what.decided_by, book.names, who.lang) if what.decided_by else "",
        "comment_said": book.words.get(what.ended_in, "") if what.ended_in else "",
    }


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history of amendments."""

    what: Amendment
    state: ApprovalState
    tone: str
    icon: str
    by: str
    decided_by: str


def history(book: PolicyBook, who: Reader) -> list[Past]:
    """What was ever proposed, the newest first."""
    return [
        Past(
            one,
            state,
            *TONES.get(state, ("rest", "return")),
            _name(one.by, book, who),
            _name(one.decided_by, book, who),
        )
        for one in reversed(book.amendments)
        for state in (one.stands(who.now),)
    ]


def _name(person: str, book: PolicyBook, who: Reader) -> str:
    return name_of(person, book.names, who.lang) if person else ""


def morning(moment: datetime) -> datetime:
    """Nine o'clock at or after a moment, on the project's clock: a start that people can follow."""
    there = local(moment)
    nine = there.replace(hour=9, minute=0, second=0, microsecond=0)
    return nine if nine >= there else nine + timedelta(days=1)


def start_of(query: Mapping[str, str], usual: datetime) -> datetime:
    """The start that the address names, on the project's clock; else the usual one."""
    try:
        read = datetime.fromisoformat(query.get("start", ""))
        start = read.replace(tzinfo=local(usual).tzinfo) if read.tzinfo is None else usual
        return start if abs(start - usual) < FURTHEST else usual
    except (ValueError, OverflowError):
        return usual
