"""The desk on paper: the real rules in memory, no engine and no database. Same methods as `desk.desk.Desk`."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from itertools import count

from desk.errors import IdReused, NotFound, TooMany, Unreadable
from desk.views import (
    ApprovalPage,
    ApprovalRow,
    CaseList,
    CasePage,
    CaseRow,
    DueRow,
    Finding,
    HistoryEvent,
    MyDesk,
    NoticeRow,
    Person,
    Project,
    Receipt,
    Verified,
)
from domain.act import act
from domain.case import Case, Duty
from domain.clock import alarms, next_alarm
from domain.commands import COMMANDS, DECISIONS, fields_of
from domain.duties import BY_RULE
from domain.entries import Entry, breaks, canonical, moment
from domain.fields import Problem, sort_out
from domain.lapse import holders, lapse
from domain.messages import Command
from domain.notices import notices_of
from domain.offers import offers
from domain.policy import Policy
from domain.refusal import Refusal
from domain.rights import roles_on
from domain.step import Step
from tests.web.paper_people import ACCOUNTS, NAMES, PROJECTS, person, roster

PASSWORD = "paper"


class PaperDesk:
    """A desk that keeps everything in dictionaries. `slow` leaves the next commands received."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.policy = Policy()
        self.kept: dict[str, Case] = {}
        self.journal: dict[str, list[Entry]] = {}
        self.words: dict[str, dict] = {}
        self.receipts: dict[str, tuple[str, str, Receipt]] = {}
        self.notices: list = []
        self.tokens: dict[str, str] = {}
        self.locales: dict[str, str] = {}
        self.changed = asyncio.Event()
        self.changed_numbers: list[str] = []
        self.numbers = {code: count(147 if code == "YXY" else 21) for code in PROJECTS}
        self.drills = count(3)
        self.fails = 0
        self.slow = False
        self.waiting: list[tuple[str, Command]] = []
        self.broken: tuple[Finding, ...] = ()

    # -- accounts
    async def sign_in(self, account: str, password: str, address: str) -> str | None:
        if self.fails >= 5:
            raise TooMany(40)
        if account in ACCOUNTS and password == PASSWORD:
            token = hashlib.sha256(f"{account}{len(self.tokens)}".encode()).hexdigest()
            self.tokens[token] = account
            return token
        self.fails += 1
        return None

    async def who(self, token: str) -> Person | None:
        account = self.tokens.get(token)
        return person(account, self.locales.get(token, "zh-CN")) if account else None

    async def sign_out(self, token: str) -> None:
        self.tokens.pop(token, None)

    async def set_locale(self, token: str, locale: str) -> None:
        self.locales[token] = locale

    async def projects(self, who: Person) -> tuple[Project, ...]:
        return tuple(Project(code, *PROJECTS[code]) for code in who.projects)

    # -- commands
    async def open_case(self, who: Person, key: str, form: Mapping, wait: float = 2.0) -> Receipt:
        flat = {k: v for k, v in form.items() if k not in ("complainant", "project", "drill")}
        flat |= {"complainant" if k == "kind" else k: v for k, v in form["complainant"].items()}
        result = sort_out(COMMANDS["register"].fields, flat)
        known = {*result.data, *result.texts, *result.bad, *(p.field for p in result.problems)}
        missing = tuple(Problem(f.name, "missing") for f in COMMANDS["register"].fields if f.required and f.name not in known)
        bad = tuple(Problem(name, "bad_value") for name in result.bad)
        rooms = () if result.texts.get("room", "").count("-") == 2 or "room" not in result.texts else (Problem("room", "unknown_room"),)
        inside = ("name", "phone", "room")
        problems = (*result.problems, *missing, *bad, *rooms)
        if problems:
            raise Unreadable(tuple(Problem(f"complainant.{p.field}" if p.field in inside else p.field, p.code, p.limit) for p in problems))
        if key in self.receipts:
            return self.receipts[key][2]
        project, factor = form["project"], int((form.get("drill") or {}).get("factor", 0))
        number = f"{project}-D-2026-{next(self.drills):04d}" if factor else f"{project}-2026-{next(self.numbers[project]):04d}"
        self.kept[number], self.journal[number] = Case.unopened(number), []
        data = {**result.data, "project": project} | ({"drill": factor} if factor else {})
        texts = {k: v for k, v in result.texts.items() if k not in inside}
        texts["complainant"] = {k: result.texts[k] for k in inside if k in result.texts}
        return self._take(who, number, key, "register", data, texts, (), None, tuple(result.texts))

    async def send(self, who: Person, number: str, id: str, name: str, values: Mapping, version: int | None = None, wait: float = 2.0) -> Receipt:
        self._seen(who, number)
        result = sort_out(fields_of(name), values)
        if result.problems:
            raise Unreadable(result.problems)
        return self._take(who, number, id, name, result.data, result.texts, result.bad, version)

    async def decide(self, who: Person, approval_id: str, id: str, decision: str, comment: str, digest: str, wait: float = 2.0) -> Receipt:
        number, _ = await self._approval(who, approval_id)
        values = {"approval": approval_id} | ({"comment": comment} if comment else {})
        result = sort_out(DECISIONS["approve"], values)
        if result.problems:
            raise Unreadable(result.problems)
        return self._take(who, number, id, decision, result.data | {"digest": digest}, result.texts, (), None)

    async def receipt(self, who: Person, id: str) -> Receipt:
        if id not in self.receipts or self.receipts[id][0] != who.id:
            raise NotFound
        return self.receipts[id][2]

    def _take(self, who: Person, number: str, id: str, name: str, data: dict, texts: dict, bad: tuple, version: int | None, named: tuple[str, ...] = ()) -> Receipt:
        content = canonical({"name": name, "data": data, "texts": texts})
        if id in self.receipts:
            if self.receipts[id][:2] != (who.id, content):
                raise IdReused
            return self.receipts[id][2]
        case = self.kept[number]
        seats = roster(data.get("project") or case.project)
        roles, departments = roles_on(case, who.id, seats)
        key = f"ct-{len(self.words) + 1:04d}" if texts else ""
        digest = hashlib.sha256(canonical({"id": key, "fields": texts}).encode()).hexdigest() if texts else ""
        if texts:
            self.words[key] = texts
        command = Command(
            id, number, max(case.life, 1), name, who.id, roles, departments, self.now, data=data,
            texts=named or tuple(texts), bad=bad, content=key, digest=digest, version=version, roster=seats,
        )
        self.receipts[id] = (who.id, content, Receipt(id, number, "received", name=name, received_at=self.now))
        self.waiting.append((number, command))
        if not self.slow:
            self.catch_up()
        return self.receipts[id][2]

    def catch_up(self) -> None:
        """Take what waits, as the workflow would."""
        for number, command in self.waiting:
            outcome = act(self.kept[number], command, self.now, self.policy)
            self._record(number, outcome)
            who, content, was = self.receipts[command.id]
            state = "refused" if outcome.refusal else "applied"
            entries = tuple(e.seq for e in outcome.entries)
            self.receipts[command.id] = (who, content, Receipt(was.id, number, state, entries, outcome.refusal, was.name, was.received_at))
        self.waiting.clear()

    def until(self, now: datetime) -> None:
        """Let time pass: every mark up to now is acted on."""
        for number in self.kept:
            while (alarm := next_alarm(self.kept[number], self.policy)) and alarm.at <= now:
                seats = roster(self.kept[number].project)
                self._record(number, lapse(self.kept[number], alarm, alarm.at, self.policy, seats))
        self.now = now

    def _record(self, number: str, outcome) -> None:
        self.kept[number] = outcome.case
        self.journal[number] += outcome.entries
        self.notices += [n for e in outcome.entries for n in notices_of(outcome.case, e)]
        self.changed_numbers.append(number)
        self.changed.set()

    # -- reads
    def _seen(self, who: Person, number: str) -> Case:
        case = self.kept.get(number)
        if case is None or case.project not in who.projects:
            raise NotFound
        return case

    def _register(self, number: str) -> dict:
        return self.words[self.journal[number][0].data["content"]]

    def _owners(self, case: Case, duty: Duty) -> tuple[str, ...]:
        approval = case.approval(duty.approval)
        if approval:
            return approval.asked_of
        return holders(Step(case, self.now, self.now, self.policy, roster(case.project)), BY_RULE[duty.rule].owner_role)

    async def my_desk(self, who: Person) -> MyDesk:
        seen = [c for c in self.kept.values() if c.project in who.projects]
        due = [self._due(c, d) for c in seen for d in c.running() if who.id in self._owners(c, d) and not d.approval]
        mine = [n for n in self.notices if n.person == who.id]
        notices = [NoticeRow(n.at, n.kind, n.number, n.data, bool(self.kept[n.number].factor)) for n in mine]
        waits = tuple(self._row(c, a.id) for c in seen for a in c.open_approvals() if a.requested_by == who.id)
        return MyDesk(
            tuple(sorted(due, key=lambda r: r.due_at)), await self.approvals(who),
            tuple(sorted(notices, key=lambda n: n.at, reverse=True)), NAMES, waits,
        )

    def _due(self, case: Case, duty: Duty) -> DueRow:
        stops = BY_RULE[duty.rule].stops
        return DueRow(
            case.number, case.project, self._register(case.number)["subject"], self._room(case.number), str(case.stage),
            str(case.level or ""), duty.rule, duty.id, duty.owner_role, self._owners(case, duty), duty.started_at,
            duty.due_at, str(duty.state), case.factor, stops[0].command if stops else "", duty.contact_by,
        )

    def _room(self, number: str) -> str:
        return self._register(number)["complainant"]["room"]

    def _row(self, case: Case, id: str) -> ApprovalRow:
        approval = case.approval(id)
        duty = next((d for d in case.duties if d.approval == id), None)
        return ApprovalRow(
            id, case.number, self._register(case.number)["subject"], approval.rule, approval.seat, approval.subject,
            approval.requested_by, approval.asked_at, duty.due_at if duty else None, str(approval.state), approval.expires_at,
        )

    async def approvals(self, who: Person) -> tuple[ApprovalRow, ...]:
        rows = [self._row(c, a.id) for c in self.kept.values() for a in c.open_approvals() if who.id in a.asked_of]
        return tuple(sorted(rows, key=lambda r: r.asked_at))

    def _line(self, case: Case) -> CaseRow:
        first = min(case.running(), key=lambda d: d.due_at, default=None)
        return CaseRow(
            case.number, case.project, self._register(case.number)["subject"], self._room(case.number), str(case.stage),
            str(case.level or ""), str(case.phase), case.owner, case.opened_at, moment(self.journal[case.number][-1].at),
            case.ended, case.crisis, case.factor, case.version, first.rule if first else "", first.due_at if first else None,
            bool(first and first.due_at < self.now), case.seq,
        )

    async def case(self, who: Person, number: str) -> CasePage:
        case = self._seen(who, number)
        roles, departments = roles_on(case, who.id, roster(case.project))
        words = self._register(number)
        person_ = words["complainant"]
        keys = {e.data["content"] for e in self.journal[number] if e.data.get("content")}
        pending = tuple(r for a, _, r in self.receipts.values() if a == who.id and r.number == number and r.state == "received")
        choices = tuple(dict.fromkeys(h.person for h in roster(case.project).holdings))
        return CasePage(
            case, words["subject"], person_["room"], person_["name"], f"{person_['phone'][:3]} **** {person_['phone'][-4:]}",
            {k: self.words[k] for k in keys}, NAMES, offers(case, who.id, roles, departments), alarms(case, self.policy),
            tuple(self.journal[number]), self.policy, pending, roles, departments,
            Project(case.project, *PROJECTS[case.project]), True, moment(self.journal[number][-1].at), choices,
        )

    async def cases(self, who: Person, project: str = "", stage: str = "", level: str = "", overdue: bool = False, q: str = "", after: str = "") -> CaseList:
        filters = {"project": project, "stage": stage, "level": level, "overdue": overdue, "q": q}
        rows = [self._line(c) for c in self.kept.values() if c.project in who.projects]
        for name in ("project", "stage", "level"):
            if filters.get(name):
                rows = [r for r in rows if getattr(r, name) == filters[name]]
        if filters.get("overdue"):
            rows = [r for r in rows if r.overdue]
        if q := str(filters.get("q") or ""):
            rows = [r for r in rows if q in r.subject or q in r.number or q in r.room_masked]
        return CaseList(tuple(sorted(rows, key=lambda r: (r.due_at is None, r.due_at or self.now))), None, NAMES)

    async def _approval(self, who: Person, id: str) -> tuple[str, Case]:
        number = id.split(".")[0]
        case = self._seen(who, number)
        if case.approval(id) is None:
            raise NotFound
        return number, case

    async def approval(self, who: Person, id: str) -> ApprovalPage:
        number, case = await self._approval(who, id)
        approval = case.approval(id)
        kind, _, no = approval.subject.partition(":")
        thing = case.plan(int(no)) if kind == "plan" else case.record(kind, int(no)) if no.isdigit() else None
        words = dict(self.words.get(thing.content, {})) if thing else {}
        hidden = ("bottom_line",) if words.pop("bottom_line", "") and who.id not in ("head", "csm") else ()
        earlier = tuple((p.no, {k: v for k, v in self.words[p.content].items() if k != "bottom_line"}) for p in case.plans if kind == "plan" and p.no < int(no))
        duty = next((d for d in case.duties if d.approval == id), None)
        against = None if who.id in approval.asked_of and approval.open else Refusal("not_yours", {"roles": [approval.seat]})
        register = self._register(number)
        return ApprovalPage(
            approval, number, case, register["subject"], register["complainant"]["room"], words, hidden, NAMES,
            approval.requested_by, approval.asked_at, duty.due_at if duty else None, against is None, against,
            case.seats(approval.request), earlier, None, self.policy,
        )

    async def history(self, who: Person, number: str) -> tuple[HistoryEvent, ...]:
        self._seen(who, number)
        events, at = [], count(3)
        for entry in self.journal[number]:
            person_ = entry.actor != "system"
            if person_:
                meaning = "decision_came" if entry.type == "signed" else "command_came"
                kind = "ActivityTaskCompleted" if entry.type == "signed" else "WorkflowExecutionSignaled"
                events.append(HistoryEvent(1, "run-1", next(at), moment(entry.at), kind, meaning, {"name": entry.type, "command": entry.data.get("command", "")}))
                events.append(HistoryEvent(1, "run-1", next(at), moment(entry.applied_at), "ActivityTaskCompleted", "lines_written", {}, (entry.seq,)))
            elif events:
                last = events[-1]
                events[-1] = HistoryEvent(last.life, last.run_id, last.event_id, last.at, last.type, last.meaning, last.detail, (*last.entries, entry.seq))
        return tuple(events)

    async def verify(self, who: Person, number: str) -> Verified:
        self._seen(who, number)
        wrong = breaks(number, self.journal[number])
        found = tuple(Finding("chain_broken", f"entry {seq}", {"seq": seq}) for seq in wrong)
        return Verified(number, (*found, *self.broken), {"entries": len(self.journal[number]), "events": 2 * len(self.journal[number]), "contents": 5, "approvals": 1})

    async def changes(self, who: Person) -> AsyncIterator[str]:
        sent = len(self.changed_numbers)
        while True:
            await self.changed.wait()
            self.changed.clear()
            while sent < len(self.changed_numbers):
                yield self.changed_numbers[sent]
                sent += 1
