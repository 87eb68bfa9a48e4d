"""Proving a case: its chain, the read model, the words, and the engine's history run again with today's code.

Each check is a function that yields findings; nothing found is the proof.
"""

from collections.abc import AsyncIterator, Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from temporalio.service import RPCError

from desk.chains import chains, terms_hold
from desk.errors import NotFound
from desk.evidence import Evidence
from desk.line import EngineDownError, Line
from desk.publishing import went_out
from desk.replay import differences
from desk.runs import Run, runs_of
from desk.views import Finding, Verified
from domain.case import Case
from domain.entries import Data, Entry, breaks, canonical, sha256
from domain.fold import fold_all
from store.contents import Contents
from store.database import Database
from store.journal import journal
from store.policies import approved
from store.readmodel import approval_values, case_values, duty_values
from store.releases import releases_of
from store.results import improvement_values
from store.snapshot import from_json, policy_from_json, to_json
from store.tables import ApprovalRow, CaseRow, CommandRow, ContentRow, DutyRow, ImprovementRow, ReleaseRow


class Verifier:
    """Checks cases against everything that is kept of them."""

    def __init__(self, database: Database, contents: Contents, line: Line, evidence: Evidence) -> None:
        self._database, self._contents, self._line, self._evidence = database, contents, line, evidence

    async def verify(self, number: str) -> Verified:
        """One case. Raises NotFound."""
        async with self._database.reading() as session:
            row = await session.get(CaseRow, number)
            if row is None:
                raise NotFound
            entries = await journal(session, number)
            kept = await _kept(session, number)
            versions = await approved(session)
        case = fold_all(Case.unopened(number), entries)
        findings = [
            *chain(number, entries),
            *(read_model(row, case) if entries else ()),
            *(terms_hold(case, policy_from_json(row.policy), versions) if entries else ()),
            *rows(number, case, kept),
            *self._words(number, entries, kept.contents),
            *receipts(entries, kept.commands),
            *went_out(case, kept.releases, self._contents),
            *[finding async for finding in self._evidence.findings(case)],
            *[finding async for finding in self._engine(row, entries)],
        ]
        return Verified(number, tuple(findings), {"entries": len(entries), "lives": row.life})

    async def every(self) -> AsyncIterator[Verified]:
        """All cases, oldest first, then the chains that belong to none."""
        async with self._database.reading() as session:
            numbers = (await session.scalars(select(CaseRow.number).order_by(CaseRow.opened_at))).all()
        for number in numbers:
            yield await self.verify(number)
        for chain in await chains(self._database, self._contents):
            yield chain

    def _words(self, number: str, entries: Iterable[Entry], contents: Iterable[ContentRow]) -> Iterator[Finding]:
        """Every content named in the journal is there and has the digest the journal carries."""
        by_id = {row.id: row for row in contents}
        for entry in entries:
            if not (name := entry.data.get("content")):
                continue
            row = by_id.get(name)
            place = f"{number}#{entry.seq} {name}"
            if row is None:
                yield Finding("content_missing", place, {"seq": entry.seq})
            elif self._digest(row) != entry.data["digest"] or row.digest != entry.data["digest"]:
                yield Finding("content_changed", place, {"seq": entry.seq, "kept": entry.data["digest"]})

    def _digest(self, row: ContentRow) -> str:
        try:
            return self._contents.open(row).digest
        except (ValueError, TypeError):
            return ""

    async def _engine(self, row: CaseRow, entries: tuple[Entry, ...]) -> AsyncIterator[Finding]:
        """Every run again with today's code; what it asks to write is what was written.

        The case goes on meanwhile. A line is compared when the journal had it before the history was read, or the
        history says that it was written: then the journal, read once more, must have it.
        """
        try:
            written: list[Data] = []
            sought = {entry.seq for entry in entries}
            for life in range(1, row.life + 1) if entries else ():
                async with self._line.answering(10.0):
                    runs = await runs_of(self._line.client, row.number, life)
                if not runs:
                    yield Finding("history_missing", f"case:{row.number}:{life}")
                for run in runs:
                    async for finding in self._run(row.number, run, written, sought):
                        yield finding
            for finding in lines_written(row.number, await self._now(row.number), written, sought):
                yield finding
        except (EngineDownError, RPCError):
            yield Finding("engine_silent", f"case:{row.number}")

    async def _now(self, number: str) -> tuple[Entry, ...]:
        """The journal as it stands after the history was read."""
        async with self._database.reading() as session:
            return await journal(session, number)

    async def _run(self, number: str, run: Run, written: list[Data], sought: set[int]) -> AsyncIterator[Finding]:
        place = f"case:{number}:{run.life} {run.run_id}"
        found = await differences(self._line.client.data_converter, run)
        written += found.written
        sought |= {line["seq"] for line in found.written} - found.under_way
        if found.broken:
            yield Finding("replay_broken", place, {"why": found.broken})
        for event_id, activity in found.differing:
            yield Finding("replay_differs", f"{place} event {event_id}", {"activity": activity})


