"""What the desk tells of campaigns: frozen values, words already unsealed, restricted ones left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk.views import Names, Words
from domain.campaign import Campaign
from domain.campaign_command import CampaignCommand
from domain.entries import Entry


@dataclass(frozen=True, slots=True)
class CampaignCase:
    """A case that a campaign brings in, as it stands now. `open`: not settled yet."""

    number: str
    subject: str
    stage: str
    level: str
    open: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One campaign for one reader: `offers` is what they may send now; `intact`: the chain holds."""

    campaign: Campaign
    day: date
    lines: tuple[Entry, ...] = ()
    words: Mapping[int, Words] = field(default_factory=dict)
    cases: tuple[CampaignCase, ...] = ()
    offers: tuple[CampaignCommand, ...] = ()
    people: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)
    intact: bool = True

    @property
    def open_cases(self) -> tuple[str, ...]:
        """The cases that are not settled."""
        return tuple(case.number for case in self.cases if case.open)


@dataclass(frozen=True, slots=True)
class CampaignList:
    """The campaigns this person may see, the newest first; in which projects they may open one."""

    campaigns: tuple[Campaign, ...]
    day: date
    may_open: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)
