"""What a person asked, carried out or refused: `act(case, command, now, policy) -> Outcome`.

The rows decide: who may, where, with which fields, under which guards, and what follows.
"""

from datetime import datetime

from domain.case import Case
from domain.commands import COMMANDS, DECISIONS, OPENINGS, CommandRow
from domain.conflict import as_a_stranger
from domain.decide import decide
from domain.duties import BY_RULE
from domain.entries import Data, Draft, canonical, instant, sha256
from domain.fields import Field
from domain.guards import still_waits
from domain.messages import Command
from domain.moves import Move, move_of
from domain.outcome import Outcome
from domain.pausing import resume
from domain.policy import Policy
from domain.raising import raise_floor, under_new_level
from domain.refusal import Refusal
from domain.registering import told_late
from domain.signoffs import sign_off
from domain.step import Asking, Consequence, Step, new_request, row_of
from domain.terms import terms_of
from domain.vocabulary import Role


def act(case: Case, command: Command, now: datetime, policy: Policy) -> Outcome:
    """Carry out one command at its received time, or refuse it. A repeat of an answered id does nothing."""
    if command.id in case.answered:
        return Outcome(case)
    command = as_a_stranger(case, command)
    step = Step(case, command.received_at, now, policy, command.roster)
    refusal = decide(step, command) if command.name in DECISIONS else _command(step, command)
    if refusal:
        refusal = refuse(step, command, refusal)
    return Outcome(step.case, tuple(step.entries), refusal)


def refuse(step: Step, command: Command, refusal: Refusal) -> Refusal:
    """A refusal is a line like any other; its details are what its sentence needs."""
    details = {"name": command.name, **refusal.details}
    data = {"command": command.id, "code": refusal.code, **details}
    step.line(Draft("refused", data, step.at, command.actor, first_role(command)))
    return Refusal(refusal.code, details)


def first_role(command: Command) -> str:
    """The first role of the command's row that the person holds, else the first held at all."""
    row = COMMANDS.get(command.name)
    held = [str(r) for r in row.roles if r in command.roles] if row else []
    return (held or [r for r in command.roles if r != Role.R01] or list(command.roles) or [str(Role.R01)])[0]


def _command(step: Step, command: Command) -> Refusal | None:
    row = COMMANDS.get(command.name)
    if row is None:
        return Refusal("unknown_command")
    if refusal := check(step.case, command, row):
        return refusal
    carry_out(step, command, row)
    return None


def check(case: Case, command: Command, row: CommandRow) -> Refusal | None:
    """Authority, then whether the form is still current, then the stage, the fields and the guards."""
    if case.ended and (command.name != "reopen" or command.life != case.life + 1):
        return Refusal("closed")
    roles = roles_for(case, row, command.roles, command.departments)
    if not roles and command.actor in case.conflicts:
        return Refusal("in_conflict")
    if not roles:
        return Refusal("not_yours", {"roles": [str(r) for r in row.roles]})
    return (
        stale(case, command)
        or (None if case.stage in row.stages else Refusal("wrong_stage", {"stage": str(case.stage)}))
        or incomplete(row.fields, command)
        or next((no for guard in row.guards if (no := guard(case, command))), None)
    )


