"""What a line that follows by rule or by the clock makes of a case: one function a type."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.case import Approval, Case, Duty, Record, Task, Told
from domain.entries import Entry, moment
from domain.signoffs import author_of
from domain.vocabulary import ApprovalState, DutyState, Level, Stage

Change = Callable[[Case, Entry], Case]


def unchanged(case: Case, entry: Entry) -> Case:
    """A line that is only told."""
    return case


def kept(kind: str) -> Change:
    """The command leaves a numbered thing on the case."""

    def change(case: Case, entry: Entry) -> Case:
        data = {k: v for k, v in entry.data.items() if k not in ("command", "content", "digest")}
        record = Record(
            kind,
            len(case.of_kind(kind)) + 1,
            entry.seq,
            moment(entry.at),
            entry.actor,
            data,
            entry.data.get("content", ""),
            entry.data.get("digest", ""),
        )
        return replace(case, records=(*case.records, record))

    return change


def with_approval(case: Case, id: str, **changes: object) -> Case:
    """The case with one of its approvals changed."""
    seats = tuple(replace(a, **changes) if a.id == id else a for a in case.approvals)  # type: ignore[arg-type]
    return replace(case, approvals=seats)


def _duty(case: Case, id: str, **changes: object) -> Case:
    """The case with one of its duties changed."""
    duties = tuple(replace(d, **changes) if d.id == id else d for d in case.duties)  # type: ignore[arg-type]
    return replace(case, duties=duties)


def _duty_started(case: Case, entry: Entry) -> Case:
    data = entry.data
    decent, anew = data.get("contact_by"), data.get("anew_at")
    duty = Duty(
        data["duty"],
        data["rule"],
        data["owner_role"],
        moment(entry.at),
        moment(data["due_at"]),
        contact_by=moment(decent) if decent else None,
        approval=data.get("approval", ""),
        about=data.get("about", 0),
        person=data.get("person", ""),
        moved_at=moment(anew) if anew else None,
    )
    return replace(case, duties=(*case.duties, duty))


def _marked(case: Case, entry: Entry, mark: str) -> Case:
    duty = case.duty(entry.data["duty"])
    if duty is None:
        return case
    told = tuple(Told(moment(entry.at), mark, t["role"], t["person"]) for t in entry.data.get("told", []))
    return _duty(case, duty.id, marks=(*duty.marks, mark), told=(*duty.told, *told))


def _duty_at_mark(case: Case, entry: Entry) -> Case:
    return _marked(case, entry, entry.data["mark"])


def _duty_breached(case: Case, entry: Entry) -> Case:
    case = _marked(case, entry, "100")
    return _duty(case, entry.data["duty"], state=DutyState.OVERDUE, breach=entry.seq)


def _duty_met(case: Case, entry: Entry) -> Case:
    late = entry.data.get("late_by", 0)
    return _ended_duty(case, entry, state=DutyState.MET, late_by=late)


def _duty_cancelled(case: Case, entry: Entry) -> Case:
    return _ended_duty(case, entry, state=DutyState.CANCELLED)


def _ended_duty(case: Case, entry: Entry, **changes: object) -> Case:
    """An ended duty is no longer paused."""
    return _duty(case, entry.data["duty"], ended_at=moment(entry.at), paused_until=None, **changes)


def _paused(case: Case, entry: Entry) -> Case:
    """Its marks stop (A13)."""
    until = moment(entry.data["until"])
    return _duty(case, entry.data["duty"], state=DutyState.PAUSED, paused_at=moment(entry.at), paused_until=until)


def _resumed(case: Case, entry: Entry) -> Case:
    """The remaining time goes on: due time and marks come later by exactly the paused time (A13)."""
    duty = case.duty(entry.data["duty"])
    if duty is None:
        return case
    due, decent = moment(entry.data["due_at"]), entry.data.get("contact_by")
    return _duty(
        case,
        duty.id,
        state=DutyState.OVERDUE if duty.breach else DutyState.OPEN,
        due_at=due,
        counts_from=duty.origin + (due - duty.due_at),
        contact_by=moment(decent) if decent else None,
        paused_at=None,
        paused_until=None,
        moved_at=moment(entry.at),
    )


def _extended(case: Case, entry: Entry) -> Case:
    """Its limit is longer, once (A13). What was overdue is so no more; the breach line stays in the journal."""
    duty = case.duty(entry.data["duty"])
    if duty is None:
        return case
    due, decent = moment(entry.data["due_at"]), entry.data.get("contact_by")
    decent_by, at = moment(decent) if decent else None, moment(entry.at)
    case = _duty(case, duty.id, due_at=due, contact_by=decent_by, extended=True, moved_at=at)
    if due <= at or not duty.breach:
        return case
    warned = tuple(m for m in duty.marks if not (m.isdigit() and int(m) >= 100))
    state = DutyState.OPEN if duty.state is DutyState.OVERDUE else duty.state
    return _duty(case, duty.id, state=state, breach=0, marks=warned)


def _level_raised(case: Case, entry: Entry) -> Case:
    """The floor counts at once; the level itself only once it has been set (lifecycle 5.5)."""
    floor = Level(entry.data["level"])
    level = case.level and max(case.level, floor, key=lambda known: known.rank)
    return replace(case, level=level, floor=max(case.floor, floor, key=lambda known: known.rank))


def _seat_asked(case: Case, entry: Entry) -> Case:
    data = entry.data
    approval = Approval(
        data["approval"],
        data["rule"],
        data["round"],
        data["seat"],
        data["subject"],
        data["subject_digest"],
        data["requested_by"],
        author_of(case, data["subject"]),
        tuple(data["asked_of"]),
        moment(entry.at),
        moment(data["expires_at"]),
    )
    return replace(case, approvals=(*case.approvals, approval))


def _asked_wider(case: Case, entry: Entry) -> Case:
    approval = case.approval(entry.data["approval"])
    if approval is None:
        return case
    return with_approval(case, approval.id, asked_of=(*approval.asked_of, *entry.data["added"]))


def _seat_passed(case: Case, entry: Entry) -> Case:
    approval = case.approval(entry.data["approval"])
    if approval is None:
        return case
    stay = tuple(p for p in approval.asked_of if p != entry.data["left"])
    return with_approval(case, approval.id, asked_of=(*stay, *entry.data.get("added", ())))


def _contingency_proposed(case: Case, entry: Entry) -> Case:
    return replace(case, contingency_proposed=entry.seq)


def _ask_ended(case: Case, entry: Entry) -> Case:
    data = entry.data
    return with_approval(
        case,
        data["approval"],
        state=ApprovalState(data["state"]),
        decided_by=data["by"],
        decided_at=moment(entry.at),
    )


def _moved(case: Case, entry: Entry) -> Case:
    stage = Stage(entry.data["to"])
    case = replace(
        case,
        stage=stage,
        entered_at=moment(entry.at),
        entered_seq=entry.seq,
        crisis=stage is Stage.S9 or bool(case.crisis_since),
        declared_seq=case.declared_seq if stage is Stage.S9 else 0,
    )
    if stage is Stage.S9:
        case = replace(case, refused_plans=(), contingency_proposed=0)
    return _with_tasks(case) if stage is Stage.S10 else case


def _with_tasks(case: Case) -> Case:
    """The steps of the approved plan are tasks; what was done of the same version stays done."""
    plan = case.plan(case.approved_plan)
    if plan is None or plan.no == case.tasks_of:
        return case
    return replace(case, tasks=tuple(Task(s.no, s.owner, s.due) for s in plan.steps), tasks_of=plan.no)


def _closed(case: Case, entry: Entry) -> Case:
    return replace(case, closed_at=moment(entry.at))


def _ended(case: Case, entry: Entry) -> Case:
    return replace(case, ended=True, crisis=False, crisis_since=0, commander="")


def _refused(case: Case, entry: Entry) -> Case:
    return replace(case, answered=(*case.answered, entry.data["command"]))


CLOCK_LINES: Mapping[str, Change] = {
    "duty_started": _duty_started,
    "duty_warned": _duty_at_mark,
    "duty_breached": _duty_breached,
    "duty_escalated": _duty_at_mark,
    "duty_met": _duty_met,
    "duty_cleared": _duty_met,
    "duty_cancelled": _duty_cancelled,
    "asked": _seat_asked,
    "asked_wider": _asked_wider,
    "ask_ended": _ask_ended,
    "moved": _moved,
    "closed": _closed,
    "ended": _ended,
    "refused": _refused,
    "not_from_desk": unchanged,
    "level_raised": _level_raised,
    "duty_paused": _paused,
    "duty_resumed": _resumed,
    "duty_extended": _extended,
    "seat_passed": _seat_passed,
    "contingency_proposed": _contingency_proposed,
    "statement_released": kept("released"),
    "release_refused": kept("unreleased"),
    "phase_proposed": lambda case, entry: replace(
        case, phase_proposed=f"{entry.data['phase']}.{entry.data['condition']}"
    ),
    "crisis_stood_down": unchanged,
}
