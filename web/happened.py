"""When something happened, if it was earlier than it is written down: the one field every command may carry."""

from datetime import datetime

from desk.errors import Unreadable
from domain.commands import CARRIED
from domain.entries import instant
from domain.fields import Problem
from web.language import Language
from web.moments import ZONE, local
from web.reading import Posted

NAME = "happened_at"


def label(lang: Language) -> str:
    return lang.either(*CARRIED[NAME])


def latest(now: datetime) -> str:
    """The last minute that may be named, on the project's clock, as the browser's field takes it."""
    return local(now).strftime("%Y-%m-%dT%H:%M")


def instant_of(posted: Posted) -> str:
    """What was typed as an instant with its zone; empty when nothing was. Raises Unreadable."""
    typed = posted.one(NAME).strip()
    if not typed:
        return ""
    try:
        named = datetime.fromisoformat(typed)
    except ValueError:
        raise Unreadable((Problem(NAME, "bad_moment"),)) from None
    return instant(named if named.tzinfo else named.replace(tzinfo=ZONE))
