"""The holes of the sentences of a crisis that are not a field of the command."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from domain.crisis_codes import PhaseCondition, Post, Strategy
from domain.sudden import NoticeWay
from domain.vocabulary import Phase, Term
from web.language import Language
from web.moments import small


class Teller(Protocol):
    """What these words ask of who tells the journal."""

    @property
    def lang(self) -> Language: ...

    def name(self, account: str, /) -> str: ...

    def on(self, day: str, /) -> str: ...

    def people(self, accounts: list[str], /) -> str: ...


Word = Callable[[Teller, Mapping[str, Any]], str]


def _listed(words: type[Term], field: str = "items") -> Word:
    """The codes ticked, in words."""

    def said(teller: Teller, data: Mapping[str, Any]) -> str:
        return teller.lang.listed(small_terms((words(code) for code in data.get(field, [])), teller.lang))

    return said


def small_terms(terms: Iterable[Term], lang: Language) -> list[str]:
    """Words in the middle of a sentence."""
    return [small(lang.term(term), lang) for term in terms]


def _one(name: str, words: type[Term]) -> Word:
    return lambda teller, data: teller.lang.term(words(str(data[name]))) if data.get(name) else ""


CRISIS_WORDS: Mapping[str, Word] = {
    "left_phase": _one("from", Phase),
    "proposed_phase": _one("phase", Phase),
    "proposed_because": _one("condition", PhaseCondition),
    "strategies": _listed(Strategy),
    "relieved": _one("post", Post),
    "relieved_person": lambda teller, data: teller.name(str(data.get("account", ""))),
    "notice_ways": _listed(NoticeWay, "ways"),
    "grounds": _listed(PhaseCondition, "grounds"),
    "staff": lambda teller, data: teller.people(list(data.get("staff", []))),
    "until_day": lambda teller, data: teller.on(str(data["until"])) if data.get("until") else "",
}
