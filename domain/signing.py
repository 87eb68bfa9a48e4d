"""Commands of sign-offs and of who may sign, as rows: compensation (A07), conflicts, C-26."""

from domain import compensation, conflict, guards, unreachable
from domain.command import CommandRow
from domain.grouping import households_settled
from domain.liability import nothing_conceded
from domain.vocabulary import Role, Stage, stages

R = Role

SIGNING: tuple[CommandRow, ...] = (
    CommandRow(
        "ask_compensation",
        "提请补偿",
        "Ask for compensation",
        "compensation can be asked",
        stages(Stage.S4, Stage.S11) | {Stage.X4},
        (R.R02, R.R04, R.R05),
        compensation.FIELDS,
        (
            compensation.amount_given,
            compensation.documented,
            compensation.advised,
            guards.not_asked("A07"),
            nothing_conceded,
        ),
        opens_zh="定级后",
        opens_en="after the level is set",
        gives="compensation",
        own_department=True,
        adds=compensation.of_the_request,
    ),
    CommandRow(
        "declare_conflict",
        "申报利益冲突",
        "Declare a conflict of interest",
        "a conflict of interest can be declared",
        stages(Stage.S1, Stage.S13) | {Stage.X4},
        (R.R06, R.R03, R.R01),
        conflict.DECLARE,
        (conflict.may_declare,),
        adds=conflict.whose,
    ),
    CommandRow(
        "lift_conflict",
        "解除利益冲突",
        "Lift a conflict of interest",
        "a conflict of interest can be lifted",
        stages(Stage.S1, Stage.S13) | {Stage.X4},
        (R.R06, R.R08),  # the region where the head is the one in conflict
        conflict.LIFT,
        (conflict.declared,),
        offered=lambda case, actor, roles: bool(case.conflicts),
    ),
    CommandRow(
        "close_unreachable",
        "客户联系不上，提请结案",
        "Ask to close, customer unreachable",
        "closing without the customer can be asked",
        frozenset({Stage.S7, Stage.S11}),
        (R.R02, R.R04),
        unreachable.FIELDS,
        (
            unreachable.tried_enough,
            unreachable.other_conditions,
            guards.evidence_known,
            guards.not_asked("A14"),
            households_settled,
        ),
        opens_zh="到了客户沟通或结果确认阶段",
        opens_en="in Presentation or Result confirmation",
        offered=lambda case, actor, roles: bool(unreachable.tried(case)),
        adds=unreachable.of_the_attempts,
    ),
)
