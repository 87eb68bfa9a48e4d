"""What comes from outside the desk is journaled, bounded, and changes nothing (WALK 3 i, 7.17)."""

from dataclasses import replace
from datetime import timedelta

from domain.door import HOUR, LINES_AN_HOUR, closes_at, knock, unwritten
from domain.lapse import stranger
from domain.messages import Knocks, Stranger
from tests.domain.scenes import at, walked_to

NOW = at("11-23 08:30")


def test_a_forged_signal_leaves_one_line_and_nothing_else() -> None:
    paper = walked_to("11-23 08:30")
    outcome = stranger(paper.case, Stranger("signal", "command", sha256="ab" * 32), NOW, paper.policy)
    (line,) = outcome.entries

    assert (line.type, line.actor, line.role) == ("not_from_desk", "system", "system")
    assert line.data == {"door": "signal", "name": "command", "sha256": "ab" * 32}
    assert outcome.case == replace(paper.case, seq=line.seq, head=line.hash)


def test_a_forged_completion_names_the_seat_and_leaves_it_open() -> None:
    paper = walked_to("11-23 08:30")
    seat = paper.case.open_approvals()[0]
    outcome = stranger(paper.case, Stranger("completion", approval=seat.id, sha256="ab" * 32), NOW, paper.policy)

    assert outcome.entries[0].data == {"door": "completion", "approval": seat.id, "sha256": "ab" * 32}
    assert outcome.case.approval(seat.id) == seat
    assert outcome.case.duties == paper.case.duties


def test_a_long_name_is_cut() -> None:
    paper = walked_to("11-23 08:30")
    (line,) = stranger(paper.case, Stranger("signal", "x" * 99), NOW, paper.policy).entries

    assert line.data["name"] == "x" * 40


def test_twenty_lines_an_hour_then_one_with_a_count() -> None:
    knocks, due = Knocks(), []
    for no in range(27):
        knocks, line = knock(knocks, Stranger("signal", str(no)), NOW + timedelta(minutes=no))
        due.append(line)

    assert due == [True] * LINES_AN_HOUR + [False] * 7
    assert closes_at(knocks) == NOW + HOUR
    assert unwritten(knocks) == 7
    paper = walked_to("11-23 08:30")
    assert knocks.last is not None
    (counted,) = stranger(paper.case, knocks.last, NOW + HOUR, paper.policy, unwritten(knocks)).entries
    assert counted.data["count"] == 7


def test_a_new_hour_begins_anew() -> None:
    knocks, _ = knock(Knocks(), Stranger("signal"), NOW)
    assert closes_at(knocks) is None
    knocks, line = knock(knocks, Stranger("signal"), NOW + HOUR)

    assert (knocks.count, line) == (1, True)
