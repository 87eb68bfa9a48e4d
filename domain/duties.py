"""The time rules as rows (time-rules.md). A new deadline is a row here, its limit in `policy`, its words.

A duty starts on entering a stage, by a command, or when a sign-off is asked; it stops by a command.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.book_two import BOOK_TWO
from domain.case import Case, Duty
from domain.codes import Purpose, ReportKind, Screening
from domain.dated import due_on
from domain.duties_around import AROUND
from domain.duties_crisis import CRISIS
from domain.duties_opening import OPENING
from domain.duties_statements import STATEMENTS
from domain.duties_team import TEAM
from domain.duty import Begin, DutyRule, Stop, contact
from domain.entries import Data
from domain.policy import Policy
from domain.standing import key_stage
from domain.terms import policy_of
from domain.vocabulary import DutyState, Level, Phase, Role, Stage

__all__ = ["BY_RULE", "DUTIES", "DutyRule", "Stop", "contact"]

DUTIES: tuple[DutyRule, ...] = (
    DutyRule(
        "T03",
        "甄别并分派",
        "Screen and route",
        Role.R02,
        Role.R03,
        (Stop("screen_decision", but=(("outcome", str(Screening.DUPLICATE)),)),),
        Stage.S2,
    ),
    DutyRule(
        "T07",
        "联系客户，说明方案",
        "Contact the customer, present the plan",
        Role.R02,
        Role.R06,
        contact(Purpose.PRESENT),
        Stage.S7,
        contact=True,
    ),
    DutyRule(
        "T08",
        "与责任部门重议方案",
        "Re-work the plan with the department",
        Role.R02,
        Role.R06,
        (Stop("rework"), Stop("ask", (("rule", "A06"),))),
        Stage.S8,
        reminds=(Role.R02, Role.R05),
    ),
    DutyRule(
        "T09",
        "说明方案为何不能调整",
        "Explain why the plan cannot change",
        Role.R02,
        Role.R06,
        contact(Purpose.EXPLAIN),
        Stage.S8B,
        contact=True,
    ),
    DutyRule(
        "T10",
        "告知客户进展",
        "Tell the customer the progress",
        Role.R02,
        Role.R06,
        contact(Purpose.PROGRESS),
        Stage.S10,
        contact=True,
    ),
    DutyRule(
        "T11",
        "提交日报",
        "File the daily report",
        Role.R02,
        Role.R08,
        (Stop("file_report", (("kind", str(ReportKind.DAILY)),)),),
        standing=key_stage,
    ),
    DutyRule(
        "T22",
        "通知结果，请客户评价",
        "Tell the result, ask for satisfaction",
        Role.R02,
        Role.R03,
        contact(Purpose.RESULT),
        Stage.S11,
        contact=True,
    ),
    DutyRule(
        "T23",
        "回访并记录",
        "Visit and record",
        Role.R02,
        Role.R03,
        (Stop("visit_recorded"),),
        Stage.S12,
        warnings=("day5",),
    ),
    DutyRule("T26", "签批", "Decide", Role.R06, Role.R06, bound=False),
    DutyRule(
        "T48",
        "完成调查",
        "Investigate",
        Role.R05,
        Role.R03,
        (Stop("investigation_submitted"),),
        Stage.S4,
    ),
    DutyRule("T49", "提交方案", "Submit a plan", Role.R04, Role.R03, (Stop("plan_submitted"),), Stage.S5),
    DutyRule(
        "T50",
        "首次联系客户",
        "First acknowledgement",
        Role.R01,
        Role.R03,
        contact(Purpose.ACKNOWLEDGE),
        command="register",
        begins=(Begin("convert_lead"),),
        bound=False,
        contact=True,
    ),
    DutyRule(
        "T33",
        "按期处理外部期日",
        "Meet the next date of the track",
        Role.R13,
        Role.R08,
        (Stop("track_date", about="track"), Stop("legal_outcome", about="track")),
        Stage.X4,
        command="track_date",
        warnings=("d60", "d30", "d7"),
        book=2,
        days=(("track", "next_date"), ("track_date", "date")),
        about="track",
    ),
    *BOOK_TWO,
    *AROUND,
    *STATEMENTS,
    *CRISIS,
    DutyRule(
        "T02",
        "上报线索，由客服确认",
        "Inform CS of the lead, until it acknowledges",
        Role.R01,
        Role.R03,
        (Stop("lead_acknowledged"), Stop("convert_lead"), Stop("dismiss_lead")),
        Stage.S0,
        reminds=(Role.R01, Role.R02),
        book=2,
    ),
    *OPENING,
    *TEAM,
)

BY_RULE: Mapping[str, DutyRule] = {row.rule: row for row in DUTIES}

#: The warning of T23 comes five days after its start (time-rules.md).
DAY5 = 5 * 86400


def scaled(case: Case, seconds: int) -> timedelta:
    """A span of the policy, shortened by a drill's factor (ARCHITECTURE 7)."""
    return timedelta(seconds=seconds) / (case.factor or 1)


