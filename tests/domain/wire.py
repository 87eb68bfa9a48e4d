"""What a case takes along when its workflow rolls over, through the wire and back: nothing may be lost."""

from pydantic import TypeAdapter
from pydantic_core import to_json

from domain.act import act
from domain.clock import alarms
from domain.door import knock
from domain.messages import CaseToGoOn, Command, Knocks, Seen, Stranger
from tests.walk.paper import PaperCase

#: As the engine's converter writes and reads them (temporalio.contrib.pydantic).
GO_ON, SEEN = TypeAdapter(CaseToGoOn), TypeAdapter(Seen)


def over_the_wire(paper: PaperCase, waiting: Command) -> Command:
    """Roll the case over while a command waits; that command as the next run has it.

    The paper goes on from what was read: the case, its policy and the roster the clock looks at.
    """
    knocks, _ = knock(Knocks(), Stranger("signal", "who"), waiting.received_at)
    case, policy = paper.case, paper.policy
    taken = CaseToGoOn(case, policy, case.life, (waiting,), paper.position, knocks)
    seen = Seen((waiting,), paper.roster)
    written = to_json(taken)
    read, looked = GO_ON.validate_json(written), SEEN.validate_json(to_json(seen))

    assert read == taken
    assert looked == seen
    assert to_json(read) == written
    assert alarms(read.case, read.policy) == alarms(case, policy)
    now = waiting.received_at
    assert act(read.case, read.inbox[0], now, read.policy) == act(case, waiting, now, policy)
    paper.case, paper.policy, paper.roster = read.case, read.policy, looked.roster
    return read.inbox[0]
