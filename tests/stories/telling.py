"""A story told in few lines: who sends what at which clock time, on a whole installation whose engine skips time.

The desk's clock follows the engine's, so received times are story times. Times are written `12-07 15:10`, or
`15:10` for the same day, in the zone of the project; days `12-07`. November and December are those of 2026,
all other months those of 2027. Once that is past, a story is told some whole weeks later, and reads the same.

A deed says what followed it at once (`then`): moves, sign-offs asked and ended, levels raised. Nothing else may
have followed but clocks, and nobody else may have acted: so the deeds of a tale are its journal. The clocks are
told by `duties`, and who was told what when by `news`.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from desk.views import Receipt
from domain.case import Case, Duty
from domain.clock import alarms
from domain.commands import fields_of
from domain.entries import Entry, breaks
from domain.fields import Field, Kind
from store.snapshot import from_json, policy_from_json
from store.tables import CaseRow, NoticeRow
from tests.workflows.world import MINUTE, SECOND, World, patiently

ZONE = ZoneInfo("Asia/Shanghai")
WEEK = timedelta(weeks=1)
#: What a story leaves unsaid of a complaint and of who complains.
COMPLAINT: dict[str, Any] = {"project": "YXY", "channel": "hotline", "description": "…", "demand": "…"}
COMPLAINANT = {"name": "林秀岚", "phone": "13800000147", "room": "3-2-1201", "kind": "owner"}


class Tale:
    """One case in the making, and what is known of it afterwards."""

    def __init__(self, made: World) -> None:
        self.made, self.number, self.today = made, "", ""
        self.shift = timedelta()
        self.deeds = 0

    # what people do

    async def opens(self, when: str, who: str, **form: Any) -> None:
        """A complaint is registered; of the complainant a story says `name`, `phone`, `room`, `kind`."""
        await self._begins(when)
        own = {name: form.pop(name) for name in COMPLAINANT if name in form}
        receipt = await self.register(who, {**COMPLAINT, **form, "complainant": {**COMPLAINANT, **own}})
        self.number = receipt.number
        await self._happened(receipt, "S2")

    async def hears(self, when: str, who: str, **form: Any) -> None:
        """A lead is reported: nobody complains yet."""
        await self._begins(when)
        desk, person = self.made.office.desk, self.made.people[who]
        receipt = await desk.open_lead(person, f"lead-{self.made.queue}", {**COMPLAINT_OF_NOBODY, **form}, wait=10)
        self.number = receipt.number
        await self._happened(receipt, "")

    async def does(self, when: str, who: str, command: str, /, *, then: str = "", **fields: Any) -> None:
        """A command; it is taken, and this follows."""
        await self.until(when)
        await self._happened(await self.send(who, command, self.filled(command, fields)), then)

    async def refused(self, when: str, who: str, code: str, command: str, /, **fields: Any) -> None:
        """A command; it is refused with this code, and nothing follows."""
        await self.until(when)
        await self.is_refused(await self.send(who, command, self.filled(command, fields)), code)

    async def signs(
        self, when: str, who: str, seat: str, decision: str = "approve", comment: str = "", *, then: str = ""
    ) -> None:
        """A decision on a seat such as `A02.1.R06`, and what follows."""
        await self.until(when)
        await self._happened(await self.sign(who, seat, decision, comment), then)

    async def cannot_sign(self, when: str, who: str, code: str, seat: str) -> None:
        """A decision that is refused with this code."""
        await self.until(when)
        await self.is_refused(await self.sign(who, seat, "approve", ""), code)

    async def until(self, when: str) -> None:
        """Time passes; every mark up to then has been acted on."""
        at = self.at(when)
        await self.made.at(at)
        async for _ in patiently():
            if not self.number or await self._acted_until(at):
                return
        raise AssertionError(f"a mark before {when} did not come")

    async def register(self, who: str, form: dict[str, Any]) -> Receipt:
        """A complaint at the desk."""
        return await self.made.open(who, form)

    async def send(self, who: str, name: str, values: dict[str, Any]) -> Receipt:
        """One command at the desk; a tale told at the pages fills in their forms."""
        return await self.made.send(who, self.number, name, values)

    async def sign(self, who: str, seat: str, decision: str, comment: str) -> Receipt:
        """One decision at the desk; it lies at its seat until that is tried again, within a minute."""
        comment = comment or ("" if decision == "approve" else "…")
        receipt = await self.made.sign(who, f"{self.number}.{seat}", decision, comment, wait=0)
        async for _ in patiently():
            if receipt.state != "received":
                return receipt
            await self.tries_again(seat)
            receipt = await self.made.receipt(who, receipt.id)
        raise AssertionError(f"nobody judged the decision on {seat}")

    async def tries_again(self, seat: str) -> None:
        """The seat looks for its decision, once there is one."""
        assert self.made.seats is not None
        assert self.made.environment is not None
        if f"{self.number}.{seat}" in self.made.seats.decisions:
            await self.made.environment.sleep(MINUTE + SECOND)

    # what is known of it

    async def case(self) -> Case:
        return from_json((await self._row()).state)

    async def _row(self) -> CaseRow:
        async with self.made.office.database.reading() as session:
            return (await session.scalars(select(CaseRow).where(CaseRow.number == self.number))).one()

    async def duties(self, *rules: str) -> list[str]:
        """The clocks of these rules, or all: when due, how each stands, by how much it was late."""
        return [self._duty(duty) for duty in (await self.case()).duties if not rules or duty.rule in rules]

    def _duty(self, duty: Duty) -> str:
        late = f" {timedelta(seconds=duty.late_by)} late" if duty.late_by else ""
        return f"{duty.id} {self.clock(duty.due_at)} {duty.state}{late}"

    async def news(self, *about: str) -> list[str]:
        """Who was told what when: everything, or what is of these kinds or about clocks and sign-offs of these rules."""
        query = select(NoticeRow).where(NoticeRow.case_number == self.number).order_by(NoticeRow.at, NoticeRow.seq)
        async with self.made.office.database.reading() as session:
            rows = list(await session.scalars(query))
        told = [self._told(list(same)) for _, same in groupby(rows, key=lambda row: (row.seq, row.kind))]
        return [line for line in told if not about or {*line.replace(".", " ").split()} & {*about}]

    def _told(self, rows: list[NoticeRow]) -> str:
        data, people = rows[0].data, sorted(row.person for row in rows)
        what = str(data.get("duty") or data.get("approval") or "").removeprefix(f"{self.number}.")
        more = [str(data[name]) for name in ("mark", "decision", "state", "code") if name in data]
        words = (self.clock(rows[0].at), rows[0].kind, what, *more, "->", *people)
        return " ".join(word for word in words if word)

    async def proves_itself(self) -> None:
        """The deeds told are all there were; chain, tables and history agree."""
        entries = await self.made.journal(self.number)
        assert [e.type for e in entries if e.actor != "system"][self.deeds :] == []
        assert breaks(self.number, entries) == ()
        assert (await self.made.verified(self.number)).findings == ()

    async def _acted_until(self, at: datetime) -> bool:
        row = await self._row()
        ahead = alarms(from_json(row.state), policy_from_json(row.policy))
        return not ahead or ahead[0].at > at

    async def _happened(self, receipt: Receipt, then: str) -> None:
        assert receipt.state == "applied", receipt
        self.deeds += 1
        entries = [e for e in await self.made.journal(self.number) if e.seq in receipt.entries]
        followed = "; ".join(said(e, self.number) for e in entries[1:] if not e.type.startswith("duty_"))
        assert followed == then, f"{entries[0].type}, then: {followed}"

    async def is_refused(self, receipt: Receipt, code: str) -> None:
        assert (receipt.refusal.code if receipt.refusal else "") == code, receipt
        assert len(receipt.entries) == 1
        self.deeds += 1

    # clock times, and what a form is given

    async def _begins(self, when: str) -> None:
        """So many whole weeks later that the story still lies ahead."""
        late = await self.made.now() - self.at(when)
        self.shift = max(0, late // WEEK + 1) * WEEK
        await self.until(when)

    def at(self, when: str) -> datetime:
        """`12-07 15:10`, or `15:10` of the day last named, as an instant."""
        if " " in when:
            self.today = when.partition(" ")[0]
        told = when if " " in when else f"{self.today} {when}"
        return datetime.fromisoformat(f"{year(told)}-{told}").replace(tzinfo=ZONE).astimezone(UTC) + self.shift

    def day(self, when: str) -> str:
        """`12-11` as a date."""
        return (date.fromisoformat(f"{year(when)}-{when}") + self.shift).isoformat()

    def clock(self, at: datetime) -> str:
        """An instant as the story tells it; seconds only where there are any."""
        local = (at - self.shift).astimezone(ZONE)
        return local.strftime("%m-%d %H:%M:%S" if local.second else "%m-%d %H:%M")

    def filled(self, name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a form: days and times as the desk wants them, words the story leaves out as `…`."""
        rows = {row.name: row for row in fields_of(name)}
        given = {key: self._given(rows.get(key), value) for key, value in fields.items()}
        unsaid = [r.name for r in rows.values() if r.kind is Kind.TEXT and r.required and r.asked(given)]
        return {**dict.fromkeys(unsaid, "…"), **given}

    def _given(self, row: Field | None, value: Any) -> Any:
        kind = row.kind if row else None
        if kind is Kind.DATE:
            return self.day(value)
        if kind is Kind.INSTANT:
            return self.at(value).astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")
        if kind is Kind.STEPS:
            steps = enumerate(value, start=1)
            return [{"no": no, "text": what, "owner": who, "due": self.day(due)} for no, (who, due, what) in steps]
        return value


Told = TypeVar("Told", bound=Tale)
#: What a story leaves unsaid of a lead.
COMPLAINT_OF_NOBODY = {"project": "YXY", "source": "employee", "description": "…"}


def year(when: str) -> int:
    return 2026 if when[:2] in ("11", "12") else 2027


def said(entry: Entry, number: str) -> str:
    """What followed a deed, in a few words."""
    data = entry.data
    seat = str(data.get("approval", "")).removeprefix(f"{number}.")
    words: Mapping[str, Iterable[Any]] = {
        "moved": (data.get("to"), data.get("why", "")),
        "asked": ("asks", seat, *data.get("asked_of", ())),
        "ask_ended": (seat, data.get("state")),
        "level_raised": (data.get("level"), "by", data.get("reason")),
        "seat_passed": (seat, "leaves", data.get("left"), *(("for", *data["added"]) if "added" in data else ())),
        "ended": ("ended",),
    }
    return " ".join(str(word) for word in words.get(entry.type, (entry.type, seat)) if word)


@asynccontextmanager
async def told(tale: Told) -> AsyncIterator[Told]:
    """A tale with worker and relay; at its end the record proves itself."""
    async with tale.made.working():
        yield tale
        await tale.proves_itself()
