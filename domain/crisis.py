"""Crisis mode as rows: declared and stood down (A11), one commander, posts, a contact list (C-01, D24, D26, D38)."""

from collections.abc import Mapping
from dataclasses import replace

from domain.asked import REASON, number, one_of, text
from domain.case import Case
from domain.command import CommandRow
from domain.conflict import free_of_conflict
from domain.consequences import Change, kept
from domain.crisis_codes import ContactKind, Post, StandDown
from domain.declaring import DECLARE, known_or_judged, may_declare, on_what_grounds
from domain.entries import Data, Entry
from domain.fields import Field, Kind
from domain.guards import Guard, not_asked
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal
from domain.response import crisis_case, holders_of, in_crisis, in_post, offered_command
from domain.vocabulary import DutyState, Phase, Role, Stage, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}
#: Who runs the response: the crisis team with its commander, the project head, the CS manager.
TEAM = (R.R09, R.R06, R.R03)
#: Above a commander who cannot hand over.
ABOVE = (R.R06, R.R08)
#: Given by `post_person`; the commander's and the spokesperson's have ways of their own (A25).
POSTS = tuple(p for p in Post if p not in (Post.COMMANDER, Post.SPOKESPERSON))
#: Reports that must not be missing when a crisis is stood down.
REPORTS = ("T11", "T12", "T13", "T19")


