"""What the desk on paper keeps, in dictionaries."""

import asyncio
from datetime import datetime
from itertools import count

from desk.errors import NotFound
from desk.views import Finding, Person, Receipt
from domain.case import Case
from domain.entries import Entry
from domain.messages import Command
from domain.policy import Policy
from domain.roster import Delegation
from tests.web.paper_campaigns import PaperCampaigns
from tests.web.paper_days import PaperDays
from tests.web.paper_evidence import PaperEvidence
from tests.web.paper_groups import PaperGroups
from tests.web.paper_people import PROJECTS
from tests.web.paper_policies import PaperPolicies

#: Of a lead nobody is known.
NOBODY = {"room": "", "name": "", "phone": ""}


class PaperKept:
    """Everything that is kept."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.policy = Policy()
        self.kept: dict[str, Case] = {}
        self.journal: dict[str, list[Entry]] = {}
        self.words: dict[str, dict] = {}
        self.receipts: dict[str, tuple[str, str, Receipt]] = {}
        self.notices: list = []
        self.tokens: dict[str, str] = {}
        self.locales: dict[str, str] = {}
        self.changed = asyncio.Event()
        self.changed_numbers: list[str] = []
        self.numbers = {code: count(147 if code == "YXY" else 21) for code in PROJECTS}
        self.drills = count(3)
        self.fails = 0
        self.seen: set[str] = set()
        self.slow = False
        self.against_release = ""
        self.given: list[Delegation] = []
        self.newest_policy = 0
        self.campaigns = PaperCampaigns(self)
        self.policies, self.groups, self.days = PaperPolicies(self), PaperGroups(self), PaperDays(self)
        self.evidence = PaperEvidence(self)
        self.waiting: list[tuple[str, Command]] = []
        self.broken: tuple[Finding, ...] = ()
        self.looked: list[tuple[str, str]] = []
        self.exported: list[tuple[str, str, str]] = []

    def _seen(self, who: Person, number: str) -> Case:
        case = self.kept.get(number)
        if case is None or case.project not in who.projects:
            raise NotFound
        return case

    def _register(self, number: str) -> dict:
        return {"complainant": NOBODY, **self.words[self.journal[number][0].data["content"]]}
