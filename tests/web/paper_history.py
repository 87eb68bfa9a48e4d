"""The engine on paper: a history that fits the journal, and its verification."""

from collections.abc import AsyncIterator
from itertools import count

from desk.views import (
    Finding,
    HistoryEvent,
    Person,
    Verified,
)
from domain.entries import breaks, moment
from tests.web.paper_months import PaperMonths


class PaperHistory(PaperMonths):
    """What auditors read."""

    async def history(self, who: Person, number: str) -> tuple[HistoryEvent, ...]:
        self._seen(who, number)
        events, at = [], count(3)
        for entry in self.journal[number]:
            person_ = entry.actor != "system"
            if person_:
                meaning = "decision_came" if entry.type == "signed" else "command_came"
                kind = "ActivityTaskCompleted" if entry.type == "signed" else "WorkflowExecutionSignaled"
                events.append(
                    HistoryEvent(
                        1,
                        "run-1",
                        next(at),
                        moment(entry.at),
                        kind,
                        meaning,
                        {"name": entry.data.get("decision", entry.type), "command": entry.data.get("command", "")},
                    )
                )
                events.append(
                    HistoryEvent(
                        1,
                        "run-1",
                        next(at),
                        moment(entry.applied_at),
                        "ActivityTaskCompleted",
                        "lines_written",
                        {},
                        (entry.seq,),
                    )
                )
            elif events:
                last = events[-1]
                events[-1] = HistoryEvent(
                    last.life,
                    last.run_id,
                    last.event_id,
                    last.at,
                    last.type,
                    last.meaning,
                    last.detail,
                    (*last.entries, entry.seq),
                )
        return tuple(events)

    async def verify(self, who: Person, number: str) -> Verified:
        self._seen(who, number)
        wrong = breaks(number, self.journal[number])
        found = tuple(Finding("chain_broken", f"entry {seq}", {"seq": seq}) for seq in wrong)
        return Verified(
            number,
            (*found, *self.broken),
            {
                "entries": len(self.journal[number]),
                "events": 2 * len(self.journal[number]),
                "contents": 5,
                "approvals": 1,
            },
        )

    async def changes(self, who: Person) -> AsyncIterator[str]:
        sent = len(self.changed_numbers)
        while True:
            await self.changed.wait()
            self.changed.clear()
            while sent < len(self.changed_numbers):
                yield self.changed_numbers[sent]
                sent += 1
