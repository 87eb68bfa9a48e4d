"""The desk on paper: the real rules in memory, no engine and no database. Same methods as `desk.desk.Desk`."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from desk.errors import IdReused, NotFound, TooMany, Unreadable
from desk.orders import read_command, read_happened
from desk.views import (
    Person,
    Project,
    Receipt,
)
from domain.act import act
from domain.case import Case
from domain.clock import next_alarm
from domain.commands import COMMANDS, DECISIONS
from domain.entries import canonical
from domain.fields import Problem, sort_out
from domain.lapse import lapse
from domain.messages import Command, Released
from domain.notices import notices_of
from domain.releasing import answered, next_release
from domain.rights import roles_on
from tests.web.paper_delegations import PaperDelegations
from tests.web.paper_history import PaperHistory
from tests.web.paper_people import ACCOUNTS, PROJECTS, person

PASSWORD = "paper"


class PaperDesk(PaperDelegations, PaperHistory):
    """A desk that keeps everything in dictionaries. `slow` leaves the next commands received."""

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
        flat = {k: v for k, v in form.items() if k not in ("complainant", "project", "drill", "happened_at")}
        flat |= {"complainant" if k == "kind" else k: v for k, v in form["complainant"].items()}
        result = sort_out(COMMANDS["register"].fields, flat)
        known = {*result.data, *result.texts, *result.bad, *(p.field for p in result.problems)}
        missing = tuple(
            Problem(f.name, "missing") for f in COMMANDS["register"].fields if f.required and f.name not in known
        )
        bad = tuple(Problem(name, "bad_value") for name in result.bad)
        rooms = (
            ()
            if result.texts.get("room", "").count("-") == 2 or "room" not in result.texts
            else (Problem("room", "unknown_room"),)
        )
        inside = ("name", "phone", "room")
        problems = (*result.problems, *missing, *bad, *rooms)
        if problems:
            raise Unreadable(
                tuple(
                    Problem(f"complainant.{p.field}" if p.field in inside else p.field, p.code, p.limit)
                    for p in problems
                )
            )
        if key in self.receipts:
            return self.receipts[key][2]
        project, factor = form["project"], int((form.get("drill") or {}).get("factor", 0))
        number = (
            f"{project}-D-2026-{next(self.drills):04d}"
            if factor
            else f"{project}-2026-{next(self.numbers[project]):04d}"
        )
        self.kept[number], self.journal[number] = Case.unopened(number), []
        data = {**result.data, "project": project} | ({"drill": factor} if factor else {})
        texts = {k: v for k, v in result.texts.items() if k not in inside}
        texts["complainant"] = {k: result.texts[k] for k in inside if k in result.texts}
        came, _ = read_happened(form.get("happened_at"))
        return self._take(who, number, key, "register", data, texts, (), None, tuple(result.texts), happened_at=came)

    async def open_lead(self, who: Person, key: str, form: Mapping, wait: float = 2.0) -> Receipt:
        flat = {k: v for k, v in form.items() if k != "project"}
        result = sort_out(COMMANDS["register_lead"].fields, flat)
        known = {*result.data, *result.texts, *result.bad, *(p.field for p in result.problems)}
        rows = [f for f in COMMANDS["register_lead"].fields if f.required and f.name not in known]
        problems = (*result.problems, *(Problem(f.name, "missing") for f in rows))
        if problems:
            raise Unreadable(problems)
        number = f"{form['project']}-2026-{next(self.numbers[form['project']]):04d}"
        self.kept[number], self.journal[number] = Case.unopened(number), []
        data = {**result.data, "project": form["project"]}
        return self._take(who, number, key, "register_lead", data, result.texts, (), None, tuple(result.texts))

    async def send(
        self,
        who: Person,
        number: str,
        id: str,
        name: str,
        values: Mapping,
        version: int | None = None,
        wait: float = 2.0,
    ) -> Receipt:
        self._seen(who, number)
        order = read_command(number, who.id, id, name, values, version)
        self.evidence.keeps(number, order.data.get("files", []))
        return self._take(
            who, number, id, name, order.data, order.words, order.bad, version, happened_at=order.happened_at
        )

    async def decide(
        self, who: Person, approval_id: str, id: str, decision: str, comment: str, digest: str, wait: float = 2.0
    ) -> Receipt:
        number, _ = await self._approval(who, approval_id)
        values = {"approval": approval_id} | ({"comment": comment} if comment else {})
        result = sort_out(DECISIONS["approve"], values)
        if result.problems:
            raise Unreadable(result.problems)
        return self._take(who, number, id, decision, result.data | {"digest": digest}, result.texts, (), None)

    async def receipt(self, who: Person, id: str) -> Receipt:
        if id not in self.receipts or self.receipts[id][0] != who.id:
            raise NotFound
        found = self.receipts[id][2]
        return replace(found, drill=bool(self.kept[found.number].factor))

    def _take(
        self,
        who: Person,
        number: str,
        id: str,
        name: str,
        data: dict,
        texts: dict,
        bad: tuple,
        version: int | None,
        named: tuple[str, ...] = (),
        happened_at: datetime | None = None,
    ) -> Receipt:
        content = canonical({"name": name, "data": data, "texts": texts})
        if id in self.receipts:
            if self.receipts[id][:2] != (who.id, content):
                raise IdReused
            return self.receipts[id][2]
        case = self.kept[number]
        seats = self._seats(data.get("project") or case.project)
        roles, departments = roles_on(case, who.id, seats)
        key = f"ct-{len(self.words) + 1:04d}" if texts else ""
        digest = hashlib.sha256(canonical({"id": key, "fields": texts}).encode()).hexdigest() if texts else ""
        if texts:
            self.words[key] = texts
        command = Command(
            id,
            number,
            max(case.life, 1),
            name,
            who.id,
            roles,
            departments,
            self.now,
            data=data,
            texts=named or tuple(texts),
            bad=bad,
            content=key,
            digest=digest,
            version=version,
            roster=seats,
            happened_at=happened_at,
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
            while order := next_release(self.kept[number]):
                answer = Released(order.release, self.against_release)
                self._record(number, answered(self.kept[number], answer, self.now, self.policy))
            who, content, was = self.receipts[command.id]
            state = "refused" if outcome.refusal else "applied"
            entries = tuple(e.seq for e in outcome.entries)
            self.receipts[command.id] = (
                who,
                content,
                Receipt(was.id, number, state, entries, outcome.refusal, was.name, was.received_at),
            )
        self.waiting.clear()

    def until(self, now: datetime) -> None:
        """Let time pass: every mark up to now is acted on."""
        for number in self.kept:
            while (alarm := next_alarm(self.kept[number], self.policy)) and alarm.at <= now:
                seats = self._seats(self.kept[number].project)
                self._record(number, lapse(self.kept[number], alarm, alarm.at, self.policy, seats))
        self.now = now

    def _record(self, number: str, outcome) -> None:
        self.kept[number] = outcome.case
        self.journal[number] += outcome.entries
        self.notices += [n for e in outcome.entries for n in notices_of(outcome.case, e)]
        self.changed_numbers.append(number)
        self.changed.set()
