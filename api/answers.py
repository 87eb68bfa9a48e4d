"""What the API answers: plain data, codes as they are stored, times in the project's own zone."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from starlette.responses import JSONResponse, Response

from api.statements import statements_data
from api.words import meaning_text
from desk.evidence_views import KeptFile
from desk.views import ApprovalRow, CasePage, CaseRow, HistoryEvent, Names, Receipt, Verified
from domain.case import Approval, Duty
from domain.commands import CommandRow
from domain.entries import Data, Entry, moment
from domain.policy import Policy
from domain.refusals import sentence
from domain.retention import class_of, kept_until
from domain.schema import json_schema, label
from domain.vocabulary import DECIDED, DutyState

PROBLEM = "application/problem+json"
USUAL = Policy()
NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
#: Which decision a final state came from.
DECISION_OF = {str(state): str(decision) for decision, state in DECIDED.items()}

Shown = Callable[[datetime], str]


def shown_in(policy: Policy) -> Shown:
    """Instants with the project's offset; fractions only where there are any."""
    zone = timezone(timedelta(minutes=policy.utc_offset))

    def shown(at: datetime) -> str:
        exact = "seconds" if not at.microsecond else "milliseconds" if not at.microsecond % 1000 else "microseconds"
        return at.astimezone(zone).isoformat(timespec=exact)

    return shown


def ok(body: Any, status: int = 200) -> Response:
    return JSONResponse(body, status, headers=NO_STORE)


def name_of(names: Names, language: str) -> Callable[[str], str]:
    """Account ids as names."""
    column = 0 if language.startswith("zh") else 1
    return lambda person: names[person][column] if person in names else person


def receipt_answer(receipt: Receipt, names: Names, language: str) -> Response:
    """200 applied, 202 received, 403 or 409 refused."""
    body = receipt_data(receipt, names, language)
    if receipt.refusal is None:
        return ok(body, 200 if receipt.state == "applied" else 202)
    return JSONResponse(body, receipt.refusal.status, headers=NO_STORE, media_type=PROBLEM)


def receipt_data(receipt: Receipt, names: Names, language: str) -> Data:
    """A receipt as the contract writes it."""
    refusal = receipt.refusal
    if refusal is None:
        entries = {"entries": list(receipt.entries)} if receipt.state == "applied" else {}
        return {"id": receipt.id, "state": receipt.state, **entries}
    message = sentence(refusal, language, name_of(names, language), USUAL.utc_offset)
    more = {name: refusal.details[name] for name in MORE if name in refusal.details}
    if refusal.code == "decided":
        more |= _decided(refusal.details)
    return {"id": receipt.id, "state": "refused", "code": refusal.code, "message": message, **more}


#: Details of a refusal that programs can use.
MORE = ("changed", "fields")


def _decided(details: Data) -> Data:
    state, when = str(details.get("state", "")), str(details.get("when", ""))
    found = {
        "by": details.get("by", ""),
        "when": shown_in(USUAL)(moment(when)) if when else "",
        "decision": DECISION_OF.get(state, state),
    }
    return {name: value for name, value in found.items() if value}


def kept_file_data(kept: KeptFile) -> Data:
    """A file of evidence: what it is called by, what it is."""
    return {"number": kept.number, "digest": kept.digest, "media": kept.media.code, "size": kept.size}


def case_data(page: CasePage, now: datetime, language: str) -> Data:
    """One case as this reader may see it."""
    case, shown = page.case, shown_in(page.policy)
    return {
        "number": case.number,
        "life": case.life or 1,
        "project": page.project.code if page.project else case.project,
        "stage": str(case.stage),
        "level": str(case.level) if case.level else None,
        "phase": str(case.phase),
        "crisis": case.crisis,
        "owner": case.owner,
        "accountable": [{"role": role, "people": list(people)} for role, people in page.accountable],
        "department": str(case.department) if case.department else None,
        "version": case.version,
        "subject": page.subject,
        "opened_at": shown(case.opened_at),
        "ended": case.ended,
        "kept": {"until": str(kept_until(case)), "class": str(class_of(case))} if case.ended else None,
        "merged_into": case.parent or None,
        "merged": [one.number for one in page.merged],
        "earlier": [{"number": one.number, "same": list(one.same)} for one in page.earlier],
        "reopened": case.reopened,
        "silent_since": shown(page.silent_since) if page.silent_since else None,
        "functions": dict(case.functions),
        "drill": {"factor": case.factor} if case.factor else None,
        "duties": [duty_data(duty, now, shown) for duty in case.duties],
        "approvals": [approval_data(approval, shown) for approval in case.approvals],
        "commands": [command_data(row, language) for row in page.offers],
        "statements": statements_data(case, shown),
        "waiting": [{"id": r.id, "name": r.name, "state": r.state} for r in page.pending],
    }


