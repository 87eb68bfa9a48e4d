"""Cases brought to a point of their life, for tests to go on from."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any, NoReturn, TypeVar

from domain.case import Approval, Case, Duty
from domain.entries import Entry, instant
from domain.outcome import Outcome
from domain.policy import POLICIES
from domain.refusal import Refusal
from domain.roster import Roster
from tests.walk.n46 import WALK, form_of
from tests.walk.organisation import JWL, YXY
from tests.walk.paper import PaperCase

CHINA = timezone(timedelta(hours=8))
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

#: Who does what in the projects of the demo organisation.
STAFF = {
    "YXY": {"cs": "cs", "csm": "csm", "dept": "eng", "head": "head"},
    "JWL": {"cs": "cs2", "csm": "csm2", "dept": "eng2", "head": "head2"},
}


def at(text: str) -> datetime:
    """`11-23 09:00`, `11-23 20:59:59.950`: an instant of the walk, on the project's clock."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=CHINA)


def walked_to(text: str) -> PaperCase:
    """The walk just before the time given (WALK section 3)."""
    paper = PaperCase(YXY)
    for no, moment in enumerate((m for m in WALK if not m.by_clock and m.at < at(text)), 1):
        name = f"n46-cmd-{no:02}"
        if moment.call == "register":
            paper.register(moment.account, moment.at, name, **form_of(moment))
        elif moment.call == "decide":
            paper.sign(moment.account, moment.seat, moment.at, moment.body["decision"], name)
        else:
            paper.do(moment.account, moment.call, moment.at, name, **form_of(moment))
    paper.wait(at(text), including=False)
    return paper


