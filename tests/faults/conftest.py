"""One installation for the tests of a module: a first start with the demo costs seconds."""

from collections.abc import Iterator

import pytest

from tests.faults.installation import Running, installation


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Running]:
    """A started installation; its story is told to the tests that say `STORY`."""
    story = getattr(request.module, "STORY", False)
    with installation(tmp_path_factory.mktemp("home"), story=story) as made:
        made.start()
        made.wait_for_its_people()
        yield made
