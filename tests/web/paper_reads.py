"""What the desk on paper tells: the reads, from dictionaries."""

from datetime import datetime

from desk.earlier import earlier_of
from desk.errors import NotFound
from desk.lists import SPOKEN
from desk.publishing import Published
from desk.sight import CALLERS, reads_restricted, restricted_fields
from desk.views import (
    ApprovalPage,
    ApprovalRow,
    CaseList,
    CasePage,
    CaseRow,
    DueRow,
    MyDesk,
    Names,
    NoticeRow,
    Person,
    Project,
)
from domain.accountable import answering
from domain.amendment import versions_of
from domain.case import Case, Duty
from domain.clock import alarms
from domain.commands import COMMANDS
from domain.crisis import REPORTS
from domain.delegation import principal_of
from domain.duties import BY_RULE
from domain.entries import moment
from domain.lapse import holders
from domain.offers import offers
from domain.policy import Policy, in_force
from domain.refusal import Refusal
from domain.releasing import public_name
from domain.rights import roles_on
from domain.roster import Roster
from domain.spokesman import spokesperson
from domain.step import Step
from store.results import silent_since
from tests.web.paper_people import NAMES, PROJECTS, roster
from tests.web.paper_records import PaperRecords

PASSWORD = "paper"
#: Of a lead nobody is known.
NOBODY = {"room": "", "name": "", "phone": ""}