def limit_of(case: Case, rule: str, policy: Policy, approval_rule: str = "") -> timedelta:
    """The limit of a duty for this case: by level (T19 by phase), for T26 by sign-off, by category where it has one."""
    parts = [rule, approval_rule] if approval_rule else [rule]
    last = str(case.phase if BY_RULE[rule].by_phase else case.level or Level.GENERAL)
    category = category_of(case)
    own = (".".join((*parts, category, last)), ".".join((*parts, category))) if category else ()
    found = next((policy.limits[name] for name in own if name in policy.limits), None)
    return scaled(case, policy.limit(*parts, last) if found is None else found)


def category_of(case: Case) -> str:
    """What the complaint is about (D03): a category may have limits of its own, as `T07.quality[.major]` (C-39)."""
    return next((str(r.data["category"]) for r in reversed(case.of_kind("assessment")) if "category" in r.data), "")


def about_of(case: Case, row: DutyRule, data: Data) -> int:
    """The number of the thing whose clock it is: the one that the line names, else the newest; 0 for none."""
    return int(data.get(row.about) or len(case.of_kind(row.about))) if row.about else 0


def due_of(case: Case, rule: str, start: datetime, policy: Policy, approval_rule: str = "", about: int = 0) -> datetime:
    """When a duty that starts now is due. T11 is due at the report hour, a report ahead of its time counts on."""
    row = BY_RULE[rule]
    if day := due_on(case, row.days, start, policy, (row.about, about)):
        return day
    if rule != "T11" or case.factor:
        return start + limit_of(case, rule, policy, approval_rule)
    reports = [d.due_at for d in case.duties if d.rule == "T11" and d.state is DutyState.MET and d.ended_at == start]
    return policy.next_at(policy.report_hour, max([start, *reports]))


def replaced(case: Case, duty: Duty) -> bool:
    """The numbered thing was written anew: the later one has a clock of its own."""
    return any(r.data.get("replaces") == duty.about for r in case.of_kind(BY_RULE[duty.rule].about))


def contact_by(case: Case, row: DutyRule, start: datetime, due: datetime, policy: Policy) -> datetime | None:
    """The last decent moment to call, when the duty is a contact due in the quiet hours (C-02, WALK 7.8)."""
    if not row.contact or case.factor:
        return None
    decent = policy.decent_until(due)
    return decent if decent and decent >= start else None


def bound_to(case: Case, duty: Duty) -> bool:
    """Does the duty still belong where the case stands? If not, it is cancelled."""
    row = BY_RULE[duty.rule]
    if row.standing:
        return row.standing(case) and not (row.by_phase and too_slow(case, duty))
    return not row.bound or row.enters is case.stage


def too_slow(case: Case, duty: Duty) -> bool:
    """A weekly rhythm of T19 that the outbreak has overtaken: from now on it is daily."""
    weekly = duty.due_at - duty.origin > scaled(case, policy_of(case).limit(duty.rule, str(Phase.OUTBREAK)))
    return case.phase is Phase.OUTBREAK and weekly and not duty.extended