@dataclass
class Scene:
    """A case, who handles it, and a clock that goes on a minute with every command."""

    roster: Roster = YXY
    level: str = "general"
    department: str = "engineering"
    drill: int = 0
    policy: int = 1
    lead: bool = False
    now: datetime = field(default_factory=lambda: at("11-23 09:00"))
    paper: PaperCase = field(init=False)
    last: Outcome = field(init=False)
    written: int = 0
    form: dict[str, Any] = field(default_factory=dict)
    no: int = 1

    def __post_init__(self) -> None:
        number = f"{self.roster.project}-2026-{self.no:04}"
        self.paper = PaperCase(self.roster, number, POLICIES[self.policy])
        staff = STAFF[self.roster.project]
        self.cs, self.csm, self.dept, self.head = staff["cs"], staff["csm"], staff["dept"], staff["head"]
        opens = self.paper.report if self.lead else self.paper.register
        self._keep(opens(self.cs, self.now, drill=self.drill, **self.form))

    @property
    def case(self) -> Case:
        return self.paper.case

    @property
    def stage(self) -> str:
        return str(self.case.stage)

    def _keep(self, outcome: Outcome) -> Outcome:
        self.last = outcome
        return outcome

    def send(self, who: str, name: str, /, **form: Any) -> Outcome:
        """One command a minute later, whatever comes of it."""
        self.now += MINUTE
        return self._keep(self.paper.do(who, name, self.now, **form))

    def do(self, who: str, name: str, /, **form: Any) -> Outcome:
        """One command that is taken."""
        outcome = self.send(who, name, **form)
        assert outcome.refusal is None, (name, outcome.refusal)
        return outcome

    def refused(self, who: str, name: str, /, **form: Any) -> Refusal:
        """One command that is not taken; its refusal."""
        before = self.case
        outcome = self.send(who, name, **form)
        assert outcome.refusal is not None, name
        assert [e.type for e in outcome.entries] == ["refused"]
        assert outcome.case == replace(
            before, seq=before.seq + 1, head=outcome.case.head, answered=outcome.case.answered
        ), "a refusal changes nothing else"
        return outcome.refusal

    def sign(self, who: str, seat: str, decision: str = "approve", **form: Any) -> Outcome:
        """One decision, whatever comes of it."""
        self.now += MINUTE
        return self._keep(self.paper.sign(who, seat, self.now, decision, **form))

    def sign_all(self) -> None:
        """Everybody who is asked signs, each one seat, until nothing is open."""
        while seats := self.case.open_approvals():
            signed = [a.decided_by for a in self.case.seats(seats[0].request)]
            who = next(p for p in seats[0].asked_of if p not in signed)
            outcome = self.sign(who, seat_of(seats[0]))
            assert outcome.refusal is None, outcome.refusal

    def wait(self, span: timedelta) -> None:
        """Let time pass, and with it everything that is due."""
        self.now += span
        self.paper.wait(self.now)

    def entries(self, *types: str) -> list[Entry]:
        """The lines of these types, oldest first."""
        return [e for e in self.paper.entries if e.type in types]

    def new(self) -> list[str]:
        """The types of the lines that the last command left."""
        return [e.type for e in self.last.entries]

    def duty(self, rule: str) -> Duty:
        """The newest duty of a rule."""
        return next(d for d in reversed(self.case.duties) if d.rule == rule)

    def approval(self, rule: str) -> Approval:
        """The newest seat of a sign-off."""
        return next(a for a in reversed(self.case.approvals) if a.rule == rule)

    def to(self, stage: str) -> "Scene":
        """Bring the case on, by the shortest way. A way that leads nowhere fails."""
        for _ in FORWARD:
            if self.stage == stage:
                return self
            FORWARD.get((self.stage, stage), FORWARD.get((self.stage, ""), _lost))(self)
        return self if self.stage == stage else _lost(self)

    def save_plan(self, who: str = "") -> None:
        steps = [{"no": 1, "text": "重做防水", "owner": self.dept, "due": "2026-11-27"}]
        self.do(who or self.cs, "save_plan", text="方案", steps=steps)

    def submit_plan(self) -> None:
        self.save_plan()
        if self.level == "major":
            self.do("legal", "legal_opinion", opinion="clear", text="无异议")
        self.do(self.cs, "plan_submitted", plan=len(self.case.plans))

    def contact(self, purpose: str, answer: str = "", **form: Any) -> Outcome:
        said = {"answer": answer} if answer else {}
        return self.do(self.cs, "log_contact", purpose=purpose, way="phone", note="记录", **said, **form)

    def present(self, answer: str) -> None:
        """Tell the customer the plan, and record what they decide."""
        self.contact("present", "undecided")
        if self.policy > 1 and answer == "satisfied":
            self.do(self.csm, "check_contact", contact=len(self.case.of_kind("contact")), note="回拨核对")
        words = {} if answer == "satisfied" else {"words": "不行"}
        self.do(self.cs, "customer_response", outcome=answer, **words)

    def assess(self) -> None:
        team = {} if self.level == "minor" else {"team": [self.head, self.csm, self.cs, self.dept]}
        self.do(self.csm, "level_set", level=self.level, **team)

    def investigate(self) -> None:
        heads = {"engineering": self.dept, "sales": "sales", "property": "prop"}
        who = heads[self.department]
        self.do(
            who, "investigation_submitted", liability="ours", cause="workmanship", report="报告", no_annex_reason="无"
        )

    def explain(self) -> None:
        self.contact("explain", "not_understood")
        self.do(self.cs, "explanation_response", outcome="not_understood")

    def execute(self) -> None:
        self.contact("progress")
        for task in self.case.tasks:
            self.do(task.owner, "task_done", task=task.no, note="已查")
        self.do(self.dept if self.department == "engineering" else self.department[:5], "execution_complete")

    def ask_to_close(self) -> None:
        self.contact("result", "satisfied")
        self.do(self.cs, "add_evidence", kind="customer_confirmation", reason="签字单在纸上")
        evidence = len(self.case.of_kind("evidence"))
        conditions = ["steps", "customer", "departments", "file"]
        self.do(self.cs, "result_confirmed", satisfaction="satisfied", conditions=conditions, evidence=[evidence])

    def archive(self) -> None:
        report = {}
        if self.level != "minor":
            self.do(self.cs, "file_report", kind="summary", text="总结")
            report = {"report": len(self.case.of_kind("report"))}
        self.do(self.csm, "archive", **report)

    def withdraw(self) -> None:
        self.do(self.cs, "add_evidence", kind="signed_form", reason="撤诉书")
        self.do(self.cs, "withdraw", reason="客户撤诉", evidence=[len(self.case.of_kind("evidence"))])

    def find_duplicate(self, parent: str = "") -> None:
        drill = "D-" if self.drill else ""
        parent = parent or f"{self.roster.project}-{drill}2026-0002"
        self.do(self.cs, "screen_decision", outcome="duplicate", parent=parent)

    def hand_over(self, next_date: str = "2027-03-01") -> None:
        when = {"next_date": next_date} if next_date else {}
        self.do("legal", "legal_track", kind="court", reason="多次沟通无果", **when)


