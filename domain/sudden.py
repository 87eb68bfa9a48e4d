"""Sudden events that touch the owners (D58, T37): what happened, and that those affected were told."""

from collections.abc import Mapping

from domain.alerting import those_who_must_know
from domain.asked import one_of, text
from domain.case import Case
from domain.command import CommandRow
from domain.consequences import Change, kept
from domain.fields import Field, Kind
from domain.messages import Command
from domain.refusal import Refusal
from domain.turn_guards import since
from domain.vocabulary import Role, Stage, Term, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}


class SuddenEvent(Term):
    """What happened on the estate (D58)."""

    FIRE = "fire", "火灾", "Fire"
    FLOOD = "flood", "水浸", "Flooding"
    BURST_PIPE = "burst_pipe", "水管爆裂", "Burst pipe"
    POWER = "power", "停电", "Power failure"
    EARTHQUAKE = "earthquake", "地震", "Earthquake"
    ACCIDENT = "accident", "安全事故", "Safety accident"


class NoticeWay(Term):
    """How the owners affected were told."""

    SMS = "sms", "短信", "Text message"
    GROUP = "group", "业主群", "Owners' group"
    BOARD = "board", "公告栏", "Notice board"
    DOOR = "door", "逐户告知", "Door to door"
    BROADCAST = "broadcast", "广播", "Loudspeaker"


def not_told_yet(case: Case, command: Command) -> Refusal | None:
    """There is an event of which the owners have not been told."""
    return None if since(case, "owners_notice", "sudden_event") else Refusal("nobody_to_tell")


SUDDEN_LINES: Mapping[str, Change] = {
    "sudden_event": kept("sudden_event"),
    "owners_notified": kept("owners_notice"),
}

SUDDEN: tuple[CommandRow, ...] = (
    CommandRow(
        "sudden_event",
        "登记突发事件",
        "Record a sudden event",
        "a sudden event can be recorded",
        OPEN,
        (R.R02, R.R03, R.R04, R.R05, R.R06, R.R09),
        (
            one_of("what", "发生了什么", "What happened", tuple(SuddenEvent)),
            text("affected", "影响哪些业主", "Which owners are affected", 500, required=True),
            text("note", "情况与已采取的安全措施", "Situation and safety measures", 2000, required=True),
        ),
        adds=those_who_must_know,
    ),
    CommandRow(
        "owners_notified",
        "登记已告知业主",
        "Record that the owners were told",
        "a notice to the owners can be recorded",
        OPEN,
        (R.R05, R.R02, R.R03, R.R04, R.R09),
        (
            Field("ways", Kind.CODES, "告知方式", "How they were told", True, tuple(NoticeWay)),
            text(
                "text", "告知内容：原因、进展、安全措施", "What was told: cause, progress, safety", 2000, required=True
            ),
        ),
        (not_told_yet,),
        offered=lambda case, actor, roles: bool(since(case, "owners_notice", "sudden_event")),
    ),
)
