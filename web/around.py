"""What has to do with a case: its household's other cases (D01), those merged into it (X2), how long nobody called."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.record_views import Related
from desk.views import CasePage
from domain.retention import class_of, kept_until
from domain.vocabulary import Stage
from web.checklists import checklists
from web.language import Language
from web.moments import local
from web.telling import Teller

#: Stages in which another open case of the household may turn out to be the same matter.
EARLY = (Stage.S1, Stage.S2, Stage.S3)
#: From so many days of silence on it is marked.
LONG = 3


@dataclass(frozen=True, slots=True)
class Silence:
    """How long the customer has heard nothing, in days of the project's calendar."""

    days: int
    words: str
    long: bool


def silence(since: datetime | None, now: datetime, lang: Language) -> Silence | None:
    """In words; None where nobody waits to hear from us (D09)."""
    if since is None:
        return None
    days = max((local(now).date() - local(since).date()).days, 0)
    return Silence(days, lang.count("%(n)s day without contact", "%(n)s days without contact", days), days >= LONG)


def same_words(one: Related, lang: Language) -> str:
    """By what the two cases are of one household."""
    words = {"room": lang.say("same room"), "phone": lang.say("same telephone")}
    return lang.listed([words[kind] for kind in one.same])


def _likely_first(found: tuple[Related, ...]) -> list[Related]:
    """What may be the same matter before what only was of the same household; else the newest first."""
    return sorted(found, key=lambda one: not one.likely)


def around(page: CasePage, teller: Teller) -> dict[str, Any]:
    """The data of `_around.html`."""
    lang = teller.lang
    early = page.case.stage in EARLY and not page.case.ended
    merges = any(offer.name == "screen_decision" for offer in page.offers)
    return {
        "checklists": checklists(page, teller),
        "early": early,
        "household": [(one, same_words(one, lang), one.likely and early) for one in _likely_first(page.earlier)],
        "merged": page.merged,
        "may_merge": merges and early and any(one.likely for one in page.earlier),
        "answers": teller.people([p for _, people in page.accountable for p in people]) if page.accountable else "",
        "retention": (class_of(page.case), kept_until(page.case)) if page.case.ended else None,
        "silence": silence(page.silent_since, teller.now, lang),
    }
