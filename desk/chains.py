"""Proving the chains that belong to no case: the policy's versions (A20), each person's delegations (A12), each
campaign of a project (D17, D29), and the days of each project (T04, T05)."""

from collections.abc import AsyncIterator, Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk import campaign_chain as campaigns
from desk.day_sheets import opened_words as opened_sheet
from desk.delegations import chain_of
from desk.policies import opened_words
from desk.views import Finding, Verified
from domain.amendment import CHAIN, Amendment, amendments_of, disowned
from domain.case import Case
from domain.days import all_days, gaps
from domain.days import chain_of as days_of
from domain.entries import Entry, breaks
from domain.outlived import VERIFIED, about
from domain.outlived import disowned as disowned_improvement
from domain.policy import Policy
from domain.terms import numbers, policy_of
from store import days
from store.campaigns import numbers as numbers_of_campaigns
from store.campaigns import rows_of as campaign_rows
from store.chained import entry_of
from store.contents import Contents
from store.database import Database
from store.delegations import lines_of as delegation_lines
from store.policies import rows_of
from store.snapshot import from_json
from store.tables import CampaignLineRow, CaseRow, DayLineRow, DelegationRow, PolicyLineRow, ProjectDayRow


async def chains(database: Database, contents: Contents) -> tuple[Verified, ...]:
    """The policy, everybody who ever delegated, every campaign, and every project's days."""
    async with database.reading() as session:
        rows = await rows_of(session)
        people = (await session.scalars(select(DelegationRow.principal).distinct())).all()
        found = [await _delegations(session, person) for person in sorted(people)]
        found += [await _campaign(session, contents, number) for number in await numbers_of_campaigns(session)]
        projects = (await session.scalars(select(DayLineRow.project).distinct())).all()
        found += [await _days(session, contents, project) for project in sorted(projects)]
    lines = tuple(map(entry_of, rows))
    findings = (*broken(CHAIN, lines), *_answers(lines), *_words(contents, rows, lines))
    return (Verified(CHAIN, findings, {"entries": len(lines)}), *found)


async def _delegations(session: AsyncSession, person: str) -> Verified:
    lines = await delegation_lines(session, person)
    return Verified(chain_of(person), tuple(broken(chain_of(person), lines)), {"entries": len(lines)})


async def _campaign(session: AsyncSession, contents: Contents, number: str) -> Verified:
    name, rows = campaigns.chain_of(number), await campaign_rows(session, number)
    lines = tuple(map(entry_of, rows))
    words = _kept_words(name, contents, rows, lines)
    return Verified(name, (*broken(name, lines), *words), {"entries": len(lines)})


def _kept_words(
    name: str, contents: Contents, rows: Iterable[CampaignLineRow], lines: Iterable[Entry]
) -> Iterator[Finding]:
    """The words of a campaign have the digests that its lines carry."""
    for row, line in zip(rows, lines, strict=True):
        named, words = line.data.get("digest", ""), campaigns.opened_words(contents, row)
        if (words.digest if words else "") != named or bool(row.sealed) != bool(named):
            yield Finding("content_changed", f"{name}#{row.seq}", {"seq": row.seq, "kept": named})


async def _days(session: AsyncSession, contents: Contents, project: str) -> Verified:
    """The chain holds, no day is missing in it, the rows say what it says, and the words are those of the sheets."""
    name, rows = days_of(project), await days.rows_of(session, project)
    lines = tuple(map(entry_of, rows))
    kept = await session.scalars(select(ProjectDayRow).where(ProjectDayRow.project == project))
    findings = [*broken(name, lines)]
    if not findings:
        findings += [Finding("day_missing", f"{name}#{seq}", {"seq": seq}) for seq in gaps(lines)]
        findings += _stand(name, project, lines, kept)
    for row, line in zip(rows, lines, strict=True):
        named, words = line.data.get("words", ""), opened_sheet(contents, row)
        if (words.digest if words else "") != named or bool(row.sealed) != bool(named):
            findings.append(Finding("content_changed", f"{name}#{row.seq}", {"seq": row.seq, "kept": named}))
    findings += [finding async for finding in _outlived(session, name, project, lines)]
    return Verified(name, tuple(findings), {"entries": len(lines)})


async def _outlived(session: AsyncSession, name: str, project: str, lines: Iterable[Entry]) -> AsyncIterator[Finding]:
    """What was verified of ended cases is there, once, and by somebody other than its owner (T25)."""
    seen: set[str] = set()
    for line in lines:
        if line.type != VERIFIED:
            continue
        number, place = str(line.data["case"]), f"{name}#{line.seq}"
        row = await session.get(CaseRow, number)
        what = about(number, line.data["improvement"])
        if row is None or row.project != project or what in seen or disowned_improvement(from_json(row.state), line):
            yield Finding("improvement_differs", place, {"seq": line.seq})
        seen.add(what)


def _stand(name: str, project: str, lines: Iterable[Entry], rows: Iterable[ProjectDayRow]) -> Iterator[Finding]:
    """Every row is what the lines leave, and none is missing or of nothing."""
    told = {key: days.day_values(project, duty) for key, duty in all_days(lines).items()}
    kept = {(row.day, row.rule): days.day_values(project, days.duty_of(row)) for row in rows}
    for day, rule in sorted(told.keys() | kept.keys()):
        if told.get((day, rule)) != kept.get((day, rule)):
            yield Finding("row_differs", f"{name} {day.isoformat()} {rule}", {"day": day.isoformat(), "rule": rule})


def broken(name: str, lines: Iterable[Entry]) -> Iterator[Finding]:
    """Numbered without a gap, and each line holds on to the one before."""
    for seq in breaks(name, lines):
        yield Finding("chain_broken", f"{name}#{seq}", {"seq": seq})


def _answers(lines: tuple[Entry, ...]) -> Iterator[Finding]:
    """Every answer is of somebody else, in time, and of exactly the numbers that were proposed."""
    for one in _sound(lines):
        if disowned(one, lines):
            yield Finding("approval_differs", f"{CHAIN}#{one.ended_in}", {"seq": one.ended_in})


def _sound(lines: tuple[Entry, ...]) -> tuple[Amendment, ...]:
    """The amendments as far as the chain holds; a broken line may not even read."""
    bad = breaks(CHAIN, lines)
    return amendments_of(lines[: min(bad) - 1] if bad else lines)


def _words(contents: Contents, rows: Iterable[PolicyLineRow], lines: Iterable[Entry]) -> Iterator[Finding]:
    """Reasons and comments have the digests that their lines carry."""
    for row, line in zip(rows, lines, strict=True):
        named = line.data.get("reason") or line.data.get("comment") or ""
        words = opened_words(contents, row)
        if (words.digest if words else "") != named or bool(row.sealed) != bool(named):
            yield Finding("content_changed", f"{CHAIN}#{row.seq}", {"seq": row.seq, "kept": named})


def terms_hold(case: Case, kept: Policy, approved: Iterable[Policy]) -> Iterator[Finding]:
    """The policy the case says it lives under is the one that was approved, and the one kept beside it."""
    own = policy_of(case)
    version = next((one for one in approved if one.version == case.policy), None)
    if case.terms and own != version:
        yield Finding("terms_differ", f"{case.number} policy", {"version": case.policy})
    there, here = numbers(kept), numbers(own)
    if kept.version != case.policy or any(there[name] != here.get(name) for name in there):
        yield Finding("row_differs", f"{case.number} policy", {"column": "policy"})
