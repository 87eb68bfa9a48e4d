"""WALK section 1 through the core alone: every line, in order, at its time."""

from datetime import datetime

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


def check_duties(paper: PaperCase, moment: Moment) -> None:
    """The column "duties after": which run, which ended, and when they are due."""
    told = {} if moment.duties == "none" else dict(part.split(" ", 1) for part in moment.duties.split("; "))
    for name, words in told.items():
        duty = paper.case.duty(name)
        state, _, due = words.partition(" → ")
        assert duty is not None
        assert str(duty.state) == state, moment
        if due:
            assert duty.due_at == due_time(due, moment), moment
    assert {d.id for d in paper.case.running()} == {name for name, words in told.items() if words.startswith("open")}


def due_time(text: str, moment: Moment) -> datetime:
    """`13:02` is of the same day, `11-24 04:35:30` says its day."""
    date, _, clock = text.rpartition(" ")
    day = f"2026-{date}" if date else moment.at.date().isoformat()
    return datetime.fromisoformat(f"{day}T{clock}+08:00")


def check_sign_offs(paper: PaperCase, moment: Moment) -> None:
    """The column "sign-offs after": state of each seat named, and who is asked while it is open."""
    for part in () if moment.sign_offs == "–" else moment.sign_offs.split("; "):
        seat, _, words = part.partition(" ")
        approval = paper.case.approval(f"{NUMBER}.{seat}")
        assert approval is not None
        state, _, people = words.partition(" (")
        assert str(approval.state) == state
        if people:
            assert approval.asked_of == tuple(people.rstrip(")").split(", "))


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
        check_duties(paper, moment)
        check_sign_offs(paper, moment)

    assert len(paper.entries) == 104
    assert paper.case.ended
    assert breaks(NUMBER, paper.entries) == ()
    assert fold_all(Case.unopened(NUMBER), paper.entries) == paper.case
