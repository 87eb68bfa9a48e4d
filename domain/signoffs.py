"""Who signs what, as rows (approvals.md, WALK section 6). A new sign-off is a row here and its seats.

A route is its seats, in order or together. `approved` and `refused` say where the case goes.
"""

from domain.case import Approval, Case
from domain.compensation import above_limit
from domain.roster import NEXT_SEAT, Roster
from domain.signoff import SignOff, by_level, every
from domain.signoffs_legal import LEGAL
from domain.unreachable import UNREACHABLE, unconfirmed
from domain.vocabulary import Role, Stage

__all__ = ["SIGN_OFFS", "SignOff", "by_level", "every", "sign_off"]

#: Who grants time (A13).
BY_GRAVITY = by_level((Role.R03,), (Role.R06,), (Role.R10,))

SIGN_OFFS: tuple[SignOff, ...] = (
    SignOff(
        "A01",
        "轻微案件方案",
        "Plan of a minor case",
        "plan",
        every(Role.R03),
        waits_in=Stage.S6,
        approved=Stage.S7,
        refused=Stage.S5,
    ),
    SignOff(
        "A02",
        "一般案件方案",
        "Plan of a general case",
        "plan",
        every(Role.R06),
        waits_in=Stage.S6,
        approved=Stage.S7,
        refused=Stage.S5,
    ),
    SignOff(
        "A03",
        "降低级别",
        "Lowering the level",
        "level",
        by_level((Role.R06,), (Role.R06,), (Role.R10,)),
    ),
    SignOff(
        "A04",
        "重大案件方案",
        "Plan of a major case",
        "plan",
        every(Role.R10, Role.R06),
        waits_in=Stage.S6,
        approved=Stage.S7,
        refused=Stage.S5,
    ),
    SignOff(
        "A05",
        "原则性改动",
        "Change of principle",
        "plan",
        every(Role.R06),
        waits_in=Stage.S6,
        approved=Stage.S7,
        refused=Stage.S5,
    ),
    SignOff(
        "A06",
        "具体做法改动",
        "Change of detail",
        "plan",
        every(Role.R05),
        waits_in=Stage.S8,
        approved=Stage.S7,
        restarts="T08",
    ),
    SignOff(
        "A08",
        "媒体说辞",
        "Media statement",
        "statement",
        by_level((Role.R13, Role.R06), (Role.R13, Role.R06), (Role.R13, Role.R10)),
        together=False,
        passes={Role.R06: Role.R10, Role.R13: None},
    ),
    SignOff("A11", "启动紧急应对", "Contingency", "contingency", every(Role.R08)),
    SignOff(
        "A14",
        "结案",
        "Closing",
        "closing",
        by_level((Role.R03,), (Role.R03, Role.R05), (Role.R03, Role.R05, Role.R06)),
        waits_in=Stage.S11,
        approved=Stage.S12,
        closes=True,
        joins={Role.R06: unconfirmed},
    ),
    SignOff(
        "A19",
        "总结报告",
        "Summary report",
        "report",
        by_level((), (Role.R06,), (Role.R10,)),
        waits_in=Stage.S13,
        approved=Stage.S14,
        ends=True,
        restarts="T24",
    ),
    SignOff("A27", "客户撤诉", "Withdrawal", "withdrawal", every(Role.R03), approved=Stage.X3, ends=True),
    SignOff(
        "A27",
        "重启",
        "Reopening",
        "reopening",
        every(Role.R03),
        approved=Stage.S2,
        refused_ends=True,
    ),
    SignOff(
        "A28",
        "重启归档案件",
        "Reopening from the archive",
        "reopening",
        every(Role.R06),
        approved=Stage.S3,
        refused_ends=True,
    ),
    SignOff("A13", "暂停计时", "Pausing a clock", "pause", BY_GRAVITY, of_duty=True),
    SignOff("A13", "延长时限", "Extending a limit", "extension", BY_GRAVITY, of_duty=True),
    SignOff(
        "A27",
        "并案",
        "Merging",
        "merge",
        every(Role.R03),
        waits_in=Stage.S2,
        approved=Stage.X2,
        ends=True,
        meets="T03",
    ),
    SignOff(
        "A07",
        "补偿",
        "Compensation",
        "compensation",
        every(Role.R05, Role.R06),
        together=False,
        joins={Role.R10: above_limit},
    ),
    SignOff(
        "A15",
        "无效与咨询的抽查",
        "Second look at a screening",
        "screening",
        every(Role.R03),
        waits_in=Stage.X1,
        refused=Stage.S2,
        ends=True,
        expired_ends=True,
    ),
    *LEGAL,
    SignOff(
        "A14",
        "联系不上客户，结案",
        "Closing without the customer",
        UNREACHABLE,
        by_level((Role.R03, Role.R06), (Role.R03, Role.R05, Role.R06), (Role.R03, Role.R05, Role.R06)),
        waits_in=Stage.S7,
        approved=Stage.S12,
        closes=True,
    ),
    SignOff("A24", "移交背景资料", "Handing on background data", "background", every(Role.R06)),
    SignOff(
        "A09",
        "客户说辞",
        "Statement to customers",
        "statement",
        by_level((Role.R13, Role.R06), (Role.R13, Role.R06), (Role.R13, Role.R10)),
        together=False,
        passes={Role.R06: Role.R10, Role.R13: None},
    ),
    SignOff("A10", "员工说辞", "Statement to staff", "statement", every(Role.R06), passes={Role.R06: Role.R10}),
    SignOff("A25", "任命新闻发言人", "Appointing the spokesperson", "spokesperson", every(Role.R10)),
    SignOff("A11", "进入危机状态", "Crisis mode", "crisis", every(Role.R08)),
    SignOff("A11", "解除危机状态", "Standing the crisis down", "stand_down", every(Role.R06)),
    SignOff("A16", "警务与第三方联络卡", "Police card", "police_card", every(Role.R06)),
    SignOff("A18", "区域支持", "Regional support", "support", every(Role.R08)),
)