AnyScene = TypeVar("AnyScene", bound=Scene)


def seat_of(approval: Approval) -> str:
    """`A02.1.R06`: the seat without its case."""
    return ".".join(approval.id.split(".")[-3:])


def shown(moment: datetime) -> str:
    return instant(moment)


def _lost(scene: Scene) -> NoReturn:
    raise AssertionError(f"no way on from {scene.stage}")


def _then_sign(step: Callable[[Scene], Any]) -> Callable[[Scene], None]:
    def go(scene: Scene) -> None:
        step(scene)
        scene.sign_all()

    return go


#: The step from a stage, towards the stage wanted if it has a way of its own.
FORWARD: dict[tuple[str, str], Callable[[Scene], Any]] = {
    ("S0", ""): lambda s: s.do(s.cs, "convert_lead", channel="forum"),
    ("S2", ""): lambda s: s.do(s.cs, "screen_decision", outcome="valid", department=s.department),
    ("S2", "X1"): lambda s: s.do(s.cs, "screen_decision", outcome="enquiry", explanation="已答复"),
    ("S2", "X2"): _then_sign(Scene.find_duplicate),
    ("S2", "X3"): _then_sign(Scene.withdraw),
    ("S4", "X4"): _then_sign(Scene.hand_over),
    ("S3", ""): Scene.assess,
    ("S4", ""): Scene.investigate,
    ("S5", ""): Scene.submit_plan,
    ("S6", ""): Scene.sign_all,
    ("S7", ""): lambda s: s.present("satisfied"),
    ("S7", "S8"): lambda s: s.present("dissatisfied"),
    ("S7", "S8b"): lambda s: s.present("dissatisfied"),
    ("S7", "S9"): lambda s: s.present("dissatisfied"),
    ("S8", ""): lambda s: s.do(s.cs, "rework", outcome="not_adjustable", reason="不能改"),
    ("S8b", ""): Scene.explain,
    ("S10", ""): Scene.execute,
    ("S11", ""): _then_sign(Scene.ask_to_close),
    ("S12", ""): lambda s: s.do(s.cs, "visit_recorded", manner="phone", answer="satisfied", record="满意"),
    ("S13", ""): _then_sign(Scene.archive),
}


def scene(stage: str, **how: Any) -> Scene:
    """A case in this stage. Each is built once; what a test does to its own leaves the others as they were."""
    if "form" in how:
        return Scene(**how, lead=stage == "S0").to(stage)
    return fresh(_built(stage, tuple(how.items())))


@cache
def _built(stage: str, how: tuple[tuple[str, Any], ...]) -> Scene:
    return Scene(**dict(how), lead=stage == "S0").to(stage)


def fresh(built: AnyScene) -> AnyScene:
    """The same case to go on from: cases and lines never change, so they are shared."""
    own = copy.copy(built)
    own.paper = copy.copy(built.paper)
    own.paper.entries, own.form = [*built.paper.entries], {**built.form}
    return own


def without(roster: Roster, *people: str) -> Roster:
    """The same project with these people gone: their seats are vacant."""
    return replace(roster, holdings=tuple(h for h in roster.holdings if h.person not in people))


__all__ = [
    "CHINA",
    "DAY",
    "HOUR",
    "JWL",
    "MINUTE",
    "YXY",
    "Scene",
    "at",
    "fresh",
    "scene",
    "seat_of",
    "walked_to",
    "without",
]
