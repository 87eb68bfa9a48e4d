"""The core in the hands of chance, for a few seconds; `make night` plays it much longer."""

from hypothesis import HealthCheck, Phase, settings

from tests.domain.machine import AnyCase

TestAnyCase = AnyCase.TestCase
TestAnyCase.settings = settings(
    max_examples=12,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),  # a play tells every command it sent; making it shorter takes minutes
    suppress_health_check=list(HealthCheck),
)
