"""The likely next step of a case for one person: the form that stands open on the page."""

from desk.views import CasePage
from domain.case import Approval
from domain.commands import CommandRow
from domain.duties import BY_RULE
from domain.fields import Kind
from domain.signoffs import sign_off
from web.choices import NUMBERED
from web.clocks import urgent
from web.language import Language

#: A command that belongs to few stages is a step of the way; one that fits everywhere is not.
FEW_STAGES = 3


def likely(page: CasePage, lang: Language) -> CommandRow | None:
    """What meets the most urgent duty, else the next step of the stage, else whatever may be done first.

    While the stage waits for signatures nothing stands open: the step is somebody else's.
    """
    if awaited(page):
        return None
    found = _meeting(page) or _stepping(page, lang) or next(iter(page.offers), None)
    return _first_needed(found, page, lang) if found else None


def awaited(page: CasePage) -> tuple[Approval, ...]:
    """The seats without whose signature the case does not leave its stage."""
    return tuple(a for a in page.case.open_approvals() if sign_off(a.rule, a.subject).waits_in is page.case.stage)


def others(page: CasePage, chosen: CommandRow | None) -> tuple[CommandRow, ...]:
    """All other commands this person may send now."""
    return tuple(row for row in page.offers if chosen is None or row.name != chosen.name)


def _meeting(page: CasePage) -> CommandRow | None:
    stops = [stop.command for duty in urgent(page.case.duties) for stop in BY_RULE[duty.rule].stops]
    return next((row for name in stops for row in page.offers if row.name == name), None)


def _stepping(page: CasePage, lang: Language) -> CommandRow | None:
    steps = (row for row in page.offers if len(row.stages) <= FEW_STAGES)
    return next((row for row in steps if _possible(row, page, lang)), None)


def _possible(row: CommandRow, page: CasePage, lang: Language) -> bool:
    """Nothing is lacking, or this person can provide it first."""
    lacking = _lacks(row, page, lang)
    return not lacking or any(offer.gives == lacking for offer in page.offers)


def _first_needed(row: CommandRow, page: CasePage, lang: Language) -> CommandRow:
    """A command that needs a numbered thing which is not there yet: first the one that gives it."""
    lacking = _lacks(row, page, lang)
    return next((r for r in page.offers if lacking and r.gives == lacking), row)


def _lacks(row: CommandRow, page: CasePage, lang: Language) -> str:
    """The numbered thing that a command needs and the case does not have."""
    for field in row.fields:
        needed = field.required and field.when is None and field.kind in (Kind.NUMBER, Kind.NUMBERS)
        if needed and field.name in NUMBERED and not NUMBERED[field.name](page, lang):
            return field.name
    return ""
