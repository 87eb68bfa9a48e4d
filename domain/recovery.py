"""Recovery of influence (D42, D53): how long it will be felt, which measures by when, and that they were carried out."""

from collections.abc import Mapping

from domain.asked import number, one_of, text
from domain.command import CommandRow
from domain.consequences import Change, kept
from domain.crisis import TEAM, crisis_runs, during, known_person
from domain.crisis_codes import Recovery
from domain.fields import Field, Kind
from domain.numbered import day_ahead, exists, not_answered, still_open
from domain.vocabulary import Role, Stage, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}

RECOVERY_LINES: Mapping[str, Change] = {
    "recovery_plan": kept("recovery_plan"),
    "recovery_measure": kept("recovery"),
    "recovery_done": kept("recovery_done"),
}

RECOVERY: tuple[CommandRow, ...] = (
    CommandRow(
        "recovery_plan",
        "制定恢复方案",
        "Write the recovery plan",
        "a recovery plan can be written",
        OPEN,
        TEAM,
        (
            text("effects", "长期影响", "Long-term effects", 4000, required=True),
            Field("until", Kind.DATE, "预计恢复到", "Expected to last until", required=True),
            text("departments", "部门怎样配合", "How departments work together", 2000),
        ),
        (crisis_runs,),
        offered=during,
    ),
    CommandRow(
        "recovery_measure",
        "登记恢复措施",
        "Record a recovery measure",
        "a recovery measure can be recorded",
        OPEN,
        TEAM,
        (
            one_of("kind", "目的", "What for", tuple(Recovery)),
            text("what", "措施", "Measure", 2000, required=True),
            Field("owner", Kind.ACCOUNT, "责任人", "Who", required=True),
            Field("due", Kind.DATE, "完成日期", "By", required=True),
        ),
        (crisis_runs, known_person("owner"), day_ahead),
        offered=during,
        gives="recovery",
    ),
    CommandRow(
        "recovery_done",
        "登记恢复措施完成",
        "Record a recovery measure done",
        "a recovery measure can be recorded as done",
        OPEN,
        (*TEAM, R.R02, R.R04, R.R05),
        (
            number("recovery", "恢复措施", "Recovery measure"),
            text("note", "怎样完成的", "How it was done", 1000, required=True),
        ),
        (exists("recovery"), not_answered("recovery", "recovery_done")),
        offered=lambda case, actor, roles: bool(still_open(case, "recovery", "recovery_done")),
    ),
)
