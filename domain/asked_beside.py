"""The fields of the commands in `turns`: turns, emergencies, promises, more time (time-rules.md)."""

from domain.asked import EVIDENCE, number, one_of, text
from domain.fields import Field, Kind
from domain.turn_codes import Call, CheckItem, EmergencyKind, MediaKind, ThirdParty, Turn
from domain.vocabulary import Department

NEEDED = text("note", "说明", "Note", 2000, required=True)
NOTED = text("note", "备注", "Note", 500)
DUTY = Field("duty", Kind.DUTY, "哪一项时限", "Which clock", required=True)

REPORT_TURN = (one_of("what", "什么转变", "What turned", tuple(Turn)), NEEDED)
THIRD_PARTY = (one_of("who", "谁介入", "Who stepped in", tuple(ThirdParty)), NEEDED)
MEDIA = (one_of("kind", "哪类媒体", "Which media", tuple(MediaKind)), NEEDED)
ACKNOWLEDGE = (NOTED,)

LATENT_CRISIS = (NEEDED,)
RISK_WARNING = (
    Field("calls", Kind.CODES, "已电话报告", "Called", True, tuple(Call)),
    Field("departments", Kind.CODES, "预警发给", "Warning sent to", True, tuple(Department)),
    text("text", "预警内容", "Text of the warning", 2000, required=True),
)
CONFIRM_TEAM = (Field("team", Kind.ACCOUNTS, "应对小组", "Team", required=True), NOTED)

EMERGENCY = (one_of("kind", "什么紧急情况", "Kind of emergency", tuple(EmergencyKind)), NEEDED)
EMERGENCY_CHECKED = (
    Field("items", Kind.CODES, "已做的处置", "Done", True, tuple(CheckItem)),
    text("note", "说明", "Note", 1000),
)

PROMISE_VISIT = (Field("at", Kind.INSTANT, "约定时间", "Promised for", required=True), NOTED)
VISIT_ARRIVED = (number("promise", "哪一次约定", "Which promise"), NOTED)
PERMANENT_FIX = (
    number("measure", "替代哪项临时措施", "Which interim measure"),
    text("note", "怎样修复、怎样核验的", "How it was fixed and verified", 1000, required=True),
    EVIDENCE,
)

MORE_TIME = (
    DUTY,
    text("reason", "原因", "Reason", 1000, required=True),
    Field("until", Kind.DATE, "到哪一天", "Until"),
    number("hours", "或多少小时", "Or for how many hours", required=False),
)
RESUME = (DUTY, NOTED)
