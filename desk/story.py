"""The demo's story as data: who did what, how many hours before the first start. Told by `demo.play`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Deed:
    """One command, `hours` before the first start. A decision names its seat and the command whose text it signs."""

    hours: float
    who: str
    name: str
    data: Mapping[str, Any] = field(default_factory=dict)
    seat: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Tale:
    """One case: how it was opened, and what was done since."""

    key: str
    hours: float
    who: str
    form: Mapping[str, Any]
    deeds: tuple[Deed, ...] = ()


def complaint(
    project: str,
    channel: str,
    subject: str,
    description: str,
    demand: str,
    person: tuple[str, str, str],
    kind: str = "owner",
) -> Mapping[str, Any]:
    """The form of a case. `person` is name, telephone, room."""
    name, phone, room = person
    return {
        "project": project,
        "channel": channel,
        "subject": subject,
        "description": description,
        "demand": demand,
        "complainant": {"name": name, "phone": phone, "room": room, "kind": kind},
    }


def contact(hours: float, who: str, purpose: str, way: str, note: str, answer: str = "") -> Deed:
    """The customer was reached."""
    data = {"purpose": purpose, "way": way, "note": note}
    return Deed(hours, who, "log_contact", data | ({"answer": answer} if answer else {}))


def taken_up(hours: float, cs: str, csm: str, department: str, note: str) -> tuple[Deed, ...]:
    """Told, given to somebody, found valid: the first two hours of most cases."""
    return (
        contact(hours - 0.3, cs, "acknowledge", "phone", "告知已受理和案件编号，责任部门当天联系。"),
        Deed(hours - 0.8, csm, "assign", {"owner": cs}),
        Deed(hours - 1.6, cs, "screen_decision", {"outcome": "valid", "department": department, "note": note}),
    )


def levelled(hours: float, csm: str, level: str, team: tuple[str, ...], criteria: str) -> Deed:
    data = {"level": level, "criteria": criteria}
    return Deed(hours, csm, "level_set", data | ({"team": list(team)} if team else {}))


def investigated(hours: float, who: str, liability: str, cause: str, report: str) -> Deed:
    reason = "现场照片随后补交。"
    data = {"liability": liability, "cause": cause, "report": report, "no_annex_reason": reason}
    return Deed(hours, who, "investigation_submitted", data)


def planned(hours: float, who: str, text: str, *steps: tuple[str, str, int], **more: Any) -> Deed:
    """A version of the plan. A step is its words, its owner, and its day counted from the first start."""
    kept = [{"no": no, "text": words, "owner": owner, "due": day} for no, (words, owner, day) in enumerate(steps, 1)]
    return Deed(hours, who, "save_plan", {"text": text, "steps": kept, **more})


def submitted(hours: float, who: str, plan: int = 1) -> Deed:
    return Deed(hours, who, "plan_submitted", {"plan": plan})


def approved(hours: float, who: str, seat: str, of: str = "save_plan", comment: str = "") -> Deed:
    return Deed(hours, who, "approve", {"comment": comment}, seat, of)


def returned(hours: float, who: str, seat: str, comment: str, of: str = "save_plan") -> Deed:
    return Deed(hours, who, "return", {"comment": comment}, seat, of)


def task(hours: float, who: str, no: int, note: str) -> Deed:
    return Deed(hours, who, "task_done", {"task": no, "note": note})
