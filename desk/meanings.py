"""What an event of the engine means in a case. A new kind of event is a row in `MEANINGS`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

from domain.entries import Data


@dataclass(frozen=True, slots=True)
class Raw:
    """An event with its payloads read; what is not ours reads as `{"not_from_desk": digest}`.

    `cause` is the event that scheduled an activity or started a timer.
    """

    event: HistoryEvent
    payloads: tuple[Any, ...] = ()
    summary: str = ""
    cause: "Raw | None" = None

    @property
    def first(self) -> Data:
        """The first payload, where it is an object."""
        return self.payloads[0] if self.payloads and isinstance(self.payloads[0], dict) else {}

    @property
    def at(self) -> datetime:
        return self.event.event_time.ToDatetime(tzinfo=UTC)

    @property
    def activity(self) -> str:
        """The kind of activity that this event belongs to."""
        told = (self.cause or self).event
        return told.activity_task_scheduled_event_attributes.activity_type.name


@dataclass(frozen=True, slots=True)
class Meaning:
    """A code, its details, and what of the journal belongs to it: (what a line names, its value)."""

    code: str
    detail: Data = field(default_factory=dict)
    names: tuple[tuple[str, str], ...] = ()
    lines: tuple[int, ...] = ()


Reading = Callable[[Raw], Meaning]
OF_A_COMMAND = ("id", "name", "actor", "received_at", "position")


def _started(raw: Raw) -> Meaning:
    began = raw.event.workflow_execution_started_event_attributes
    goes_on = bool(began.continued_execution_run_id)
    detail = {"life": raw.first.get("life", 1), "seq": raw.first.get("case", {}).get("seq", 0)}
    commands = [_command(c) for c in raw.first.get("inbox", [])]
    names = tuple(("command", c["id"]) for c in commands if "id" in c)
    return Meaning("went_on" if goes_on else "life_began", detail | ({"commands": commands} if commands else {}), names)


def _signaled(raw: Raw) -> Meaning:
    attributes = raw.event.workflow_execution_signaled_event_attributes
    if "not_from_desk" in raw.first or "id" not in raw.first:
        return Meaning("stranger", {"name": attributes.signal_name[:40]}, (("type", "not_from_desk"),))
    command = _command(raw.first)
    return Meaning("command_came", command, (("command", str(command.get("id", ""))),))


def _scheduled(raw: Raw) -> Meaning:
    if raw.activity == "record":
        lines = tuple(e["seq"] for e in raw.first.get("entries", []))
        types = [e["type"] for e in raw.first.get("entries", [])]
        return Meaning("lines_written", {"types": types}, lines=lines)
    if raw.activity == "seat":
        approval = str(raw.first.get("approval", ""))
        detail = {name: raw.first.get(name) for name in ("approval", "rule", "subject", "digest")}
        return Meaning("seat_asked", detail, (("asked", approval),))
    if raw.activity == "release_statement":
        detail = {name: raw.first.get(name) for name in ("release", "statement", "outlet", "digest")}
        return Meaning("text_let_out", detail, (("release", str(raw.first.get("release", ""))),))
    if raw.activity == "look":
        return Meaning("table_read", {"until": raw.first.get("until")})
    return Meaning("seat_closed", {"approval": raw.payloads[0] if raw.payloads else ""})


def _completed(raw: Raw) -> Meaning:
    cause = raw.cause
    if cause is None or raw.activity != "seat":
        return Meaning("done", {"activity": raw.activity})
    approval = str(cause.first.get("approval", ""))
    if "id" not in raw.first:
        return Meaning("stranger", {"approval": approval}, (("not_from_desk", approval),))
    command = _command(raw.first)
    return Meaning("decision_came", {"approval": approval, **command}, (("command", str(command["id"])),))


def _not_completed(raw: Raw) -> Meaning:
    approval = raw.cause.first.get("approval", "") if raw.cause else ""
    return Meaning(
        "seat_ended" if raw.activity == "seat" else "not_done", {"activity": raw.activity, "approval": approval}
    )


def _timer_started(raw: Raw) -> Meaning:
    seconds = raw.event.timer_started_event_attributes.start_to_fire_timeout.ToTimedelta().total_seconds()
    return Meaning("clock_set", {"for": raw.summary, "seconds": int(seconds)})


def _timer_fired(raw: Raw) -> Meaning:
    name = raw.cause.summary if raw.cause else ""
    return Meaning("clock_rang", {"for": name}, (("mark", name),))


def _timer_canceled(raw: Raw) -> Meaning:
    return Meaning("clock_stopped", {"for": raw.cause.summary if raw.cause else ""})


def _ended(raw: Raw) -> Meaning:
    return Meaning("life_ended", {"stage": raw.payloads[0] if raw.payloads else ""}, (("type", "ended"),))


def plain(code: str) -> Reading:
    """An event that needs no details."""
    return lambda _: Meaning(code)


def _command(read: Mapping[str, Any]) -> Data:
    return {name: read[name] for name in OF_A_COMMAND if name in read}


MEANINGS: Mapping[int, Reading] = {
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED: _started,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED: _signaled,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED: _ended,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW: plain("rolled_over"),
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED: plain("terminated"),
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED: plain("failed"),
    EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED: _scheduled,
    EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED: _completed,
    EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED: _not_completed,
    EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT: _not_completed,
    EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED: _not_completed,
    EventType.EVENT_TYPE_TIMER_STARTED: _timer_started,
    EventType.EVENT_TYPE_TIMER_FIRED: _timer_fired,
    EventType.EVENT_TYPE_TIMER_CANCELED: _timer_canceled,
}

ENGINE_WORK = plain("engine_work")