def duty_data(duty: Duty, now: datetime, shown: Shown) -> Data:
    """One clock. An overdue one is late by what has passed since."""
    late = int((now - duty.due_at).total_seconds()) if duty.state is DutyState.OVERDUE else duty.late_by
    contact = {"contact_by": shown(duty.contact_by)} if duty.contact_by else {}
    approval = {"approval": duty.approval} if duty.approval else {}
    return {
        "id": duty.id,
        "rule": duty.rule,
        "owner_role": duty.owner_role,
        "started_at": shown(duty.started_at),
        "due_at": shown(duty.due_at),
        **contact,
        **approval,
        "state": str(duty.state),
        "late_by": max(0, late),
        "told": [{"at": shown(t.at), "mark": t.mark, "role": t.role, "person": t.person} for t in duty.told],
    }


def approval_data(approval: Approval, shown: Shown) -> Data:
    """One seat of a sign-off."""
    decided = {
        "decided_by": approval.decided_by,
        "decided_at": shown(approval.decided_at) if approval.decided_at else "",
    }
    return {
        "id": approval.id,
        "rule": approval.rule,
        "seat": approval.seat,
        "subject": approval.subject,
        "digest": approval.digest,
        "state": str(approval.state),
        "asked_of": list(approval.asked_of),
        "requested_by": approval.requested_by,
        "asked_at": shown(approval.asked_at),
        "expires_at": shown(approval.expires_at),
        **{name: value for name, value in decided.items() if value},
    }


def command_data(row: CommandRow, language: str) -> Data:
    """A command that may be sent now."""
    labels = {"zh": row.zh, "en": row.en}
    return {"name": row.name, "label": label(row, language), "labels": labels, "schema": json_schema(row, language)}


def queue_data(row: ApprovalRow) -> Data:
    """One line of a signer's queue."""
    shown = shown_in(USUAL)
    return {
        "id": row.id,
        "number": row.number,
        "title": row.subject_title,
        "rule": row.rule,
        "seat": row.seat,
        "subject": row.subject,
        "digest": row.digest,
        "state": row.state,
        "requested_by": row.requested_by,
        "asked_at": shown(row.asked_at),
        "due_at": shown(row.due_at) if row.due_at else None,
        "expires_at": shown(row.expires_at) if row.expires_at else None,
    }


def row_data(row: CaseRow) -> Data:
    """One line of the list of cases."""
    shown = shown_in(USUAL)
    return {
        "number": row.number,
        "project": row.project,
        "subject": row.subject,
        "room": row.room_masked,
        "stage": row.stage,
        "level": row.level or None,
        "phase": row.phase,
        "owner": row.owner,
        "version": row.version,
        "crisis": row.crisis,
        "ended": row.ended,
        "overdue": row.overdue,
        "drill": {"factor": row.factor} if row.factor else None,
        "next": {"rule": row.due_rule, "due_at": shown(row.due_at)} if row.due_at else None,
        "silent_since": shown(row.silent_since) if row.silent_since else None,
        "opened_at": shown(row.opened_at),
        "updated_at": shown(row.updated_at),
    }


def entry_data(entry: Entry) -> Data:
    """A line exactly as chained."""
    names = ("seq", "at", "applied_at", "actor", "role", "type", "data", "prev", "hash")
    return {name: getattr(entry, name) for name in names}


def event_data(event: HistoryEvent, language: str) -> Data:
    """An event of the engine and what it means."""
    return {
        "life": event.life,
        "run_id": event.run_id,
        "event_id": event.event_id,
        "at": shown_in(USUAL)(event.at),
        "type": event.type,
        "meaning": event.meaning,
        "text": meaning_text(event.meaning, language),
        "detail": event.detail,
        "entries": list(event.entries),
    }


def verified_data(verified: Verified) -> Data:
    findings = [{"code": f.code, "place": f.place, **f.detail} for f in verified.findings]
    return {"verified": verified.verified, "findings": findings}
