"""The days of a project: what its chain says of each, and what comes by itself as time passes (T04, T05, D30).

A project has a chain of lines of its own. A day begins with a line that fixes its due times under the policy of
that moment; every mark and every signed sheet is a line; how a duty stands is folded from them. Nothing here waits
or reads: whoever asks gives the moment, and gets the lines that are due by then, oldest first. So a worker that was
away for days writes what it would have written, and says how late.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from domain.daily import BY_RULE, DAILY
from domain.entries import Data, Draft, Entry, instant, moment
from domain.policy import Policy
from domain.roster import Roster
from domain.vocabulary import DutyState, Role

BEGUN, WARNED, MISSED, ESCALATED, FILED = "day_begun", "day_warned", "day_missed", "day_escalated", "day_filed"
ACTIVE, INACTIVE, DATED = "project_active", "project_inactive", "date_due"
#: Lines that say on which days a project has duties.
WATCHED = (BEGUN, ACTIVE, INACTIVE)
PolicyAt = Callable[[datetime], Policy]
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LookAtDay:
    """What the clock of a project asks: what is due there by this moment."""

    project: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """Something else that comes up for a project on a date (a delivery, a campaign): told once to these roles.

    `rule`, `about` and `mark` together name it: what was told under that name is never told again. `leader` is an
    account that hears of it whatever seat it holds, named as `seat`; `about` is the number of what comes up.
    """

    rule: str
    about: str
    mark: str
    roles: tuple[Role, ...]
    leader: str = ""
    seat: str = "leader"


@dataclass(frozen=True, slots=True)
class DayDuty:
    """One duty of one day. `owed`: a clock runs for it; `times` counts the sheets that were signed for it.

    The first sheet stops the clock and says how late it was, in seconds; `data` and `last` are of the newest.
    """

    day: date
    rule: str
    started_at: datetime
    due_at: datetime
    state: DutyState = DutyState.OPEN
    owed: bool = True
    marks: tuple[str, ...] = ()
    filed_by: str = ""
    filed_at: datetime | None = None
    late_by: int = 0
    times: int = 0
    last: int = 0
    data: Data = field(default_factory=dict, hash=False)

    @property
    def running(self) -> bool:
        """Is its clock to be listened to?"""
        return self.owed and self.state in (DutyState.OPEN, DutyState.OVERDUE)


Duties = Mapping[tuple[date, str], DayDuty]


@dataclass(frozen=True, slots=True)
class Watch:
    """Where the look at a project stands: is it active, which day begins next, which clocks run."""

    active: bool
    next_day: date
    running: tuple[DayDuty, ...] = ()


def chain_of(project: str) -> str:
    """The name under which a project's days are chained."""
    return f"days:{project}"


def midnight(day: date, policy: Policy) -> datetime:
    """When a day begins on the project's clock, in UTC."""
    zone = policy.local(datetime(day.year, day.month, day.day, tzinfo=UTC)).tzinfo
    return datetime.combine(day, time(), zone).astimezone(UTC)


def due_at(rule: str, day: date, policy: Policy) -> datetime:
    """By when the sheet of a day has to be signed."""
    return midnight(day, policy) + timedelta(seconds=policy.limit(rule))


def watch_of(newest: Entry | None, running: Iterable[DayDuty], today: date) -> Watch:
    """Where it stands, by the newest line that says so; before the first one, today is the first day."""
    if newest is None:
        return Watch(True, today)
    if newest.type == BEGUN:
        return Watch(True, date.fromisoformat(newest.data["day"]) + ONE, tuple(running))
    return Watch(newest.type == ACTIVE, date.fromisoformat(newest.data["from"]), tuple(running))


def coming(watch: Watch, now: datetime, policy_at: PolicyAt, roster: Roster) -> tuple[Draft, ...]:
    """Every line that is due by now and not written yet, in the order of the instants they count from."""
    drafts, duties, day = [], list(watch.running), watch.next_day
    while watch.active and (start := midnight(day, policy_at(now))) <= now:
        drafts.append(_begins(day, start, policy_at(start)))
        duties += opened(drafts[-1].data)
        day += ONE
    for duty in duties:
        drafts += [_marked(duty, mark, at, now, roster) for at, mark in marks(duty) if at <= now]
    # at midnight the day that was missed comes before the day that begins
    return tuple(sorted(drafts, key=lambda draft: (draft.at, draft.type == BEGUN)))


def first_line(today: date, now: datetime) -> Draft:
    """What begins the chain of a project: it is active from the day it was first looked at."""
    return Draft(ACTIVE, {"from": today.isoformat()}, now)


def _begins(day: date, start: datetime, policy: Policy) -> Draft:
    due = {row.rule: instant(due_at(row.rule, day, policy)) for row in DAILY if policy.book >= row.book}
    data: Data = {"day": day.isoformat(), "policy": policy.version, "started_at": instant(start), "due": due}
    return Draft(BEGUN, data, start)


def opened(data: Data) -> list[DayDuty]:
    """The duties that a day's first line opens."""
    day, start = date.fromisoformat(data["day"]), moment(data["started_at"])
    return [DayDuty(day, rule, start, moment(due)) for rule, due in data["due"].items()]


