"""The folded case as text, and back."""

from datetime import UTC, datetime

import pytest

from domain.case import Case
from domain.fold import fold, fold_all
from domain.messages import Command
from domain.policy import Policy
from store import snapshot
from tests.store.paper import walked
from tests.walk.organisation import YXY


def test_a_case_comes_back_the_same_after_every_line():
    case, steps = walked()
    told = Case.unopened("YXY-2026-0147")
    for entry in (entry for step in steps for entry in step):
        told = fold(told, entry)
        assert snapshot.from_json(snapshot.to_json(told)) == told

    assert told == case


def test_the_same_case_gives_the_same_text():
    case, steps = walked()
    again = fold_all(Case.unopened(case.number), [entry for step in steps for entry in step])
    text = snapshot.to_json(case)

    assert snapshot.to_json(again) == text
    assert snapshot.to_json(snapshot.from_json(text)) == text


def test_a_snapshot_of_an_older_version_is_read():
    text = '{"number":"YXY-2026-0147","head":"00","stage":"S4"}'

    assert snapshot.from_json(text).stage == "S4"


@pytest.mark.parametrize("happened", [None, datetime(2026, 11, 22, 6, 5, tzinfo=UTC)])
def test_a_command_and_a_policy_come_back_the_same(happened):
    command = Command(
        "n46-cmd-05", "YXY-2026-0147", name="level_set", actor="csm", roles=("R03",),
        happened_at=happened, data={"level": "general", "team": ["head", "cs"]},
        texts=("criteria",), roster=YXY,
    )  # fmt: skip

    assert snapshot.command_from_json(snapshot.command_to_json(command)) == command
    assert snapshot.policy_from_json(snapshot.policy_to_json(Policy())) == Policy()
