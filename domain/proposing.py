"""What the system proposes by itself and never does by itself (C-38)."""

from domain.case import Case
from domain.entries import Data
from domain.roster import Roster
from domain.vocabulary import Role

#: So many versions of the plan refused, by a signer or by the customer, and contingency is proposed.
REFUSED_PLANS = 3
#: The first version of the policy under which it is.
BOOK = 2


def contingency_proposal(case: Case, roster: Roster) -> Data:
    """The line that asks the project head to decide on contingency, once; empty while there is no reason."""
    if case.book < BOOK or case.contingency_proposed or len(case.refused_plans) < REFUSED_PLANS:
        return {}
    told = [{"role": str(Role.R06), "person": person} for person in roster.people(Role.R06)]
    return {"plans": list(case.refused_plans), "told": told}
