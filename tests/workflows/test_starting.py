"""What a worker does not spend at its start."""

from engine.client import BUILD
from tests.workflows.conftest import MakeWorld


async def test_the_code_has_a_name_so_that_nobody_hashes_every_module(on_engine: MakeWorld) -> None:
    async with on_engine() as made, made.working() as worker:
        named = worker.config().get("build_id")

    assert named == BUILD
