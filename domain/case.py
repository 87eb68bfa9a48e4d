"""What is known of one case. Only `fold` makes a new one; everything here comes from journal entries.

Texts, names and telephone numbers are not here: only ids, codes, numbers, instants and digests.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from domain.entries import Data, genesis
from domain.vocabulary import (
    FINAL_STAGES,
    ApprovalState,
    Department,
    DutyState,
    Level,
    Phase,
    Stage,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told at which mark."""

    at: datetime
    mark: str
    role: str
    person: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One clock that runs or ran (T01–T51). `breach` is the sequence number of its breach line.

    `about` is the number of the record whose clock it is, 0 when the case has one only; `person` is who owes
    it, where that is not a seat. `moved_at` is when its due time was last moved (A13).
    """

    id: str
    rule: str
    owner_role: str
    started_at: datetime
    due_at: datetime
    state: DutyState = DutyState.OPEN
    late_by: int = 0
    contact_by: datetime | None = None
    approval: str = ""
    marks: tuple[str, ...] = ()
    breach: int = 0
    told: tuple[Told, ...] = ()
    ended_at: datetime | None = None
    about: int = 0
    paused_at: datetime | None = None
    paused_until: datetime | None = None
    counts_from: datetime | None = None
    extended: bool = False
    person: str = ""
    moved_at: datetime | None = None

    @property
    def running(self) -> bool:
        return self.state in (DutyState.OPEN, DutyState.OVERDUE)

    @property
    def owed(self) -> bool:
        """Not ended: its clock runs, or is paused."""
        return self.running or self.state is DutyState.PAUSED

    @property
    def origin(self) -> datetime:
        """From when its marks count: its start, later by all the time it was paused (A13)."""
        return self.counts_from or self.started_at


@dataclass(frozen=True, slots=True)
class Approval:
    """One seat of a sign-off, bound to the digest of what is shown."""

    id: str
    rule: str
    round: int
    seat: str
    subject: str
    digest: str
    requested_by: str
    author: str
    asked_of: tuple[str, ...]
    asked_at: datetime
    expires_at: datetime
    state: ApprovalState = ApprovalState.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.state is ApprovalState.OPEN

    @property
    def request(self) -> str:
        """`A02.1`: the request this seat belongs to."""
        return f"{self.rule}.{self.round}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan: who does it, by when. Its words are in the content document."""

    no: int
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of the plan."""

    no: int
    seq: int
    author: str
    content: str
    digest: str
    steps: tuple[Step, ...] = ()
    compensation: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A step of the approved plan, while it is carried out (S10)."""

    no: int
    owner: str
    due: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A numbered thing of the case: a contact, a piece of evidence, a report, an opinion, a statement …"""

    kind: str
    no: int
    seq: int
    at: datetime
    author: str
    data: Data
    content: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """A command that moved the case on; `version` is what the case became by it."""

    version: int
    seq: int
    type: str
    actor: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case as its journal tells it. `parent` is the case it was merged into (X2).

    `group` is the group case it is a household of, `household` its role there, `goes_on` that it has a reason
    to outlast the group; `grouped` is the group case itself (C-30).

    `terms` is what its policy has that no release has: empty for the versions of a release (`terms.policy_of`).
    `functions` says who does what in the team (D24).
    """

    number: str
    head: str
    seq: int = 0
    life: int = 0
    ended: bool = False
    project: str = ""
    channel: str = ""
    complainant: str = ""
    policy: int = 1
    factor: int = 0
    opened_at: datetime = EPOCH
    closed_at: datetime | None = None
    stage: Stage = Stage.S1
    entered_at: datetime = EPOCH
    entered_seq: int = 0
    level: Level | None = None
    floor: Level = Level.MINOR
    phase: Phase = Phase.LATENT
    crisis: bool = False
    declared_seq: int = 0
    owner: str = ""
    registrar: str = ""
    department: Department | None = None
    dispatched_at: datetime = EPOCH
    team: tuple[str, ...] = ()
    reopened: int = 0
    version: int = 0
    duties: tuple[Duty, ...] = ()
    approvals: tuple[Approval, ...] = ()
    plans: tuple[Plan, ...] = ()
    approved_plan: int = 0
    tasks: tuple[Task, ...] = ()
    tasks_of: int = 0
    records: tuple[Record, ...] = ()
    applied: tuple[Applied, ...] = ()
    answered: tuple[str, ...] = ()
    approved_level: Level | None = None
    parent: str = ""
    conflicts: tuple[str, ...] = ()
    refused_plans: tuple[int, ...] = ()
    contingency_proposed: int = 0
    terms: Data = field(default_factory=dict, hash=False)
    functions: tuple[tuple[str, str], ...] = ()
    crisis_since: int = 0
    commander: str = ""
    phase_proposed: str = ""
    group: str = ""
    household: str = ""
    goes_on: bool = False
    grouped: bool = False

    @classmethod
    def unopened(cls, number: str) -> "Case":
        """A case before its first entry."""
        return cls(number, genesis(number))

    @property
    def book(self) -> int:
        """Which rules count for it; a version of the policy that changes numbers only keeps the book."""
        return int(self.terms["book"]) if self.terms else self.policy

    @property
    def final(self) -> bool:
        return self.stage in FINAL_STAGES

    def running(self, rule: str = "") -> tuple[Duty, ...]:
        """The duties whose clock runs, of one rule or of all."""
        return tuple(d for d in self.duties if d.running and rule in ("", d.rule))

    def owed(self, rule: str = "") -> tuple[Duty, ...]:
        """The duties still owed, paused or not, of one rule or of all."""
        return tuple(d for d in self.duties if d.owed and rule in ("", d.rule))

    def duty(self, id: str) -> Duty | None:
        return next((d for d in self.duties if d.id == id), None)

    def approval(self, id: str) -> Approval | None:
        return next((a for a in self.approvals if a.id == id), None)

    def open_approvals(self, rule: str = "") -> tuple[Approval, ...]:
        """The seats that wait for an answer, of one rule or of all."""
        return tuple(a for a in self.approvals if a.open and rule in ("", a.rule))

    def seats(self, request: str) -> tuple[Approval, ...]:
        """The seats of one request, such as `A14.1`."""
        return tuple(a for a in self.approvals if a.request == request)

    def plan(self, no: int) -> Plan | None:
        return next((p for p in self.plans if p.no == no), None)

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """The numbered things of one kind, oldest first."""
        return tuple(r for r in self.records if r.kind == kind)

    def record(self, kind: str, no: int) -> Record | None:
        return next((r for r in self.of_kind(kind) if r.no == no), None)
