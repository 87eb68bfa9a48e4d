"""Who lets whom sign (A12), played by chance: each person's delegations are lines of a chain of their own."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from domain.delegation import delegations_of, line_of, not_to_be_ended, not_to_be_given
from domain.entries import Draft, Entry, breaks, genesis, link
from domain.roster import Delegation
from tests.domain.chance import delegation
from tests.walk.paper import PaperCase


@dataclass
class Powers:
    """The chains of everybody; what stands of them goes into the roster, as the desk reads it."""

    chains: dict[str, list[Entry]] = field(default_factory=dict)

    def changes(self, paper: PaperCase, who: str, now: datetime, chance: Random) -> str:
        """One is given or ended, or refused; says which."""
        mine = delegations_of(self.chains.get(who, []))
        if mine and chance.random() < 0.3:
            return self.ends(paper, chance.choice(mine), now)
        what = delegation(who, paper, now, chance)
        if not_to_be_given(what, paper.roster, now):
            return "delegations refused"
        self.line(paper, who, Draft("delegation_given", line_of(what), now, who))
        assert replace(delegations_of(self.chains[who])[-1], no=0) == what
        return "delegations given"

    def ends(self, paper: PaperCase, what: Delegation, now: datetime) -> str:
        if not_to_be_ended(what, now):
            return "delegations refused"
        data = {"delegation": what.no, "delegate": what.delegate}
        self.line(paper, what.principal, Draft("delegation_ended", data, now, what.principal))
        assert not any(d.holds(now) for d in delegations_of(self.chains[what.principal]) if d.no == what.no)
        return "delegations ended"

    def line(self, paper: PaperCase, who: str, draft: Draft) -> None:
        """Chained to that person's line before; the roster is read anew."""
        chain, name = self.chains.setdefault(who, []), f"delegations:{who}"
        prev = chain[-1].hash if chain else genesis(name)
        chain.append(link(draft, len(chain) + 1, draft.at, prev))
        assert breaks(name, chain) == ()
        standing = [d for lines in self.chains.values() for d in delegations_of(lines)]
        paper.roster = replace(paper.roster, delegations=tuple(standing))
