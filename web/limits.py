"""The limits of a policy in words: what each holds for, and how long."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.amendable import MONEY, OF_DAY, setting_of, spelled
from domain.classification import Category
from domain.daily import BY_RULE as OF_A_DAY
from domain.duties import BY_RULE
from domain.policy import Policy
from domain.signoffs import SIGN_OFFS
from domain.terms import YUAN
from domain.vocabulary import Level, Phase, Role
from web.language import Language
from web.moments import span

#: The report of a critical stage is due at an hour of the day, not after a span (C-07).
DAILY = "T11"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. `scope` says what it holds for and is empty where it holds for all."""

    name: str
    scope: str
    words: str


def limits(name: str, policy: Policy, lang: Language) -> tuple[Limit, ...]:
    """The limits under a name such as `T48` or `T26.A02`, the general one first."""
    row = BY_RULE.get(name)
    if row and row.due_field:
        return (Limit(name, "", lang.say("as promised")),)
    known = policy.limits
    own = [key for key in known if key == name or key.startswith(f"{name}.")]
    if not own and "." in name:
        own = [key for key in known if key == name.partition(".")[0]]
        return tuple(Limit(key, "", words(key, policy, lang)) for key in own)
    return tuple(Limit(key, scope(key.removeprefix(name), lang), words(key, policy, lang)) for key in own)


def words(name: str, policy: Policy, lang: Language) -> str:
    """How long a limit is."""
    if name == DAILY:
        return lang.say("daily at %(hour)s", hour=f"{policy.report_hour:02d}:00")
    if (row := BY_RULE.get(name)) and row.days:
        return lang.say("to the day that is named, else %(span)s", span=span(policy.limits[name], lang))
    return span(policy.limits[name], lang)


def scope(rest: str, lang: Language) -> str:
    """`.A02.major`: what a limit holds for, in words."""
    words_of: Mapping[str, str] = {str(term): lang.term(term) for term in (*Level, *Phase, *Category)}
    parts = [words_of.get(part, part) for part in rest.split(".") if part]
    return " ".join(parts)


def other_title(name: str, lang: Language) -> str:
    """What a number is for that is no limit of a duty."""
    names = {
        "decline_dispatch": lang.say("Declining a dispatch is open for"),
        "valid_for": lang.say("A request to sign expires after"),
        "report_hour": lang.say("The daily report is due at"),
        "quiet_from": lang.say("Quiet hours begin at"),
        "quiet_until": lang.say("Quiet hours end at"),
        "quiet_notice": lang.say("Reminder before the quiet hours"),
    }
    if name.startswith(YUAN):
        rule, _, role = name.removeprefix(YUAN).partition(".")
        row = next((one for one in SIGN_OFFS if one.rule == rule), None)
        about = lang.label(row) if row else rule
        return lang.say("%(about)s: %(role)s signs alone up to", about=about, role=lang.term(Role(role)))
    return names.get(name, name)


def number_words(name: str, value: int, lang: Language) -> str:
    """One number of the policy, exactly: a span, an hour of the clock, yuan."""
    row = setting_of(name)
    if row and row.unit == OF_DAY:
        return f"{value:02d}:00"
    if row and row.unit == MONEY:
        return lang.say("%(yuan)s yuan", yuan=f"{value:,}")
    return spelled(value, chinese=lang.chinese)


def title(name: str, lang: Language) -> str:
    """What a limit is for, in words: the duty, or what is to be signed."""
    rule, _, rest = name.partition(".")
    row = BY_RULE.get(rule) or OF_A_DAY.get(rule)
    label = lang.label(row) if row else other_title(rule, lang)
    head, _, level = rest.partition(".")
    about: Mapping[str, str] = {one.rule: lang.label(one) for one in reversed(SIGN_OFFS)}
    parts = [about[head] if head in about else scope(head, lang)] if head else []
    parts += [scope(level, lang)] if level else []
    return lang.say(": ").join([label, ", ".join(parts) if not lang.chinese else "，".join(parts)]) if parts else label