def sign_off(rule: str, subject: str) -> SignOff:
    """The row of a rule for a subject such as `plan:2`. Raises StopIteration for one that is not ours."""
    kind = subject.partition(":")[0]
    return next(row for row in SIGN_OFFS if row.rule == rule and row.subject == kind)


def next_seat(row: SignOff, role: Role) -> Role | None:
    """Where a seat of this sign-off passes to, and which seat joins it rung by rung."""
    if row.passes is not None and role in row.passes:
        return row.passes[role]
    return NEXT_SEAT.get(role)


def climb(row: SignOff, seat: Role) -> tuple[Role, ...]:
    """The seat and those that join it, rung by rung of T26, four at most (WALK section 6)."""
    seats = [seat]
    while len(seats) < 4 and (above := next_seat(row, seats[-1])):
        seats.append(above)
    return tuple(seats)


def may_sign(case: Case, roster: Roster, row: SignOff, role: Role, excluded: tuple[str, ...]) -> tuple[str, ...]:
    """Who is asked for a seat: never the author or requester; an empty seat passes to the next (WALK 6)."""
    seat: Role | None = role
    while seat is not None:
        people = roster.people(seat, str(case.department or ""))
        if asked := tuple(p for p in people if p not in (*excluded, *case.conflicts)):
            return asked
        seat = next_seat(row, seat)
    return ()


def next_signers(case: Case, roster: Roster, approval: Approval, row: SignOff) -> tuple[str, ...]:
    """Who is asked instead when somebody asked may not sign: nobody while others of the seat still may."""
    if any(p not in case.conflicts for p in approval.asked_of):
        return ()
    others = [p for a in case.seats(approval.request) if a.id != approval.id for p in (a.decided_by, *a.asked_of)]
    return may_sign(case, roster, row, Role(approval.seat), (approval.requested_by, approval.author, *others))


def author_of(case: Case, subject: str) -> str:
    """Who wrote what a sign-off is about; empty when it is not a numbered thing."""
    kind, _, no = subject.partition(":")
    if kind == "plan" and (plan := case.plan(int(no))):
        return plan.author
    record = case.record(kind, int(no)) if no.isdigit() else None
    return record.author if record else ""
