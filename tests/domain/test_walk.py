"""WALK section 1 through the core alone: every line, in order, at its time."""

from domain.case import Case
from domain.entries import breaks, instant
from domain.fold import fold_all
from tests.walk.n46 import NUMBER, WALK, Moment, form_of, says
from tests.walk.organisation import YXY
from tests.walk.paper import PaperCase


def play(paper: PaperCase, moment: Moment, no: int) -> None:
    name = f"n46-cmd-{no:02}"
    if moment.by_clock:
        paper.wait(moment.at)
    elif moment.call == "register":
        paper.register(moment.account, moment.at, name, **form_of(moment))
    elif moment.call == "decide":
        body = {k: v for k, v in moment.body.items() if k == "comment" and v}
        paper.sign(moment.account, moment.seat, moment.at, moment.body["decision"], name, **body)
    else:
        paper.do(moment.account, moment.call, moment.at, name, **form_of(moment))


def test_the_walk_leaves_exactly_these_lines() -> None:
    paper, no = PaperCase(YXY), 0
    for moment in WALK:
        no += not moment.by_clock
        before = len(paper.entries)
        play(paper, moment, no)
        new = paper.entries[before:]

        assert [(e.seq, e.type) for e in new] == [(line.seq, line.type) for line in moment.lines]
        for entry, line in zip(new, moment.lines, strict=True):
            assert (entry.actor, entry.role) == (line.actor, line.role), line
            assert says(line, entry.data), (line, entry.data)
            assert entry.at == instant(moment.at)
        if not moment.by_clock:
            assert (str(paper.case.stage), paper.case.version) == (moment.stage, moment.version)

    assert len(paper.entries) == 104
    assert paper.case.ended
    assert breaks(NUMBER, paper.entries) == ()
    assert fold_all(Case.unopened(NUMBER), paper.entries) == paper.case
