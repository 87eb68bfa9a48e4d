"""Improvements that outlive their case on paper: the real rules, kept in a dictionary."""

from collections.abc import Mapping
from datetime import datetime

from desk.errors import Refused
from desk.forms import read_form
from desk.outlived_views import CaseImprovement, CaseImprovements
from desk.views import Person
from domain.case import Case
from domain.improving import open_improvements
from domain.messages import Command
from domain.outlived import FIELDS, against
from domain.rights import roles_on
from tests.web.paper_people import NAMES, roster


class PaperOutlived:
    """What `desk.outlived` does, in memory."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.verified: dict[tuple[str, int], tuple[str, datetime, dict]] = {}

    def _against(self, who: Person, case: Case, no: int):
        seats = roster(case.project)
        roles, departments = roles_on(case, who.id, seats)
        command = Command(
            case=case.number, actor=who.id, roles=roles, departments=departments, data={"improvement": no}
        )
        return against(case, command, verified=(case.number, no) in self.verified)

    async def of_case(self, who: Person, number: str) -> CaseImprovements:
        case = self.desk._seen(who, number)
        inside = {r.data["improvement"]: r for r in case.of_kind("verification")}
        left = {r.no for r in open_improvements(case)}
        rows = []
        for r in case.of_kind("improvement"):
            outside = self.verified.get((number, r.no)) if r.no in left else None
            state = "verified" if r.no in inside or outside else "open" if r.no in left else "replaced"
            said: dict = {}
            if r.no in inside:
                said = {"by": inside[r.no].author, "at": inside[r.no].at, "effect": inside[r.no].data.get("effect", "")}
            elif outside:
                by, at, form = outside
                said = {"by": by, "at": at, "effect": form.get("effect", ""), "note": form["note"], "outside": True}
            late = state == "open" and r.data["due"] < self.desk.now.date().isoformat()
            action = self.desk.words.get(r.content, {}).get("action", "")
            why = self._against(who, case, r.no)
            rows.append(CaseImprovement(r.no, action, r.data["owner"], r.data["due"], state, late, why, **said))
        subject = self.desk._register(number)["subject"]
        return CaseImprovements(number, case.project, subject, case.ended, tuple(rows), NAMES)

    async def verify(self, who: Person, number: str, no: int, id: str, form: Mapping) -> None:
        case, entered = self.desk._seen(who, number), read_form(FIELDS, form)
        if refusal := self._against(who, case, no):
            raise Refused(refusal)
        self.verified[number, no] = (who.id, self.desk.now, {**entered.data, **entered.texts})
