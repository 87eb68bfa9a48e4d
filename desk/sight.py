"""What a person may see of a case they may see: restricted words and telephone numbers."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from desk.views import Words
from domain.background import may_read
from domain.case import Case
from domain.commands import fields_of
from domain.vocabulary import Role

#: Who reads what a plan keeps for the few (mechanisms.md), besides its author.
OF_THE_FEW = (Role.R03, Role.R06, Role.R10)
#: Beside the words of a plan: the fields that were carried over from the version before, unread by its author (D06).
CARRIED = "carried"
#: Who may ask for a telephone number in full.
CALLERS = (Role.R02, Role.R03, Role.R04, Role.R05, Role.R06)


def who_complains(case: Case) -> str:
    """The content that says who complains: the first one, or that of the lead's conversion (S0)."""
    converted = case.of_kind("conversion")
    return converted[0].content if converted else "ct-0001"


def masked_phone(phone: str) -> str:
    """`138 **** 0147`: enough to recognise, too little to call."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 7:
        return "*" * len(digits)
    return f"{digits[:-8]} **** {digits[-4:]}" if len(digits) > 10 else f"**** {digits[-4:]}"


def masked_room(room: str) -> str:
    """`3-2-12**`: the house and the floor, not the door."""
    return room[:-2] + "**" if len(room) > 2 else "**"


def reads_restricted(case: Case, kind: str, content: str, person: str, roles: Iterable[str]) -> bool:
    """May this person read the restricted fields of this content?"""
    if kind == "ask_background":
        return may_read(case, content, person)
    author = any(plan.content == content and plan.author == person for plan in case.plans)
    return (kind == "save_plan" and author) or reads_all(roles)


def reads_all(roles: Iterable[str]) -> bool:
    """One of the few who read what is restricted, whoever wrote it?"""
    return any(role in OF_THE_FEW for role in roles)


def restricted_fields(kind: str) -> tuple[str, ...]:
    """The fields of a command that only a few may read."""
    return tuple(row.name for row in fields_of(kind) if row.restricted)


def unseen(words: Words, roles: Iterable[str]) -> tuple[str, ...]:
    """What an author who is none of the few did not write: carried over from the version before."""
    return () if reads_all(roles) else tuple(words.get(CARRIED, ()))


def shown(kind: str, words: Words, *, restricted: bool, roles: Iterable[str] = ()) -> dict[str, Any]:
    """The words as they may be shown; telephone numbers never in full."""
    hidden = (CARRIED, *(unseen(words, roles) if restricted else restricted_fields(kind)))
    left = {name: value for name, value in words.items() if name not in hidden}
    person = left.get("complainant")
    if isinstance(person, Mapping) and "phone" in person:
        left["complainant"] = {**person, "phone": masked_phone(str(person["phone"]))}
    return left
