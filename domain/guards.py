"""Conditions on commands: each looks at a case and a command and may refuse. Rows name them."""

from collections.abc import Callable, Collection, Mapping

from domain.case import Approval, Case
from domain.codes import Condition, EvidenceKind, Purpose, Reaction, ReportKind, Rework
from domain.entries import instant
from domain.floor import floor_by, floor_of_case
from domain.messages import Command
from domain.refusal import Refusal
from domain.signoffs import sign_off
from domain.superseding import superseded_by
from domain.vocabulary import ApprovalState, Level, Role, Stage

Guard = Callable[[Case, Command], Refusal | None]

#: Answers a contact may have, by its purpose (WALK section 5).
ANSWERS: Mapping[str, tuple[Reaction, ...]] = {
    Purpose.PRESENT: (Reaction.SATISFIED, Reaction.DISSATISFIED, Reaction.UNDECIDED),
    Purpose.RESULT: (Reaction.SATISFIED, Reaction.DISSATISFIED, Reaction.UNDECIDED),
    Purpose.EXPLAIN: (Reaction.UNDERSTOOD, Reaction.NOT_UNDERSTOOD, Reaction.UNDECIDED),
}

#: Stages in which a contact of this purpose belongs.
PURPOSE_STAGES: Mapping[str, frozenset[Stage]] = {
    Purpose.PRESENT: frozenset({Stage.S7}),
    Purpose.EXPLAIN: frozenset({Stage.S8B, Stage.S9}),
    Purpose.RESULT: frozenset({Stage.S11}),
}


def elsewhere(case: Case, needs: Collection[Stage], **what: str) -> Refusal:
    """Right command, wrong stage for this use of it: `needs` are the stages it belongs to."""
    return Refusal("wrong_stage", {"stage": str(case.stage), **what, "needs": [str(s) for s in Stage if s in needs]})


def contact_fits(case: Case, command: Command) -> Refusal | None:
    """The purpose belongs to the stage, the answer to the purpose."""
    purpose = str(command.data.get("purpose"))
    belongs = PURPOSE_STAGES.get(purpose, {case.stage})
    if case.stage not in belongs:
        return elsewhere(case, belongs, purpose=purpose)
    answer = command.data.get("answer")
    if answer is not None and answer not in ANSWERS.get(purpose, ()):
        return Refusal("bad_value", {"fields": ["answer"]})
    return None


def contacted(purpose: Purpose) -> Guard:
    """A contact of this purpose was logged since the stage was entered."""

    def guard(case: Case, command: Command) -> Refusal | None:
        if any(r.data.get("purpose") == purpose and r.seq > case.entered_seq for r in case.of_kind("contact")):
            return None
        code = "no_progress_notice" if purpose is Purpose.PROGRESS else "no_contact"
        return Refusal(code, {"purpose": str(purpose)})

    return guard


def level_above_floor(case: Case, command: Command) -> Refusal | None:
    """No level below the automatic floor; a case reopened twice is at least general."""
    floor = max(floor_by(command.data), floor_of_case(case), key=lambda level: level.rank)
    if Level(str(command.data["level"])).rank < floor.rank:
        return Refusal("below_floor", {"floor": str(floor)})
    return None


def level_is_another(case: Case, command: Command) -> Refusal | None:
    """A change has to change something."""
    if case.level == command.data["level"]:
        return Refusal("same_level", {"level": str(case.level)})
    return None


def team_named(case: Case, command: Command) -> Refusal | None:
    """General and major cases have a team, of people of the project."""
    team = command.data.get("team", [])
    if command.data["level"] != Level.MINOR and not (team or case.team):
        return Refusal("no_team")
    strangers = [person for person in team if not command.roster.knows(person)]
    return Refusal("bad_value", {"fields": ["team"]}) if strangers else None


def department_named(case: Case, command: Command) -> Refusal | None:
    """Investigation needs a responsible department."""
    return None if case.department else Refusal("no_department")