def marks(duty: DayDuty) -> list[tuple[datetime, str]]:
    """The marks of a duty that were not acted on: its warnings, the breach, and a rung one limit later each."""
    if not duty.running:
        return []
    row, span = BY_RULE[duty.rule], duty.due_at - duty.started_at
    names = (*row.warnings, *(str(100 * (n + 1)) for n in range(len(row.ladder))))
    return [(duty.started_at + span * int(m) // 100, m) for m in names if m not in duty.marks]


def next_look(watch: Watch, now: datetime, policy: Policy) -> datetime:
    """When there is something to do by itself: the next mark, and the beginning of every day."""
    tomorrow = midnight(policy.local(now).date() + ONE, policy)
    return min([at for duty in watch.running for at, _ in marks(duty)] + [tomorrow])


def _marked(duty: DayDuty, mark: str, at: datetime, now: datetime, roster: Roster) -> Draft:
    row = BY_RULE[duty.rule]
    data: Data = {"day": duty.day.isoformat(), "rule": duty.rule}
    if int(mark) < 100:
        return Draft(WARNED, data | {"mark": mark, "told": told(row.owner_role, roster)}, at)
    data["told"] = told(row.ladder[int(mark) // 100 - 1], roster)
    if mark == "100":
        late = max(0, int((now - duty.due_at).total_seconds()))
        return Draft(MISSED, data | {"due_at": instant(duty.due_at), "late_by": late}, at)
    return Draft(ESCALATED, data | {"mark": mark}, at)


def told(role: Role, roster: Roster) -> list[dict[str, str]]:
    """Who holds the seat, under its role; a vacant seat passes to the next one up (ARCHITECTURE 11)."""
    seat, people = roster.answering(role)
    return [{"role": str(seat), "person": person} for person in people]


def told_of(due: Due, day: date, start: datetime, roster: Roster) -> Draft:
    """The line that tells of something else that comes up on a date."""
    leader = [{"role": due.seat, "person": due.leader}] if due.leader else []
    people = leader + [line for role in due.roles for line in told(role, roster)]
    once = list({line["person"]: line for line in people}.values())
    data: Data = {"day": day.isoformat(), "rule": due.rule, "about": due.about, "mark": due.mark, "told": once}
    return Draft(DATED, data, start)


def fold_days(duties: Duties, line: Draft | Entry, at: datetime) -> dict[tuple[date, str], DayDuty]:
    """Only the duties that this line changes, as they stand after it. `at`: the instant it counts from."""
    data = line.data
    if line.type == BEGUN:
        return {(one.day, one.rule): one for one in opened(data)}
    if line.type == INACTIVE:
        gone = [one for one in duties.values() if one.running]
        return {(d.day, d.rule): _no_more(d) for d in gone}
    if line.type not in (WARNED, MISSED, ESCALATED, FILED):
        return {}
    key = (date.fromisoformat(data["day"]), data["rule"])
    if line.type == FILED:
        seq = line.seq if isinstance(line, Entry) else 0
        return {key: _filed(duties.get(key) or _asked_for_nothing(key, data), line, at, seq)}
    mark = data.get("mark", "100")
    state = DutyState.OVERDUE if mark == "100" else duties[key].state
    return {key: replace(duties[key], marks=(*duties[key].marks, mark), state=state)}


def _no_more(duty: DayDuty) -> DayDuty:
    """The project is not active any more: what was missed stays missed, but its ladder ends; the rest is not owed."""
    missed = duty.state is DutyState.OVERDUE
    return replace(duty, owed=False, state=duty.state if missed else DutyState.CANCELLED)


def _asked_for_nothing(key: tuple[date, str], data: Data) -> DayDuty:
    """A day without a clock, for which a sheet was signed all the same."""
    due = moment(data["due_at"])
    return DayDuty(key[0], key[1], due, due, owed=False)


def _filed(duty: DayDuty, line: Draft | Entry, at: datetime, seq: int) -> DayDuty:
    counts = {k: v for k, v in line.data.items() if k not in ("day", "rule", "due_at", "late_by", "words")}
    again = replace(duty, data=counts, times=duty.times + 1, last=seq)
    if duty.times:
        return again
    late = int(line.data["late_by"])
    return replace(again, state=DutyState.MET, filed_by=line.actor, filed_at=at, late_by=late)


def filed(duty: DayDuty, data: Data, at: datetime, actor: str, role: str) -> Draft:
    """The line of a signed sheet: what was counted, and how late it was after its due time."""
    counted = duty.owed or duty.state is DutyState.OVERDUE
    late = max(0, int((at - duty.due_at).total_seconds())) if counted else 0
    about: Data = {"day": duty.day.isoformat(), "rule": duty.rule, "due_at": instant(duty.due_at), "late_by": late}
    return Draft(FILED, {**about, **data}, at, actor, role)


def all_days(lines: Iterable[Entry]) -> dict[tuple[date, str], DayDuty]:
    """How every duty stands after the whole chain."""
    found: dict[tuple[date, str], DayDuty] = {}
    for line in lines:
        found |= fold_days(found, line, moment(line.at))
    return found


def gaps(lines: Iterable[Entry]) -> tuple[int, ...]:
    """Lines at which a day is missing: as long as a project is active each day follows the one before."""
    expected: date | None = None
    wrong = []
    for line in lines:
        if line.type == BEGUN:
            day = date.fromisoformat(line.data["day"])
            if day != expected:
                wrong.append(line.seq)
            expected = day + ONE
        elif line.type in (ACTIVE, INACTIVE):
            expected = date.fromisoformat(line.data["from"]) if line.type == ACTIVE else None
    return tuple(wrong)