class PaperReads(PaperRecords):
    """Everything that is kept, as pages read it."""

    def _owners(self, case: Case, duty: Duty) -> tuple[str, ...]:
        approval = case.approval(duty.approval)
        if approval:
            return approval.asked_of
        if duty.rule in SPOKEN and (speaks := spokesperson(case)):
            return (speaks,)
        return holders(Step(case, self.now, self.now, self.policy, roster(case.project)), BY_RULE[duty.rule].owner_role)

    async def my_desk(self, who: Person) -> MyDesk:
        seen = [c for c in self.kept.values() if c.project in who.projects]
        due = [self._due(c, d) for c in seen for d in c.running() if who.id in self._owners(c, d) and not d.approval]
        mine = [n for n in self.notices if n.person == who.id]
        notices = [
            NoticeRow(
                n.at,
                n.kind,
                n.number,
                n.data,
                bool(self.kept[n.number].factor),
                n.seq,
                who.id in self.seen,
                self._register(n.number)["subject"],
                self.journal[n.number][n.seq - 1].actor,
            )
            for n in mine
        ] + list(self.campaigns.told(who))
        waits = tuple(self._row(c, a.id) for c in seen for a in c.open_approvals() if a.requested_by == who.id)
        return MyDesk(
            tuple(sorted(due, key=lambda r: r.due_at)),
            await self.approvals(who),
            tuple(sorted([*notices, *self.days.news.get(who.id, ())], key=lambda n: n.at, reverse=True)),
            NAMES,
            waits,
            await self.policies.to_sign(who),
            self.days.due(who),
        )

    def _due(self, case: Case, duty: Duty) -> DueRow:
        stops = BY_RULE[duty.rule].stops
        return DueRow(
            case.number,
            case.project,
            self._register(case.number)["subject"],
            self._room(case.number),
            str(case.stage),
            str(case.level or ""),
            duty.rule,
            duty.id,
            duty.owner_role,
            self._owners(case, duty),
            duty.started_at,
            duty.due_at,
            str(duty.state),
            case.factor,
            next((s.command for s in stops if s.command in COMMANDS), ""),
            duty.contact_by,
        )

    def _room(self, number: str) -> str:
        return str(self._register(number)["complainant"]["room"])

    def _row(self, case: Case, id: str) -> ApprovalRow:
        approval = case.approval(id)
        assert approval is not None
        duty = next((d for d in case.duties if d.approval == id), None)
        return ApprovalRow(
            id,
            case.number,
            self._register(case.number)["subject"],
            approval.rule,
            approval.seat,
            approval.subject,
            approval.requested_by,
            approval.asked_at,
            duty.due_at if duty else None,
            str(approval.state),
            approval.expires_at,
            drill=bool(case.factor),
        )

    async def names(self) -> Names:
        return NAMES

    async def mark_seen(self, who: Person) -> None:
        self.seen.add(who.id)

    async def approvals(self, who: Person) -> tuple[ApprovalRow, ...]:
        rows = [self._row(c, a.id) for c in self.kept.values() for a in c.open_approvals() if who.id in a.asked_of]
        return tuple(sorted(rows, key=lambda r: r.asked_at))

    def _line(self, case: Case) -> CaseRow:
        first = min(case.running(), key=lambda d: d.due_at, default=None)
        return CaseRow(
            case.number,
            case.project,
            self._register(case.number)["subject"],
            self._room(case.number),
            str(case.stage),
            str(case.level or ""),
            str(case.phase),
            case.owner,
            case.opened_at,
            moment(self.journal[case.number][-1].at),
            case.ended,
            case.crisis,
            case.factor,
            case.version,
            first.rule if first else "",
            first.due_at if first else None,
            bool(first and first.due_at < self.now),
            case.seq,
            first.started_at if first else None,
            silent_since(case),
        )

    async def case(self, who: Person, number: str) -> CasePage:
        case = self._seen(who, number)
        roles, departments = roles_on(case, who.id, roster(case.project))
        words = self._register(number)
        person_ = words["complainant"]
        keys = {e.data["content"] for e in self.journal[number] if e.data.get("content")}
        pending = tuple(
            r for a, _, r in self.receipts.values() if a == who.id and r.number == number and r.state == "received"
        )
        choices = tuple(dict.fromkeys(h.person for h in roster(case.project).holdings))
        return CasePage(
            case,
            words["subject"],
            person_["room"],
            person_["name"],
            f"{person_['phone'][:3]} **** {person_['phone'][-4:]}",
            {k: self._words_for(case, who, k, roles) for k in keys},
            NAMES,
            offers(case, who.id, roles, departments),
            alarms(case, self.policy),
            tuple(self.journal[number]),
            self.policy,
            pending,
            roles,
            departments,
            Project(case.project, *PROJECTS[case.project]),
            True,
            moment(self.journal[number][-1].at),
            choices,
            accountable=answering(case, roster(case.project)),
            merged=self._merged(who, number),
            earlier=() if case.factor else self._household(who, case.project, person_, number),
            silent_since=silent_since(case),
            **self.groups.of(case),
            files=self.evidence.named_by(case),
        )

    def _words_for(self, case: Case, who: Person, content: str, roles: tuple[str, ...]) -> dict:
        """Words as a page has them: what a plan keeps for the few is not there for others."""
        plan = any(plan.content == content for plan in case.plans)
        hidden = plan and not reads_restricted(case, "save_plan", content, who.id, roles)
        left_out = restricted_fields("save_plan") if hidden else ()
        return {name: text for name, text in self.words[content].items() if name not in left_out}

    async def cases(
        self,
        who: Person,
        project: str = "",
        stage: str = "",
        level: str = "",
        overdue: bool = False,
        q: str = "",
        after: str = "",
        order: str = "",
        policy: str = "",
        missing: str = "",
    ) -> CaseList:
        filters = {"project": project, "stage": stage, "level": level, "overdue": overdue, "q": q}
        rows = [self._line(c) for c in self.kept.values() if c.project in who.projects]
        for name in ("project", "stage", "level"):
            if filters.get(name):
                rows = [r for r in rows if getattr(r, name) == filters[name]]
        if filters.get("overdue"):
            rows = [r for r in rows if r.overdue]
        if q := str(filters.get("q") or ""):
            rows = [r for r in rows if q in r.subject or q in r.number or q in r.room_masked]
        if missing:
            rows = [r for r in rows if any(d.rule in REPORTS and d.breach for d in self.kept[r.number].running())]
        if policy:
            rows = [r for r in rows if not r.ended and str(self.policy.version) == policy]
        due = sorted(rows, key=lambda r: (r.due_at is None, r.due_at or self.now))
        changed = sorted(rows, key=lambda r: r.updated_at, reverse=True)
        silent = sorted((r for r in rows if r.silent_since), key=lambda r: r.silent_since or self.now)
        return CaseList(tuple({"due": due, "silence": silent}.get(order, changed)), None, NAMES)

    async def policy_at(self, at: datetime) -> Policy:
        return in_force(at, self.newest_policy, versions_of(self.policies.lines))

    async def statement(self, name: str) -> Published:
        for case in self.kept.values():
            for out in case.of_kind("released"):
                text = case.record("statement", out.data["statement"])
                if text and out.data["outlet"] == "page" and name == public_name(text.digest) and not case.factor:
                    words = self.words[text.content]
                    names = PROJECTS[case.project]
                    return Published(words.get("title", ""), words["text"], out.at, *names)
        raise NotFound

    async def phone(self, who: Person, number: str) -> str:
        case = self._seen(who, number)
        if not set(roles_on(case, who.id, roster(case.project))[0]) & set(CALLERS):
            raise NotFound
        self.looked.append((who.id, number))
        return str(self._register(number)["complainant"]["phone"])

    async def _approval(self, who: Person, id: str) -> tuple[str, Case]:
        number = id.partition(".")[0]
        case = self._seen(who, number)
        if case.approval(id) is None:
            raise NotFound
        return number, case

    async def approval(self, who: Person, id: str) -> ApprovalPage:
        number, case = await self._approval(who, id)
        approval = case.approval(id)
        assert approval is not None
        kind, _, no = approval.subject.partition(":")
        thing = case.plan(int(no)) if kind == "plan" else case.record(kind, int(no)) if no.isdigit() else None
        words = dict(self.words.get(thing.content, {})) if thing else {}
        few = restricted_fields("save_plan") if who.id not in ("head", "csm") else ()
        hidden = tuple(name for name in few if words.pop(name, ""))
        earlier = tuple(
            (p.no, {k: v for k, v in self.words[p.content].items() if k not in restricted_fields("save_plan")})
            for p in case.plans
            if kind == "plan" and p.no < int(no)
        )
        if kind == "statement" and thing:
            earlier = tuple((k, dict(self.words[key])) for k, key in earlier_of(case, approval, thing.content))
        duty = next((d for d in case.duties if d.approval == id), None)
        seats = roster(case.project)
        seats = Roster(seats.project, seats.holdings, tuple(self.given))
        behalf = principal_of(case, approval, who.id, seats, self.now)
        mine = approval.open and (who.id in approval.asked_of or behalf)
        against = None if mine else Refusal("not_yours", {"roles": [approval.seat]})
        register = self._register(number)
        return ApprovalPage(
            approval,
            number,
            case,
            register["subject"],
            register["complainant"]["room"],
            words,
            hidden,
            NAMES,
            approval.requested_by,
            approval.asked_at,
            duty.due_at if duty else None,
            against is None,
            against,
            case.seats(approval.request),
            earlier,
            None,
            self.policy,
            {r.content: self.words.get(r.content, {}) for r in case.of_kind("evidence")},
            behalf,
            self.evidence.named_by(case),
        )
