"""What lists and pages read of a case, as column values."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.case import Approval, Case, Duty
from domain.notices import Notice
from domain.spokesman import spokesperson
from domain.vocabulary import DutyState
from store.groups import household_values
from store.results import result_values
from store.snapshot import to_json


def case_values(case: Case, at: datetime) -> dict[str, Any]:
    """The columns of a case that follow from its journal; `at` is when its last line counts."""
    running = case.running()
    return {
        "life": case.life or 1,
        "project": case.project,
        "stage": case.stage.value,
        "level": case.level.value if case.level else "",
        "phase": case.phase.value,
        "crisis": case.crisis,
        "owner": case.owner,
        "department": case.department.value if case.department else "",
        "version": case.version,
        "seq": case.seq,
        "head": case.head,
        "channel": case.channel,
        "complainant": case.complainant,
        "factor": case.factor,
        "state": to_json(case),
        "opened_at": case.opened_at,
        "updated_at": at,
        "ended": case.ended,
        "next_due_at": min((duty.due_at for duty in running), default=None),
        "overdue": sum(duty.state is DutyState.OVERDUE for duty in running),
        **result_values(case),
        **household_values(case),
        "speaker": spokesperson(case),
    }


def duty_values(number: str, duty: Duty) -> dict[str, Any]:
    return {
        "case_number": number,
        "id": duty.id,
        "rule": duty.rule,
        "owner_role": duty.owner_role,
        "started_at": duty.started_at,
        "due_at": duty.due_at,
        "contact_by": duty.contact_by,
        "state": duty.state.value,
        "late_by": duty.late_by,
        "approval": duty.approval,
        "person": duty.person,
    }


def approval_values(number: str, approval: Approval) -> dict[str, Any]:
    return {
        "id": approval.id,
        "case_number": number,
        "rule": approval.rule,
        "round": approval.round,
        "seat": approval.seat,
        "subject": approval.subject,
        "digest": approval.digest,
        "requested_by": approval.requested_by,
        "state": approval.state.value,
        "decided_by": approval.decided_by,
        "decided_at": approval.decided_at,
        "asked_at": approval.asked_at,
        "expires_at": approval.expires_at,
    }


def askee_values(before: Case, approvals: Iterable[Approval]) -> list[dict[str, Any]]:
    """Who is asked now and was not before."""
    known = {approval.id: approval.asked_of for approval in before.approvals}
    return [
        {"approval": approval.id, "account": person}
        for approval in approvals
        for person in approval.asked_of
        if person not in known.get(approval.id, ())
    ]


def gone(before: Case, approvals: Iterable[Approval]) -> list[dict[str, Any]]:
    """Who was asked before and is not any more: their seat passed on."""
    return [
        {"seat": after.id, "person": person}
        for after in approvals
        if (was := before.approval(after.id))
        for person in was.asked_of
        if person not in after.asked_of
    ]


def notice_values(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "person": notice.person,
        "case_number": notice.number,
        "seq": notice.seq,
        "kind": notice.kind,
        "at": notice.at,
        "data": notice.data,
    }
