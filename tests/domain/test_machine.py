"""The core in the hands of chance, for a few seconds; `make night` plays it much longer."""

from hypothesis import HealthCheck, settings

from tests.domain.machine import AnyCase

TestAnyCase = AnyCase.TestCase
TestAnyCase.settings = settings(
    max_examples=120,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
