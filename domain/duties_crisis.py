"""The clocks of a crisis (T14, T15, T17, T20, T37, D53). All belong to the whole book: older cases never see them."""

from domain.crisis_codes import Post
from domain.duty import Begin, DutyRule, Stop
from domain.response import crisis_case
from domain.turn_codes import Turn
from domain.vocabulary import Phase, Role

CRISIS: tuple[DutyRule, ...] = (
    DutyRule(
        "T14",
        "保持媒体联系并告知应对小组",
        "Keep contact with the media, inform the crisis team",
        Role.R14,
        Role.R06,
        (Stop("media_contact"),),
        standing=crisis_case,
        book=2,
    ),
    DutyRule(
        "T15",
        "舆情巡查",
        "Watch groups and forums",
        Role.R35,
        Role.R06,
        (Stop("monitor_log"),),
        standing=crisis_case,
        book=2,
    ),
    DutyRule(
        "T17",
        "联系警方，建立联络卡",
        "Arrange police liaison, make the card",
        Role.R16,
        Role.R06,
        (Stop("police_card"),),
        command="intensification",
        bound=False,
        book=2,
    ),
    DutyRule(
        "T20",
        "项目负责人到场",
        "The leader appears in person",
        Role.R06,
        Role.R08,
        (Stop("log_attendance"),),
        begins=(
            Begin("report_turn", (("what", str(Turn.ORGANISED)),)),
            Begin("make_group", (("organised", True),)),
            Begin("level_set", (("organised", True),)),
            Begin("assess", (("organised", True),)),
            Begin("change_phase", (("phase", str(Phase.OUTBREAK)),)),
        ),
        bound=False,
        book=2,
    ),
    DutyRule(
        "T37",
        "告知受影响的业主",
        "Tell the owners affected",
        Role.R05,
        Role.R05,
        (Stop("owners_notified"),),
        command="sudden_event",
        bound=False,
        book=2,
    ),
    DutyRule(
        "D53",
        "完成恢复措施",
        "Complete the recovery measure",
        Role.R04,
        Role.R06,
        (Stop("recovery_done", about="recovery"),),
        command="recovery_measure",
        bound=False,
        about="recovery",
        due_field="due",
        person="owner",
        book=2,
    ),
)

#: Whose post stands behind a role of the case.
POST_OF = {Role.R35: Post.MONITOR}
