"""What the engine recorded of a case, decoded and told in the words of the trade, beside the journal."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from temporalio.api.common.v1 import Payload
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent as EngineEvent
from temporalio.converter import DataConverter

from desk.line import Line
from desk.meanings import ENGINE_WORK, MEANINGS, Meaning, Raw
from desk.runs import Run, every_run
from desk.views import HistoryEvent
from domain.entries import Entry
from store.database import Database
from store.journal import journal
from store.tables import CaseRow


class Histories:
    """Reads the engine's own events; nothing else is asked."""

    def __init__(self, database: Database, line: Line) -> None:
        self._database, self._line = database, line

    async def events(self, number: str) -> tuple[HistoryEvent, ...]:
        """All events of all lives and runs, oldest first. Raises EngineDownError."""
        async with self._database.reading() as session:
            row = await session.get(CaseRow, number)
            lines = Lines(await journal(session, number))
        converter, found = self._line.client.data_converter, []
        async with self._line.answering(10.0):
            async for run in every_run(self._line.client, number, row.life if row else 1):
                found += [told(run, raw, lines) for raw in await read_events(converter, run)]
        return tuple(found)


class Lines:
    """The journal by what its lines name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by: dict[tuple[str, str], set[int]] = defaultdict(set)
        for entry in entries:
            for key in _keys(entry):
                self._by[key].add(entry.seq)

    def of(self, meaning: Meaning) -> tuple[int, ...]:
        """The lines that belong to an event."""
        found = set(meaning.lines)
        for key in meaning.names:
            found |= self._by.get(key, set())
        return tuple(sorted(found))


def _keys(entry: Entry) -> Iterable[tuple[str, str]]:
    data = entry.data
    if entry.type == "ended":
        yield "type", entry.type
    if "command" in data:
        yield "command", str(data["command"])
    if "approval" in data:
        yield entry.type, str(data["approval"])
    if "duty" in data:
        yield "mark", f"{data['duty']} {data.get('mark', '100')}"


def told(run: Run, raw: Raw, lines: Lines) -> HistoryEvent:
    """One event with what it means."""
    meaning = MEANINGS.get(raw.event.event_type, ENGINE_WORK)(raw)
    kind = EventType.Name(raw.event.event_type).removeprefix("EVENT_TYPE_")
    return HistoryEvent(
        run.life, run.run_id, raw.event.event_id, raw.at, kind, meaning.code, meaning.detail, lines.of(meaning)
    )


async def read_events(converter: DataConverter, run: Run) -> list[Raw]:
    """The events of a run with their payloads opened, each with the event that caused it."""
    known: dict[int, Raw] = {}
    for event in run.events:
        payloads = await opened(converter, _payloads(event))
        summary = await opened(
            converter, [event.user_metadata.summary] if event.user_metadata.HasField("summary") else []
        )
        known[event.event_id] = Raw(
            event, tuple(payloads), str(summary[0]) if summary else "", known.get(_cause(event))
        )
    return list(known.values())


async def opened(converter: DataConverter, payloads: Sequence[Payload]) -> list[Any]:
    """What payloads hold, as JSON; what is not JSON is left out."""
    codec = converter.payload_codec
    decoded = await codec.decode(payloads) if codec and payloads else list(payloads)
    return [_json(payload) for payload in decoded]


def _json(payload: Payload) -> Any:
    try:
        return json.loads(payload.data) if payload.data else None
    except ValueError:
        return None


def _attributes(event: EngineEvent) -> Any:
    return getattr(event, str(event.WhichOneof("attributes")))


def _payloads(event: EngineEvent) -> Sequence[Payload]:
    """The input of what begins, the result of what ends."""
    attributes = _attributes(event)
    fields = attributes.DESCRIPTOR.fields_by_name
    name = next((n for n in ("input", "result") if n in fields and fields[n].message_type is not None), None)
    return list(getattr(attributes, name).payloads) if name and attributes.HasField(name) else []


def _cause(event: EngineEvent) -> int:
    attributes = _attributes(event)
    fields = attributes.DESCRIPTOR.fields_by_name
    if "started_event_id" in fields and "timer_id" in fields:
        return int(attributes.started_event_id)
    return int(attributes.scheduled_event_id) if "scheduled_event_id" in fields else 0
