"""What the line of a command or a decision makes of a case: one function a type."""

from collections.abc import Mapping
from dataclasses import replace

from domain.assessing import assessed
from domain.case import Approval, Case, Plan, Step
from domain.codes import CustomerAnswer, Screening
from domain.conflict import with_conflict, without_conflict
from domain.consequences import Change, kept, with_approval
from domain.crisis import over
from domain.deeds_around import AROUND, visited
from domain.deeds_crisis import CRISIS
from domain.deeds_statements import STATEMENTS
from domain.entries import Entry, moment
from domain.grouping import LINES as GROUPING
from domain.grouping import Household
from domain.settling import LINES as SETTLING
from domain.team import functions_of
from domain.unreachable import UNREACHABLE
from domain.vocabulary import DECIDED, ApprovalState, Decision, Department, Level, Stage


def _register(case: Case, entry: Entry) -> Case:
    data = entry.data
    return replace(
        case,
        life=data["life"],
        project=data["project"],
        channel=data["channel"],
        complainant=data["complainant"],
        owner=data["owner"],
        policy=data["policy"],
        terms=data.get("terms", {}),
        factor=data.get("drill", 0),
        registrar=entry.actor,
        group=data.get("group", ""),
        household=str(Household.ORDINARY) if "group" in data else "",
        opened_at=moment(entry.at),
        entered_at=moment(entry.at),
        entered_seq=entry.seq,
    )


def _register_lead(case: Case, entry: Entry) -> Case:
    """A case that begins as a lead: the same opening, but nobody complains yet (S0)."""
    nobody = replace(entry, data={"channel": "", "complainant": "", **entry.data})
    return replace(_register(case, nobody), stage=Stage.S0)


def _converted(case: Case, entry: Entry) -> Case:
    """A lead with somebody who complains; who that is stands in the content it keeps."""
    case = kept("conversion")(case, entry)
    return replace(case, channel=entry.data["channel"], complainant=entry.data.get("complainant", ""))


def _screened(case: Case, entry: Entry) -> Case:
    """What is screened away stays to be looked at again (A15)."""
    if entry.data["outcome"] in (Screening.INVALID, Screening.ENQUIRY):
        return kept("screening")(case, entry)
    return _dispatched(case, entry)


def _dispatched(case: Case, entry: Entry) -> Case:
    """A line that names a department sends the case to it."""
    department = entry.data.get("department")
    if not department:
        return case
    return replace(case, department=Department(department), dispatched_at=moment(entry.at))


def _level_set(case: Case, entry: Entry) -> Case:
    data = entry.data
    case = assessed(case, entry)
    team = tuple(data.get("team", case.team))
    return replace(case, level=Level(data["level"]), team=team, functions=functions_of(data))


def _change_level(case: Case, entry: Entry) -> Case:
    """Up counts at once; down waits for A03."""
    level = Level(entry.data["level"])
    case = replace(case, team=tuple(entry.data.get("team", case.team)))
    case = kept("level")(case, entry)
    return replace(case, level=level) if case.level is None or level.rank > case.level.rank else case


def _assign(case: Case, entry: Entry) -> Case:
    return replace(_dispatched(case, entry), owner=entry.data.get("owner", case.owner))


def _save_plan(case: Case, entry: Entry) -> Case:
    data = entry.data
    steps = tuple(Step(s["no"], s["owner"], s["due"]) for s in data["steps"])
    plan = Plan(
        data["plan"],
        entry.seq,
        entry.actor,
        data["content"],
        data["digest"],
        steps,
        bool(data.get("compensation")),
    )
    return replace(case, plans=(*case.plans, plan))


def _contingency(case: Case, entry: Entry) -> Case:
    return replace(kept("contingency")(case, entry), declared_seq=entry.seq)


def _task_done(case: Case, entry: Entry) -> Case:
    done = entry.data["task"]
    return replace(case, tasks=tuple(replace(t, done=t.done or t.no == done) for t in case.tasks))


