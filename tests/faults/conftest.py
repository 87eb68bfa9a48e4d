"""One installation for the tests of a module: a first start with the demo costs seconds."""

from collections.abc import Iterator

import pytest

from tests.faults.installation import Running, installation


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A started installation whose story is told."""
    with installation(tmp_path_factory.mktemp("home")) as made:
        made.start()
        made.wait_for_the_story()
        yield made