def declared(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return bool(case.crisis_since)


def during(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    """Is there, or was there, a crisis in this case?"""
    return crisis_case(case)


def no_crisis_yet(case: Case, command: Command) -> Refusal | None:
    """Declared once, until it is stood down."""
    return Refusal("already") if case.crisis_since else None


def crisis_declared(case: Case, command: Command) -> Refusal | None:
    return None if case.crisis_since else Refusal("no_crisis")


def crisis_runs(case: Case, command: Command) -> Refusal | None:
    """A crisis, contingency or outbreak, now or earlier in this case."""
    return None if crisis_case(case) else Refusal("no_crisis")


def known_person(name: str) -> Guard:
    """Whoever is named works in the project or above it."""

    def guard(case: Case, command: Command) -> Refusal | None:
        given = command.data.get(name, [])
        people = given if isinstance(given, list) else [given]
        strange = any(not command.roster.knows(one) for one in people)
        return Refusal("not_in_project", {"fields": [name]}) if strange else None

    return guard


def all_declared(case: Case, command: Command) -> Refusal | None:
    """Every condition of standing down is declared."""
    todo = [str(c) for c in StandDown if c not in command.data["conditions"]]
    return Refusal("conditions_open", {"conditions": todo}) if todo else None


def calmed_down(case: Case, command: Command) -> Refusal | None:
    """Not in the outbreak, and with no report missing."""
    if case.phase is Phase.OUTBREAK:
        return Refusal("still_outbreak")
    late = [d for d in case.running() if d.rule in REPORTS and d.state is DutyState.OVERDUE]
    return Refusal("report_missing", {"duty": late[0].id}) if late else None


def stood_down(case: Case, command: Command) -> Refusal | None:
    """A case is not archived while its crisis is declared."""
    return Refusal("crisis_stands") if case.crisis_since else None


def commands_it(case: Case, command: Command) -> Refusal | None:
    """Handed over by the commander; above one who cannot, by the project head or the region."""
    if command.actor == case.commander or any(role in command.roles for role in ABOVE):
        return None
    return Refusal("not_the_commander", {"by": case.commander})


def to_another(case: Case, command: Command) -> Refusal | None:
    """To somebody else, one handover at a time."""
    if command.data["commander"] == case.commander:
        return Refusal("bad_value", {"fields": ["commander"]})
    waits = offered_command(case)
    return Refusal("handover_waits", {"by": waits.data["commander"]}) if waits else None


def offered_to_them(case: Case, command: Command) -> Refusal | None:
    """Only the person named takes or declines the command."""
    waits = offered_command(case)
    if waits is None:
        return Refusal("no_handover")
    meant = waits.data["commander"]
    return None if meant == command.actor else Refusal("not_addressed", {"by": meant})


def is_offered(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    waits = offered_command(case)
    return waits is not None and waits.data["commander"] == actor


def not_posted(case: Case, command: Command) -> Refusal | None:
    """The person does not have this post already."""
    posted = command.data["account"] in holders_of(case, str(command.data["post"]))
    return Refusal("already") if posted else None


def still_posted(case: Case, command: Command) -> Refusal | None:
    """The appointment named stands."""
    no = command.data["appointment"]
    return None if any(r.no == no for r in in_post(case)) else Refusal("no_such_number", {"no": no})


def from_whom(case: Case, command: Command, policy: Policy) -> Data:
    """The line says who commanded."""
    return {"from": case.commander}


def which_offer(case: Case, command: Command, policy: Policy) -> Data:
    waits = offered_command(case)
    return {"handover": waits.no, "giver": waits.author} if waits else {}


def whom_it_relieves(case: Case, command: Command, policy: Policy) -> Data:
    """The line names the post and the person, not only the number of the appointment."""
    record = case.record("appointment", int(command.data["appointment"]))
    return {"post": record.data["post"], "account": record.data["account"]} if record else {}


def _declared(case: Case, entry: Entry) -> Case:
    """From now on there is a crisis, and one who commands (D25-6)."""
    case = kept("crisis")(case, entry)
    return replace(case, crisis=True, crisis_since=entry.seq, commander=entry.data["commander"])


def _command_taken(case: Case, entry: Entry) -> Case:
    return replace(kept("command_answer")(case, entry), commander=entry.actor)


def over(case: Case) -> Case:
    """The case after its crisis was stood down; contingency is a matter of its stage."""
    return replace(case, crisis=case.stage is Stage.S9, crisis_since=0, commander="")


CRISIS_LINES: Mapping[str, Change] = {
    "declare_crisis": _declared,
    "stand_down": kept("stand_down"),
    "hand_over_command": kept("command_handover"),
    "accept_command": _command_taken,
    "decline_command": kept("command_answer"),
    "post_person": kept("appointment"),
    "relieve_person": kept("relief"),
    "crisis_contact": kept("crisis_contact"),
}

COMMANDER = Field("commander", Kind.ACCOUNT, "总指挥", "Commander", True)
CRISIS_COMMANDS: tuple[CommandRow, ...] = (
    CommandRow(
        "declare_crisis",
        "宣布进入危机状态",
        "Declare a crisis",
        "a crisis can be declared",
        OPEN,
        DECLARE,
        (text("reason", "原因", "Reason", 1000, required=True), COMMANDER),
        (no_crisis_yet, known_or_judged, known_person("commander"), free_of_conflict("commander")),
        offered=may_declare,
        gives="crisis",
        adds=on_what_grounds,
    ),
    CommandRow(
        "stand_down",
        "提请解除危机状态",
        "Stand the crisis down",
        "a crisis can be stood down",
        OPEN,
        TEAM,
        (Field("conditions", Kind.CODES, "解除条件", "Conditions", True, tuple(StandDown)), *REASON),
        (crisis_declared, all_declared, calmed_down, not_asked("A11", "stand_down")),
        offered=declared,
    ),
    CommandRow(
        "hand_over_command",
        "移交指挥",
        "Hand the command over",
        "the command can be handed over",
        OPEN,
        (*TEAM, R.R08),
        (COMMANDER, text("note", "交接说明", "What to know", 2000, required=True)),
        (crisis_declared, commands_it, to_another, known_person("commander"), free_of_conflict("commander")),
        offered=lambda case, actor, roles: (
            declared(case, actor, roles) and (actor == case.commander or any(r in roles for r in ABOVE))
        ),
        adds=from_whom,
    ),
    CommandRow(
        "accept_command",
        "接任总指挥",
        "Take the command",
        "the command can be taken",
        OPEN,
        (R.R01,),
        (),
        (offered_to_them,),
        offered=is_offered,
        adds=which_offer,
    ),
    CommandRow(
        "decline_command",
        "不接任总指挥",
        "Decline the command",
        "the command can be declined",
        OPEN,
        (R.R01,),
        REASON,
        (offered_to_them,),
        offered=is_offered,
        adds=which_offer,
    ),
    CommandRow(
        "post_person",
        "安排岗位",
        "Give somebody a post",
        "posts can be given",
        OPEN,
        TEAM,
        (
            one_of("post", "岗位", "Post", POSTS),
            Field("account", Kind.ACCOUNT, "谁", "Who", True),
            text("where", "在哪里", "Where", 60),
        ),
        (crisis_runs, known_person("account"), free_of_conflict("account"), not_posted),
        offered=during,
        gives="appointment",
    ),
    CommandRow(
        "relieve_person",
        "撤下岗位",
        "Relieve somebody of a post",
        "somebody can be relieved",
        OPEN,
        TEAM,
        (number("appointment", "岗位安排", "Appointment"), *REASON),
        (still_posted,),
        offered=lambda case, actor, roles: bool(in_post(case)),
        adds=whom_it_relieves,
    ),
    CommandRow(
        "crisis_contact",
        "登记应急联系人",
        "Add an emergency contact",
        "an emergency contact can be added",
        OPEN,
        (*TEAM, R.R02, R.R04),
        (
            one_of("kind", "单位", "Body", tuple(ContactKind)),
            text("person", "联系人", "Name", 60, required=True),
            text("number", "电话", "Telephone", 30, required=True),
        ),
        (crisis_runs,),
        offered=during,
    ),
)

__all__ = ["CRISIS_COMMANDS", "CRISIS_LINES", "in_crisis", "over", "stood_down"]
