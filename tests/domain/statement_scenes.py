"""Cases with something to say: the steps of a statement, for tests to go on from."""

from typing import Any

from domain.messages import Released
from domain.outcome import Outcome
from domain.releasing import answered, next_release
from tests.domain.scenes import Scene, seat_of
from tests.walk.paper import COMMAND_LAG

WORDS = {"title": "关于外墙情况的说明", "text": "现场已封闭，无人受伤。"}


class Desk(Scene):
    """A scene that can write, sign and let out."""

    def appoint(self, who: str = "spokes") -> None:
        self.do("pr", "appoint_spokesperson", account=who)
        assert self.sign("exec", seat_of(self.approval("A25"))).refusal is None

    def draft(self, audience: str = "media", who: str = "pr", **form: Any) -> int:
        kind = {"kind": "ordinary"} if "kind" not in form else {}
        self.do(who, "draft_statement", audience=audience, **kind, **WORDS, **form)
        return len(self.case.of_kind("statement"))

    def signed(self, audience: str = "media", who: str = "pr", **form: Any) -> int:
        no = self.draft(audience, who, **form)
        self.do(who, "ask_statement", statement=no)
        self.sign_all()
        return no

    def ask_out(self, no: int, outlet: str = "page", who: str = "spokes") -> Outcome:
        return self.do(who, "release_statement", statement=no, outlet=outlet)

    def answer(self, refusal: str = "") -> Outcome:
        """What the activity answers, come back to the case."""
        order = next_release(self.case)
        assert order is not None
        came = Released(order.release, refusal)
        outcome = answered(self.case, came, self.now + 2 * COMMAND_LAG, self.paper.policy)
        return self._keep(self.paper._keep(outcome))

    def out(self, no: int, outlet: str = "page", who: str = "spokes") -> Outcome:
        self.ask_out(no, outlet, who)
        return self.answer()
