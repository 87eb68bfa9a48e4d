"""Statements and their release in the hands of chance, on SQLite; `make night` plays it longer."""

from hypothesis import HealthCheck, settings

from tests.store.letting_out import LettingOut

TestLettingOut = LettingOut.TestCase
TestLettingOut.settings = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_something_went_out_at_all() -> None:
    """A machine that lets nothing out would prove nothing."""
    assert LettingOut.went_out > 0