def _reopened(case: Case, entry: Entry) -> Case:
    case = replace(kept("reopening")(case, entry), reopened=case.reopened + 1)
    return replace(case, life=entry.data["life"], ended=False) if "life" in entry.data else case


def _asked(case: Case, entry: Entry) -> Case:
    if entry.type == "ask" and entry.data.get("rule") == "A08":
        return kept("statement")(case, entry)
    return case


def _answered(case: Case, entry: Entry) -> Case:
    dissatisfied = entry.data["outcome"] == CustomerAnswer.DISSATISFIED
    return _refused_plan(case, case.approved_plan) if dissatisfied else case


def _refused_plan(case: Case, no: int) -> Case:
    """A version that a signer rejected or the customer did not accept (C-38); each counts once."""
    return replace(case, refused_plans=tuple(dict.fromkeys((*case.refused_plans, no))))


def _signed(case: Case, entry: Entry) -> Case:
    data = entry.data
    state = DECIDED[Decision(data["decision"])]
    case = with_approval(case, data["approval"], state=state, decided_by=entry.actor, decided_at=moment(entry.at))
    approval = case.approval(data["approval"])
    if approval and state is ApprovalState.REJECTED and approval.subject.startswith("plan:"):
        case = _refused_plan(case, int(approval.subject.partition(":")[2]))
    if approval is None or any(a.state is not ApprovalState.APPROVED for a in case.seats(approval.request)):
        return case
    return _agreed(case, approval)


def _agreed(case: Case, approval: Approval) -> Case:
    """All seats have signed: what that makes of the case besides its stage."""
    kind, _, name = approval.subject.partition(":")
    if kind == "level":
        return replace(case, level=Level(name))
    if kind == "stand_down":
        return over(case)
    if kind in ("merge", "reopening"):
        return replace(case, parent=name if kind == "merge" else "")
    return replace(case, approved_plan=int(name), approved_level=case.level) if kind == "plan" else case


COMMAND_LINES: Mapping[str, Change] = {
    "register": _register,
    "register_lead": _register_lead,
    "convert_lead": _converted,
    "screen_decision": _screened,
    "level_set": _level_set,
    "change_level": _change_level,
    "assign": _assign,
    "save_plan": _save_plan,
    "log_contact": kept("contact"),
    "contact_attempt": kept("attempt"),
    "interim_measure": kept("measure"),
    "add_evidence": kept("evidence"),
    "investigation_submitted": kept("investigation"),
    "legal_opinion": kept("opinion"),
    "file_report": kept("report"),
    "activate_contingency": _contingency,
    "result_confirmed": kept("closing"),
    "withdraw": kept("withdrawal"),
    "legal_track": kept("track"),
    "track_date": kept("track_date"),
    "legal_outcome": kept("outcome"),
    "visit_recorded": visited,
    "reject_result": lambda case, entry: replace(case, reopened=case.reopened + 1),
    "task_done": _task_done,
    "reopen": _reopened,
    "report_turn": kept("turn"),
    "third_party_involved": kept("third_party"),
    "media_involved": kept("media"),
    "acknowledge": kept("acknowledgement"),
    "latent_crisis": kept("latent_crisis"),
    "risk_warning": kept("risk_warning"),
    "confirm_team": lambda case, entry: replace(case, team=tuple(entry.data["team"])),
    "emergency": kept("emergency"),
    "emergency_checked": kept("emergency_check"),
    "promise_visit": kept("promise"),
    "visit_arrived": kept("arrival"),
    "permanent_fix": kept("fix"),
    "ask_pause": kept("pause"),
    "ask_extension": kept("extension"),
    "ask": _asked,
    "customer_response": _answered,
    "declare_conflict": with_conflict,
    "lift_conflict": without_conflict,
    "close_unreachable": lambda case, entry: kept(UNREACHABLE if case.stage is Stage.S7 else "closing")(case, entry),
    "ask_compensation": kept("compensation"),
    "ask_background": kept("background"),
    "signed": _signed,
    **AROUND,
    **SETTLING,
    **STATEMENTS,
    **CRISIS,
    **GROUPING,
}
