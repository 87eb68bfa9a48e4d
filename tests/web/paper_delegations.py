"""Delegations on paper: the real rules, kept in a list."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.delegations import MyDelegations, read_delegation
from desk.errors import Refused
from desk.views import Person
from domain.delegation import not_to_be_ended, not_to_be_given, signable
from domain.roster import Delegation, Roster
from tests.web.paper_people import NAMES, roster


class PaperDelegations:
    """What `desk.delegations` does, in memory."""

    now: datetime
    given: list[Delegation]

    def _seats(self, project: str) -> Roster:
        """The seats of a project, and who signs for whom."""
        return replace(roster(project), delegations=tuple(self.given))

    async def delegations(self, who: Person) -> MyDelegations:
        seats = roster(who.projects[0])
        colleagues = tuple(dict.fromkeys(h.person for h in seats.holdings if h.person != who.id))
        mine = tuple(d for d in self.given if d.principal == who.id)
        received = tuple(d for d in self.given if d.delegate == who.id)
        return MyDelegations(mine, received, colleagues, signable(who.id, seats), NAMES)

    async def delegate(self, who: Person, id: str, form: Mapping) -> Delegation:
        what = read_delegation(who.id, form, ZoneInfo("Asia/Shanghai"))
        if refusal := not_to_be_given(what, roster(who.projects[0]), self.now):
            raise Refused(refusal)
        self.given.append(replace(what, no=len(self.given) + 1))
        return self.given[-1]

    async def end_delegation(self, who: Person, id: str, no: int) -> Delegation:
        what = next((d for d in self.given if d.principal == who.id and d.no == no), None)
        if refusal := not_to_be_ended(what, self.now):
            raise Refused(refusal)
        assert what is not None
        self.given[no - 1] = replace(what, until=self.now)
        return self.given[no - 1]