def one_of_owner_department(case: Case, command: Command) -> Refusal | None:
    """An assignment names a person, a department, or both; the person works in the project."""
    owner = command.data.get("owner")
    if not owner and not command.data.get("department"):
        return Refusal("missing", {"fields": ["owner"]})
    return Refusal("not_in_project", {"fields": ["owner"]}) if owner and not command.roster.knows(owner) else None


def evidence_known(case: Case, command: Command) -> Refusal | None:
    """Evidence and annexes that are named exist."""
    known = {r.no for r in case.of_kind("evidence")}
    for name in ("evidence", "annexes"):
        if not set(command.data.get(name, [])) <= known:
            return Refusal("bad_value", {"fields": [name]})
    return None


def annexed(case: Case, command: Command) -> Refusal | None:
    """A report has an annex or says why not; a minor case may do without."""
    if command.data.get("annexes") or "no_annex_reason" in command.texts or case.level is Level.MINOR:
        return None
    return Refusal("no_annex")


def owners_known(case: Case, command: Command) -> Refusal | None:
    """Whoever is to carry out a step works in the project."""
    strangers = [s for s in command.data.get("steps", []) if not command.roster.knows(s["owner"])]
    return Refusal("bad_value", {"fields": ["steps"]}) if strangers else None


def plan_newest(case: Case, command: Command) -> Refusal | None:
    """Only the newest version goes on."""
    if not case.plans:
        return Refusal("no_plan")
    newest = case.plans[-1].no
    return None if command.data["plan"] == newest else Refusal("plan_incomplete", {"newest": newest})


def plan_not_rejected(case: Case, command: Command) -> Refusal | None:
    """A rejected version does not come again; a returned one may (ARCHITECTURE 4)."""
    subject = f"plan:{command.data['plan']}"
    if any(a.subject == subject and a.state is ApprovalState.REJECTED for a in case.approvals):
        return Refusal("already_rejected", {"plan": command.data["plan"]})
    return None


def opinion_filed(case: Case, command: Command) -> Refusal | None:
    """The plan of a major case carries a legal opinion (A04)."""
    if case.level is Level.MAJOR and not case.of_kind("opinion"):
        return Refusal("no_legal_opinion")
    return None


def rework_fits(case: Case, command: Command) -> Refusal | None:
    """A new version for a change; no customer risk for a change of detail (A05, A06)."""
    outcome = command.data["outcome"]
    if outcome == Rework.NOT_ADJUSTABLE:
        return None
    if case.open_approvals("A06"):
        return Refusal("already_asked")
    if not case.plans or case.plans[-1].no <= case.approved_plan or command.data["plan"] != case.plans[-1].no:
        return Refusal("no_new_plan")
    if outcome == Rework.DETAIL and not command.data.get("no_customer_risk"):
        return Refusal("risk_not_excluded")
    return Refusal("no_new_plan") if plan_not_rejected(case, command) else None


def not_asked(rule: str, subject: str = "") -> Guard:
    """No sign-off of this rule (about this kind of subject) is open."""

    def guard(case: Case, command: Command) -> Refusal | None:
        waiting = [a for a in case.open_approvals(rule) if a.subject.startswith(subject)]
        return Refusal("already_asked", {"approval": waiting[0].id}) if waiting else None

    return guard


def not_declared(case: Case, command: Command) -> Refusal | None:
    """Contingency is declared once while it lasts; leaving S9 forgets it."""
    return Refusal("already") if case.declared_seq else None


def task_theirs(case: Case, command: Command) -> Refusal | None:
    """A task is reported done by whose it is, or by the case owner, once."""
    task = next((t for t in case.tasks if t.no == command.data["task"]), None)
    if task is None:
        return Refusal("no_such_task", {"task": command.data["task"]})
    if task.done:
        return Refusal("already", {"task": task.no})
    theirs = task.owner == command.actor or Role.R04 in command.roles
    return None if theirs else Refusal("not_yours", {"roles": [str(Role.R05), str(Role.R04)]})


def tasks_done(case: Case, command: Command) -> Refusal | None:
    """Execution is complete when every task is."""
    todo = [t.no for t in case.tasks if not t.done]
    return Refusal("tasks_open", {"tasks": todo}) if todo else None


