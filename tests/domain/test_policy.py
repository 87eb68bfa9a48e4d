"""The policy a case opened under knows no younger rules; they have the limit they came with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.policy import LIMITS, WHOLE_BOOK, Policy, in_force


def test_a_rule_younger_than_the_policy_has_its_first_limit() -> None:
    older = Policy(limits={name: 60 for name in LIMITS if name != "T49"})

    assert older.limit("T49", "general") == LIMITS["T49"]
    assert older.limit("T03") == 60


def test_a_rule_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        replace(Policy(), version=2).limit("T99")


def test_a_case_lives_under_the_policy_in_force_when_it_was_opened() -> None:
    before, after = WHOLE_BOOK - timedelta(seconds=1), WHOLE_BOOK

    assert in_force(before).version == 1
    assert in_force(after).version == 2
    assert in_force(after, newest=1).version == 1
