"""What the desk on paper tells of many cases: households, merged cases, the library, figures, improvements."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from desk.record_views import DutyFigure, Figures, ImprovementLine, Improvements, Library, LibraryRow, Related
from desk.views import Person
from domain.case import Case
from domain.vocabulary import DutyState
from store.results import improvement_values, result_values
from tests.web.paper_kept import PaperKept
from tests.web.paper_people import NAMES


class PaperRecords(PaperKept):
    """Reads over all that is kept."""

    def _related(self, case: Case, same: tuple[str, ...] = ()) -> Related:
        return Related(
            case.number,
            self._register(case.number)["subject"],
            str(case.stage),
            str(case.level or ""),
            case.opened_at,
            case.ended,
            case.reopened,
            same,
            not case.ended and case.closed_at is None,
        )

    def _merged(self, who: Person, number: str) -> tuple[Related, ...]:
        return tuple(self._related(c) for c in self.kept.values() if c.parent == number and c.project in who.projects)

    def _household(self, who: Person, project: str, person: Mapping[str, Any], but: str = "") -> tuple[Related, ...]:
        found = []
        for case in self.kept.values():
            theirs = self._register(case.number)["complainant"]
            room = theirs["room"] == person.get("room") and case.project == project
            kinds = {"room": room, "phone": theirs["phone"] == person.get("phone")}
            same = tuple(kind for kind, fits in kinds.items() if fits and theirs[kind])
            if same and case.number != but and case.project in who.projects and not case.factor:
                found.append(self._related(case, same))
        return tuple(reversed(found))

    async def known(self, who: Person, project: str, complainant: Mapping[str, Any]) -> tuple[Related, ...]:
        return self._household(who, project, complainant) if project in who.projects else ()

    def _counted(self, who: Person, project: str) -> list[Case]:
        return [
            c for c in self.kept.values() if c.project in who.projects and project in ("", c.project) and not c.factor
        ]

    async def library(self, who: Person, sought: Mapping[str, str], after: str = "") -> Library:
        rows = []
        for case in self._counted(who, sought.get("project", "")):
            values = {**result_values(case), "level": str(case.level or "")}
            fits = all(values[k] == v for k, v in sought.items() if v and k != "project")
            if case.closed_at and str(case.stage) in ("S12", "S13", "S14") and fits:
                subject = self._register(case.number)["subject"]
                rows.append(
                    LibraryRow(
                        case.number,
                        case.project,
                        subject,
                        str(case.stage),
                        values["level"],
                        values["category"],
                        values["cause"],
                        values["satisfaction"],
                        case.opened_at,
                        case.closed_at,
                        case.reopened,
                    )
                )
        return Library(tuple(sorted(rows, key=lambda row: row.closed_at, reverse=True)))

    async def case_figures(self, who: Person, project: str = "") -> Figures:
        cases = self._counted(who, project)
        values = [result_values(c) for c in cases]
        closed = [c for c in cases if str(c.stage) in ("S12", "S13", "S14")]
        kept: dict[str, Counter[str]] = {}
        for duty in (d for c in cases for d in c.duties if d.state in (DutyState.MET, DutyState.OVERDUE)):
            how = "overdue" if duty.state is DutyState.OVERDUE else "late" if duty.late_by else "in_time"
            kept.setdefault(duty.rule, Counter())[how] += 1
        return Figures(
            open=sum(not c.ended and c not in closed for c in cases),
            closed=len(closed),
            stages=Counter(str(c.stage) for c in cases),
            levels=Counter(str(c.level) for c in cases if c.level),
            categories=Counter(v["category"] for v in values if v["category"]),
            causes=Counter(v["cause"] for v in values if v["cause"]),
            channels=Counter(c.channel for c in cases),
            satisfaction=Counter(result_values(c)["satisfaction"] for c in closed),
            duties=tuple(DutyFigure(r, n["in_time"], n["late"], n["overdue"]) for r, n in sorted(kept.items())),
        )

    async def improvements(self, who: Person, project: str = "", state: str = "") -> Improvements:
        lines = []
        for case in self._counted(who, project):
            cause, subject = result_values(case)["cause"], self._register(case.number)["subject"]
            for row in improvement_values(case):
                if row["state"] in ((state,) if state else ("open", "verified")):
                    action = self.words.get(row["content"], {}).get("action", "")
                    late = row["state"] == "open" and row["due"] < self.now.date().isoformat()
                    after = (3, 1) if row["state"] == "verified" else (None, None)
                    lines.append(
                        ImprovementLine(
                            case.number,
                            row["no"],
                            case.project,
                            subject,
                            action,
                            row["owner"],
                            row["due"],
                            row["state"],
                            row["effect"],
                            late,
                            cause,
                            after[0],
                            after[1],
                            case.ended,
                        )
                    )
        return Improvements(tuple(lines), NAMES)