class Kept:
    """The rows of one case, beside its journal."""

    def __init__(
        self,
        duties: list[DutyRow],
        approvals: list[ApprovalRow],
        contents: list[ContentRow],
        commands: list[CommandRow],
        improvements: list[ImprovementRow],
        releases: list[ReleaseRow],
    ) -> None:
        self.duties, self.approvals = duties, approvals
        self.contents, self.commands = contents, commands
        self.improvements, self.releases = improvements, releases


async def _kept(session: AsyncSession, number: str) -> Kept:
    return Kept(
        list(await session.scalars(select(DutyRow).where(DutyRow.case_number == number))),
        list(await session.scalars(select(ApprovalRow).where(ApprovalRow.case_number == number))),
        list(await session.scalars(select(ContentRow).where(ContentRow.case_number == number))),
        list(await session.scalars(select(CommandRow).where(CommandRow.case_number == number))),
        list(await session.scalars(select(ImprovementRow).where(ImprovementRow.case_number == number))),
        list(await releases_of(session, number)),
    )


def chain(number: str, entries: Iterable[Entry]) -> Iterator[Finding]:
    """The lines are numbered without a gap and each holds on to the one before."""
    for seq in breaks(number, entries):
        yield Finding("chain_broken", f"{number}#{seq}", {"seq": seq})


def read_model(row: CaseRow, case: Case) -> Iterator[Finding]:
    """The case's row and its snapshot are what the journal says."""
    if row.seq > case.seq:
        yield Finding("journal_cut", f"{row.number}#{case.seq}", {"row": row.seq, "journal": case.seq})
    if row.state != to_json(case) and from_json(row.state) != case:
        yield Finding("snapshot_differs", row.number)
    expected = case_values(case, row.updated_at)
    for name, value in expected.items():
        if name not in ("state", "updated_at") and getattr(row, name) != value:
            yield Finding("row_differs", f"{row.number} {name}", {"column": name})


def rows(number: str, case: Case, kept: Kept) -> Iterator[Finding]:
    """The rows of duties, sign-offs and improvements are what the journal says."""
    duties = {d.id: duty_values(number, d) for d in case.duties}
    approvals = {a.id: approval_values(number, a) for a in case.approvals}
    improvements = {str(row["no"]): row for row in improvement_values(case)}
    for code, expected, found in (
        ("duty_differs", duties, {row.id: row for row in kept.duties}),
        ("approval_differs", approvals, {row.id: row for row in kept.approvals}),
        ("improvement_differs", improvements, {str(row.no): row for row in kept.improvements}),
    ):
        for name in sorted({*expected, *found}):
            values, row = expected.get(name), found.get(name)
            if values is None or row is None or any(getattr(row, k) != v for k, v in values.items()):
                yield Finding(code, f"{number} {name}")


def receipts(entries: Iterable[Entry], commands: Iterable[CommandRow]) -> Iterator[Finding]:
    """A receipt that says applied or refused points at the lines that say so."""
    lines: dict[str, Entry] = {}
    for entry in entries:
        if "command" in entry.data:
            lines.setdefault(entry.data["command"], entry)
    for row in commands:
        line = lines.get(row.id)
        refused = line is not None and line.type == "refused"
        by_desk = row.state == "refused" and row.position < 0
        told = (row.refusal or {}).get("code")
        late = row.state == "refused" and line is None and told in ("closed", "decided")
        if row.state == "received" or by_desk or late:
            continue
        if line is None or (row.state == "refused") != refused or line.seq not in (row.entries or ()):
            yield Finding("receipt_differs", f"{row.case_number} {row.id}")


def lines_written(
    number: str, entries: Iterable[Entry], written: Iterable[Data], sought: Iterable[int]
) -> Iterator[Finding]:
    """Of the lines sought, the journal holds exactly those that the engine's history asked to write."""
    recorded = {line["seq"]: line["hash"] for line in written}
    kept = {entry.seq: entry.hash for entry in entries}
    for seq in sorted(sought):
        if recorded.get(seq) != kept.get(seq):
            yield Finding("engine_differs", f"{number}#{seq}", {"seq": seq})
    for line in written:
        if line["hash"] != sha256(line["prev"] + _canonical(line)):
            yield Finding("engine_chain_broken", f"{number}#{line['seq']}", {"seq": line["seq"]})


def _canonical(line: Data) -> str:
    return canonical({name: value for name, value in line.items() if name not in ("prev", "hash")})
