"""Improvements of one case as they look (T25): each with how it stands, who owes it, who verified it outside the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.outlived_views import CaseImprovement, CaseImprovements
from domain.fields import Field
from domain.improving import Effect
from domain.outlived import FIELDS
from web.choices import Choice
from web.forms import Input
from web.language import Language
from web.pages import Reader
from web.work import name_of

#: How an effect is coloured.
TONES = {Effect.EFFECTIVE: "ok", Effect.PARTLY: "rest", Effect.NONE: "over"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One improvement in words. `icon` and `tone` of its state; `by` and `at` once it is verified."""

    one: CaseImprovement
    owner: str
    tone: str
    icon: str
    state: str
    by: str
    at: datetime | None


def left(found: CaseImprovements, who: Reader) -> tuple[Shown, ...]:
    """What goes on after the case, or was verified while it had ended."""
    return tuple(in_words(one, found, who) for one in found.left)


def in_words(one: CaseImprovement, found: CaseImprovements, who: Reader) -> Shown:
    """One of them, also one that was written anew."""
    by = name_of(one.by, found.names, who.lang) if one.by else ""
    return Shown(one, name_of(one.owner, found.names, who.lang), *_state(one, who.lang), by, one.at)


def _state(one: CaseImprovement, lang: Language) -> tuple[str, str, str]:
    if one.state == "replaced":
        return "rest", "cross", lang.say("Written anew")
    if one.state == "open":
        return ("over", "overdue", lang.say("Overdue")) if one.overdue else ("rest", "clock", lang.say("Still open"))
    effect = Effect(one.effect) if one.effect in set(Effect) else None
    return (TONES[effect], "done", lang.term(effect)) if effect else ("rest", "done", lang.say("Verified"))


def inputs(typed: Mapping[str, str], errors: Mapping[str, str], lang: Language) -> list[Input]:
    """The form that verifies one."""
    return [_input(field, typed.get(field.name, ""), errors.get(field.name, ""), lang) for field in FIELDS]


def _input(field: Field, value: str, error: str, lang: Language) -> Input:
    offered = tuple(Choice(str(code), lang.term(code)) for code in field.codes)
    look = "chips" if offered else "small"
    return Input(field.name, lang.label(field), look, field.required, value, offered, field.limit, error=error)