def conditions_met(case: Case, command: Command) -> Refusal | None:
    """All four conditions of closing are declared (A14)."""
    todo = [str(c) for c in Condition if c not in command.data.get("conditions", [])]
    return Refusal("conditions_open", {"conditions": todo}) if todo else None


def confirmation_kept(case: Case, command: Command) -> Refusal | None:
    """Among the evidence named is a customer's confirmation that nothing superseded (C-37, D33)."""
    over = superseded_by(case, "evidence")
    named = [case.record("evidence", no) for no in command.data.get("evidence", []) if no not in over]
    if any(r and r.data.get("kind") == EvidenceKind.CUSTOMER_CONFIRMATION for r in named):
        return None
    return Refusal("no_confirmation")


def report_fits(case: Case, command: Command) -> Refusal | None:
    """The summary belongs to S13, all other reports to any open stage."""
    if command.data["kind"] == ReportKind.SUMMARY and case.stage is not Stage.S13:
        return elsewhere(case, {Stage.S13}, kind=str(ReportKind.SUMMARY))
    return None


def summary_filed(case: Case, command: Command) -> Refusal | None:
    """The archive of a general or major case rests on a summary report (A19)."""
    if case.level is Level.MINOR and "report" not in command.data:
        return None
    report = case.record("report", int(command.data.get("report", 0)))
    return None if report and report.data.get("kind") == ReportKind.SUMMARY else Refusal("no_report")


def target_fits(case: Case, command: Command) -> Refusal | None:
    """Reopening from the follow-up says where to."""
    if case.stage is Stage.S12 and "to" not in command.data:
        return Refusal("missing", {"fields": ["to"]})
    return None


def last_request(case: Case, rule: str) -> tuple[Approval, ...]:
    """The seats of the newest request of a rule."""
    newest = max((a.round for a in case.approvals if a.rule == rule), default=0)
    return case.seats(f"{rule}.{newest}")


def still_waits(case: Case, rule: str) -> Approval | None:
    """A seat of a request that expired or was returned and whose move still waits, to be asked again."""
    seats = last_request(case, rule)
    ended = [a for a in seats if a.state in (ApprovalState.EXPIRED, ApprovalState.RETURNED)]
    if not ended or any(a.open for a in seats):
        return None
    row = sign_off(rule, ended[0].subject)
    return ended[0] if row.route_of(case, ended[0].subject) and row.waits_in in (None, case.stage) else None


def askable(case: Case, command: Command) -> Refusal | None:
    """A statement, or a request that ended without an answer and is still wanted (WALK section 5, `ask`)."""
    rule = str(command.data["rule"])
    if waiting := case.open_approvals(rule):
        return Refusal("already_asked", {"approval": waiting[0].id})
    return None if rule == "A08" or still_waits(case, rule) else Refusal("nothing_to_ask")


def withdrawable(case: Case, command: Command) -> Refusal | None:
    """The request is open and withdrawn by its requester or a CS manager."""
    request = ".".join(str(command.data["approval"]).rpartition(f"{case.number}.")[2].split(".")[:2])
    seats = case.seats(request)
    if not seats:
        return Refusal("no_such_approval")
    if seats[0].rule == "A15":
        return Refusal("second_look")
    if not any(a.open for a in seats):
        return decided(max(seats, key=lambda a: a.decided_at or a.asked_at))
    if command.actor == seats[0].requested_by or Role.R03 in command.roles:
        return None
    return Refusal("not_yours", {"roles": [str(Role.R03)]})


def decided(approval: Approval) -> Refusal:
    """The one refusal for every final state of a sign-off: which, by whom, when (WALK 7.14)."""
    return Refusal(
        "decided",
        {
            "approval": approval.id,
            "state": str(approval.state),
            "by": approval.decided_by,
            "when": instant(approval.decided_at) if approval.decided_at else "",
        },
    )


def reopener(case: Case, command: Command) -> Refusal | None:
    """From the follow-up CS reopens; an ended case needs the CS manager (lifecycle 5.2)."""
    if case.stage is Stage.S12 or Role.R03 in command.roles:
        return None
    return Refusal("not_yours", {"roles": [str(Role.R03)]})
