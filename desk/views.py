"""What the desk tells pages and programs: frozen values, every instant in UTC, words already unsealed.

What a person may not read is left out here, not hidden by the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk.evidence_views import Files
from desk.record_views import Related
from domain.amendment import Amendment
from domain.case import Approval, Case
from domain.days import DayDuty
from domain.entries import Data, Entry
from domain.policy import Policy
from domain.refusal import Refusal
from store.groups import Counts

#: The words of one content document, by field.
Words = Mapping[str, Any]
#: Account id → (Chinese name, English name).
Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """One seat a person holds: a role, where it counts (a project, a region, the group), a department."""

    role: str
    scope: str
    department: str = ""
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in. `projects` are the ones this person may see."""

    id: str
    name_zh: str
    name_en: str
    holdings: tuple[Place, ...] = ()
    locale: str = "zh-CN"
    projects: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        return self.name_zh if language.startswith("zh") else self.name_en

    def holds(self, *roles: str) -> bool:
        """Does this person hold one of these roles anywhere?"""
        return any(place.role in roles for place in self.holdings)


@dataclass(frozen=True, slots=True)
class Project:
    """A project that the person may see, with its clock and its rooms."""

    code: str
    name_zh: str
    name_en: str
    zone: str = "Asia/Shanghai"

    def name(self, language: str) -> str:
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a command: received, applied with these entries, or refused."""

    id: str
    number: str
    state: str
    entries: tuple[int, ...] = ()
    refusal: Refusal | None = None
    name: str = ""
    received_at: datetime | None = None
    life: int = 1
    drill: bool = False


@dataclass(frozen=True, slots=True)
class DueRow:
    """One duty that runs, as it lies on a desk. `next_command` is what usually meets it."""

    number: str
    project: str
    subject: str
    room_masked: str
    stage: str
    level: str
    rule: str
    duty_id: str
    owner_role: str
    owners: tuple[str, ...]
    started_at: datetime
    due_at: datetime
    state: str
    factor: int
    next_command: str = ""
    contact_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One seat that waits for this person, or waited."""

    id: str
    number: str
    subject_title: str
    rule: str
    seat: str
    subject: str
    requested_by: str
    asked_at: datetime
    due_at: datetime | None
    state: str = "open"
    expires_at: datetime | None = None
    digest: str = ""
    project: str = ""
    drill: bool = False


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One line of what happened, for this person. `data` holds codes and ids only; `actor` did it."""

    at: datetime
    kind: str
    number: str
    data: Data = field(default_factory=dict)
    drill: bool = False
    seq: int = 0
    seen: bool = False
    subject: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class MyDesk:
    """What lies on a person's desk. `amendments`: changes of the limits that this person signs (A20); `days`: daily
    sheets that this person owes, or that were not signed below them, with their project (T04, T05)."""

    duties: tuple[DueRow, ...]
    approvals: tuple[ApprovalRow, ...]
    notices: tuple[NoticeRow, ...]
    names: Names = field(default_factory=dict)
    waiting_for: tuple[ApprovalRow, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    days: tuple[tuple[Project, DayDuty], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list of cases. `due_*` is the duty that ends first, and when it began."""

    number: str
    project: str
    subject: str
    room_masked: str
    stage: str
    level: str
    phase: str
    owner: str
    opened_at: datetime
    updated_at: datetime
    ended: bool
    crisis: bool
    factor: int
    version: int
    due_rule: str = ""
    due_at: datetime | None = None
    overdue: bool = False
    seq: int = 0
    due_started: datetime | None = None
    silent_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of cases and the cursor of the next one."""

    rows: tuple[CaseRow, ...]
    next: str | None = None
    names: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as this person may see it. `contents` are words by content id.

    `merged` are the cases merged into it (X2), `earlier` those of the same household (D01), and `silent_since`
    says how long the customer has heard nothing (D09): each only as far as this person sees.
    `counts` are a group's households, `common` what its group says to a household.
    """

    case: Case
    subject: str
    room: str
    complainant_name: str
    phone_masked: str
    contents: Mapping[str, Words]
    names: Names
    offers: tuple[Any, ...]
    alarms: tuple[Any, ...]
    entries: tuple[Entry, ...]
    policy: Policy
    pending: tuple[Receipt, ...]
    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    project: Project | None = None
    engine_answers: bool = True
    updated_at: datetime | None = None
    team_choices: tuple[str, ...] = ()
    signs_for_others: tuple[str, ...] = ()
    #: Who answers for it: seats with their people (C-08).
    accountable: tuple[tuple[str, tuple[str, ...]], ...] = ()
    merged: tuple[Related, ...] = ()
    earlier: tuple[Related, ...] = ()
    silent_since: datetime | None = None
    counts: Counts = field(default_factory=Counts)
    common: str = ""
    files: Files = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """One seat with exactly what is asked: the words under `approval.digest`.

    `words` leaves out what is restricted (`hidden` names those fields). `may_decide`: nothing in the rules
    stands against this person's signature now; otherwise `against` says what does. `evidence` are the words of the
    case's evidence, by content id, `files` its files. `on_behalf` is the principal for whom a delegate would sign.
    """

    approval: Approval
    number: str
    case: Case
    subject: str
    room: str
    words: Words
    hidden: tuple[str, ...]
    names: Names
    requested_by: str
    asked_at: datetime
    due_at: datetime | None
    may_decide: bool
    against: Refusal | None = None
    route: tuple[Approval, ...] = ()
    earlier: tuple[tuple[int, Words], ...] = ()
    receipt: Receipt | None = None
    policy: Policy = field(default_factory=Policy)
    evidence: Mapping[str, Words] = field(default_factory=dict)
    on_behalf: str = ""
    files: Files = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One event of the engine's history, decoded, with what it means and the lines it led to."""

    life: int
    run_id: str
    event_id: int
    at: datetime
    type: str
    meaning: str
    detail: Data
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree: what kind, and where."""

    code: str
    place: str
    detail: Data = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.place}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification found; nothing found is the proof."""

    number: str
    findings: tuple[Finding, ...] = ()
    checked: Data = field(default_factory=dict)

    @property
    def verified(self) -> bool:
        return not self.findings
