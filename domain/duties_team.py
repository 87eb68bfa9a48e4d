"""The clock of a team that is missing (D24, lifecycle 5.5): a level that rises by rule leaves nobody named.

Whoever sets a level names the team with it; a floor does not. So the project head is asked to name it, within the hour
that the response group has after a warning (T06b). It belongs to the whole book.
"""

from domain.duty import DutyRule, Stop
from domain.standing import needs_team
from domain.vocabulary import Role

TEAM: tuple[DutyRule, ...] = (
    DutyRule(
        "D24",
        "明确应对小组成员",
        "Name the members of the team",
        Role.R06,
        Role.R08,
        (Stop("confirm_team"),),
        standing=needs_team,
        book=2,
    ),
)