def roles_for(case: Case, row: CommandRow, roles: tuple[str, ...], departments: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the roles held count for this command; a department head only for the responsible department."""
    foreign = row.own_department and str(case.department or "") not in departments
    return tuple(str(r) for r in row.roles if r in roles and not (foreign and r is Role.R05))


def stale(case: Case, command: Command) -> Refusal | None:
    """Somebody else's command was applied after the version the form showed (CONTRACT.md)."""
    if command.version is None:
        return None
    others = [a for a in case.applied if a.version > command.version and a.actor != command.actor]
    changed = [{"seq": a.seq, "type": a.type, "actor": a.actor} for a in others]
    return Refusal("stale", {"changed": changed}) if changed else None


def incomplete(fields: tuple[Field, ...], command: Command) -> Refusal | None:
    """Required fields that are not there, and values that could not be read."""
    given = {*command.data, *command.texts, *command.bad}
    gaps = [f.name for f in fields if f.needed(given) and f.asked(command.data) and f.name not in given]
    if gaps:
        return Refusal("missing", {"fields": gaps})
    bad = [*command.bad]
    if command.happened_at and command.happened_at > command.received_at:
        bad.append("happened_at")
    return Refusal("bad_value", {"fields": bad}) if bad else None


def carry_out(step: Step, command: Command, row: CommandRow) -> None:
    """The command's own line, then everything that follows from it."""
    case = step.case
    move = move_of(case, command)
    data = line_data(case, command, row, step.policy)
    step.line(Draft(command.name, data, step.at, command.actor, first_role(command)))
    told_late(step, command)
    raise_floor(step, command)
    ended = move.ends_asks(case, command) if move.ends_asks else ()
    rows = [row_of(a) for a in ended]
    what = Consequence(
        target=move.target,
        met=tuple(d for d in case.owed() if BY_RULE[d.rule].met_by(d, command.name, data)),
        ended_asks=ended,
        ended_as=move.ends_as,
        ended_by=command.actor,
        asking=asking_of(step, command, move, data),
        restarts=tuple(r.restarts for r in rows if r.restarts),
        command=command.name,
        ends=move.ends or any(r.refused_ends for r in rows),
        data=data,
        why=move.why,
        passes_on=str(data.get(move.passes_on, "")),
    )
    step.follow(under_new_level(step.case, what))
    if command.name == "resume":
        resume(step, str(command.data["duty"]))


def line_data(case: Case, command: Command, row: CommandRow, policy: Policy) -> Data:
    """What the command's own line says: its id, the codes of its fields, a number it gives out, its content."""
    data: Data = {"command": command.id, **command.data, **row.adds(case, command, policy)}
    if row.gives:
        data[row.gives] = 1 + (len(case.plans) if row.gives == "plan" else len(case.of_kind(row.gives)))
    if command.name in OPENINGS:
        data |= {"owner": f"{data['project']}.{Role.R03}", "life": 1, "policy": policy.version}
        data |= {"terms": terms} if (terms := terms_of(policy)) else {}
    if command.name == "reopen" and case.ended:
        data["life"] = case.life + 1
    if command.content:
        data |= {"content": command.content, "digest": command.digest}
    if command.happened_at:
        data["happened_at"] = instant(command.happened_at)
    if command.on_behalf:
        data["for"] = command.on_behalf
    return data


def asking_of(step: Step, command: Command, move: Move, data: Data) -> Asking | None:
    """The sign-off a command asks, bound to the digest of exactly what is shown."""
    if command.name == "ask" and (before := still_waits(step.case, str(command.data["rule"]))):
        return new_request(step.case, row_of(before), before.subject, before.digest, command.actor)
    if not move.asks:
        return None
    subject, digest = subject_of(step.case, command, move, data)
    return new_request(step.case, sign_off(move.asks, subject), subject, digest, command.actor)


#: Subjects that are named by a field of the command, not counted: a level, the case merged into, an outside body.
NAMED_BY = {"level": "level", "merge": "parent", "track": "kind"}


def subject_of(case: Case, command: Command, move: Move, data: Data) -> tuple[str, str]:
    """What is to be signed, as `plan:1`, and its digest."""
    kind = move.subject
    if kind == "plan" and (plan := case.plan(int(command.data["plan"]))):
        return f"plan:{plan.no}", plan.digest
    if kind == "report" and (report := case.record(kind, int(command.data["report"]))):
        return f"report:{report.no}", report.digest
    if kind == "statement" and (text := case.record(kind, int(command.data.get(kind, 0)))):
        return f"statement:{text.no}", text.digest
    name = command.data[NAMED_BY[kind]] if kind in NAMED_BY else len(case.of_kind(kind))
    return f"{kind}:{name}", command.digest or sha256(canonical(data))
