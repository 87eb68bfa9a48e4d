"""The situation picture of a crisis as rows: facts with their age, reception, police and third parties, presence.

D26-4, D31, D33, D38; T17, T20; A16, A18. A fact that proves wrong is superseded, never deleted.
"""

from collections.abc import Mapping

from domain.asked import number, one_of, text
from domain.case import Case
from domain.command import CommandRow
from domain.consequences import Change, kept
from domain.crisis import TEAM, crisis_runs, during, known_person
from domain.crisis_codes import Certainty, FactSource, Support
from domain.entries import Data
from domain.fields import Field, Kind
from domain.guards import not_asked
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal
from domain.response import crisis_case, watched
from domain.superseding import superseded_by
from domain.vocabulary import ApprovalState, Role, Stage, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}
ON_SITE = (*TEAM, R.R02, R.R04, R.R05)


def a_current_fact(case: Case, command: Command) -> Refusal | None:
    """What is superseded is there and current."""
    no = command.data.get("supersedes")
    if no is None or (case.record("fact", int(no)) and int(no) not in superseded_by(case, "fact")):
        return None
    return Refusal("no_such_number", {"no": no})


def leader_in(case: Case, command: Command) -> str:
    """For whom this person leads in person: the project head's delegate in force (A12); empty for the head."""
    if Role.R06 in command.roles:
        return ""
    heads = command.roster.people(Role.R06)
    given = (d for d in command.roster.delegations if d.delegate == command.actor and d.principal in heads)
    return next((d.principal for d in given if d.holds(command.received_at)), "")


def leads(case: Case, command: Command) -> Refusal | None:
    """The project head appears, or a delegate inside the time of the delegation (T20, A12)."""
    if Role.R06 in command.roles or leader_in(case, command):
        return None
    return Refusal("not_the_leader", {"roles": [str(Role.R06)]})


def for_whom(case: Case, command: Command, policy: Policy) -> Data:
    principal = leader_in(case, command)
    return {"for": principal} if principal else {}


def card_signed(case: Case, command: Command) -> Refusal | None:
    """Site staff are briefed from a card that the project head has signed (A16)."""
    signed = {a.subject for a in case.approvals if a.rule == "A16" and a.state is ApprovalState.APPROVED}
    newest = f"police_card:{len(case.of_kind('police_card'))}"
    return None if newest in signed else Refusal("card_not_signed")


PICTURE_LINES: Mapping[str, Change] = {
    "record_fact": kept("fact"),
    "set_reception": kept("reception"),
    "intensification": kept("intensification"),
    "police_card": kept("police_card"),
    "brief_site": kept("briefing"),
    "ask_support": kept("support"),
    "log_attendance": kept("attendance"),
}

NOTE = text("note", "备注", "Note", 1000)
PICTURE_COMMANDS: tuple[CommandRow, ...] = (
    CommandRow(
        "record_fact",
        "登记事实",
        "Record a fact",
        "a fact can be recorded",
        OPEN,
        ON_SITE,
        (
            text("text", "事实", "Fact", 500, required=True),
            one_of("source", "来源", "Source", tuple(FactSource)),
            one_of("certainty", "是否核实", "How sure", tuple(Certainty)),
            number("supersedes", "替代哪一条", "Supersedes", required=False),
        ),
        (crisis_runs, a_current_fact),
        offered=during,
        gives="fact",
    ),
    CommandRow(
        "set_reception",
        "安排接待",
        "Arrange the reception",
        "a reception can be arranged",
        OPEN,
        (*TEAM, R.R02),
        (
            text("venue", "接待地点", "Venue", 200, required=True),
            Field("staff", Kind.ACCOUNTS, "接待人员", "Reception staff", True),
            NOTE,
        ),
        (crisis_runs, known_person("staff")),
        offered=during,
    ),
    CommandRow(
        "intensification",
        "判断可能激化",
        "Judge that it may intensify",
        "intensification can be judged",
        OPEN,
        (*TEAM, R.R02),
        (text("reason", "依据", "Reason", 1000, required=True),),
        offered=lambda case, actor, roles: watched(case),
    ),
    CommandRow(
        "police_card",
        "建立警务与第三方联络卡",
        "Make the police card",
        "a police card can be made",
        OPEN,
        (R.R16, *TEAM),
        (
            text("conditions", "什么情况下报警", "Alarm conditions", 1000, required=True),
            text("channel", "报警渠道", "Channel", 200, required=True),
            text("way", "报警方式", "Way", 500, required=True),
            text("people", "谁来联系、联系谁", "People", 500, required=True),
            text("time", "何时到场", "When they come", 200, required=True),
            text("third_parties", "其他第三方", "Other third parties", 1000),
        ),
        (not_asked("A16"),),
        offered=lambda case, actor, roles: during(case, actor, roles) or bool(case.of_kind("intensification")),
    ),
    CommandRow(
        "brief_site",
        "告知现场人员",
        "Brief the site staff",
        "site staff can be briefed",
        OPEN,
        (R.R16, *TEAM),
        (text("note", "告知了谁、怎样告知", "Whom and how", 1000, required=True),),
        (card_signed,),
        offered=lambda case, actor, roles: bool(case.of_kind("police_card")),
    ),
    CommandRow(
        "ask_support",
        "请区域支持",
        "Ask the region for support",
        "support can be asked",
        OPEN,
        (R.R06, R.R09),
        (
            one_of("what", "需要什么", "What is needed", tuple(Support)),
            text("reason", "用途和时间", "What for, until when", 1000, required=True),
        ),
        (crisis_runs, not_asked("A18")),
        offered=during,
    ),
    CommandRow(
        "log_attendance",
        "登记负责人到场",
        "Record the leader's presence",
        "presence can be recorded",
        OPEN,
        (R.R06, R.R01),
        (text("place", "到场地点", "Where", 200, required=True), NOTE),
        (leads,),
        offered=lambda case, actor, roles: bool(case.running("T20")) or (Role.R06 in roles and crisis_case(case)),
        adds=for_whom,
    ),
)
