"""The policy a case opened under knows no younger rules; they have the limit they came with."""

from dataclasses import replace

import pytest

from domain.policy import LIMITS, Policy


def test_a_rule_younger_than_the_policy_has_its_first_limit() -> None:
    older = Policy(limits={name: 60 for name in LIMITS if name != "T49"})

    assert older.limit("T49", "general") == LIMITS["T49"]
    assert older.limit("T03") == 60


def test_a_rule_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        replace(Policy(), version=2).limit("T99")
