"""What the desk on paper tells of a month and of a dossier, from dictionaries."""

from collections import Counter

from desk.dossiers import PAGE, Dossier
from desk.errors import NotFound
from desk.month_views import Balance, MonthReport, OpenLine, OverdueLine, Prevention
from desk.record_views import DutyFigure
from desk.sight import restricted_fields
from desk.views import Person, Project, Verified
from domain.month import OPEN, bounds, read_month, side
from domain.vocabulary import DutyState
from store.results import result_values
from tests.web.paper_people import PROJECTS
from tests.web.paper_reads import PaperReads


class PaperMonths(PaperReads):
    """Reads of one case as a whole, and of one month."""

    async def dossier(self, who: Person, number: str, what: str = PAGE) -> Dossier:
        page = await self.case(who, number)
        self.exported.append((who.id, number, what))
        few = restricted_fields("save_plan")
        sealed = {
            plan.content: tuple(name for name in few if name in self.words[plan.content].keys() - shown.keys())
            for plan in page.case.plans
            for shown in (page.contents[plan.content],)
        }
        return Dossier(
            page, who, Verified(number, self.broken, {"entries": page.case.seq}), {c: n for c, n in sealed.items() if n}
        )

    async def month(self, who: Person, project: str, asked: str = "") -> MonthReport:
        if project not in who.projects:
            raise NotFound
        first = read_month(asked, self.policy.local(self.now).date())
        start, over = bounds(first, self.policy)
        end = min(over, self.now)
        cases = [c for c in self.kept.values() if c.project == project and not c.factor and c.opened_at < end]
        opened = [c for c in cases if start <= c.opened_at and c.stage != "S0"]
        due = [d for c in cases for d in c.duties if start <= d.due_at < end]
        left = sorted((c for c in cases if side(c.stage) == OPEN), key=lambda c: c.opened_at)
        late = [(c, d) for c in left for d in c.duties if d.state is DutyState.OVERDUE]
        values = [result_values(c) for c in opened]
        met = [d for d in due if d.state is DutyState.MET]
        return MonthReport(
            Project(project, *PROJECTS[project]),
            first,
            start,
            end,
            self.now < over,
            Balance(0, len(opened), 0, len(opened) - len(left)),
            levels=Counter(str(c.level or "") for c in opened),
            categories=Counter(v["category"] for v in values),
            causes=Counter(v["cause"] for v in values),
            channels=Counter(c.channel for c in opened),
            outcome=Counter(v["satisfaction"] for v in values if v["satisfaction"]),
            duties=tuple(
                DutyFigure(
                    rule,
                    sum(d.rule == rule and not d.late_by for d in met),
                    sum(d.rule == rule and d.late_by > 0 for d in met),
                    sum(d.rule == rule and d.state is DutyState.OVERDUE for d in due),
                )
                for rule in sorted({d.rule for d in due if d.state in (DutyState.MET, DutyState.OVERDUE)})
            ),
            prevention=Prevention(len(opened)),
            overdue=tuple(
                OverdueLine(c.number, self._register(c.number)["subject"], d.rule, d.due_at,
                            int((end - d.due_at).total_seconds()))
                for c, d in late
            ),
            longest=tuple(
                OpenLine(c.number, self._register(c.number)["subject"], str(c.stage), str(c.level or ""), c.opened_at,
                         (end - c.opened_at).days)
                for c in left
            ),
        )  # fmt: skip
