"""N01, N15 and N49 at the pages: who has the newest forms to fill in sits at them, the others at the desk."""

from tests.browser.stories.conftest import TellAtPages
from tests.stories.test_n01_radiator import radiator
from tests.stories.test_n15_private_payment import private_payment
from tests.stories.test_n49_barking_dog import barking_dog


async def test_the_radiator(tell_at_pages: TellAtPages, complaints: list[str]) -> None:
    """The squad leader takes the case over, promises the visit, sets the level; the crew tells when it is warm for good."""
    async with tell_at_pages("csm1", prop=("permanent_fix",)) as tale:
        await radiator(tale)
    assert complaints == []


async def test_the_private_payment(tell_at_pages: TellAtPages, complaints: list[str]) -> None:
    """The payment is asked with its papers; a relative stands aside, and finds no button to sign with."""
    async with tell_at_pages("legal", "head", "head1", cs=("save_plan", "ask_compensation")) as tale:
        await private_payment(tale)
    assert refusals_apart(complaints) == []


async def test_the_barking_dog(tell_at_pages: TellAtPages, complaints: list[str]) -> None:
    """The mediator writes down three agreements, the property company checks them."""
    async with tell_at_pages("csm1", prop=("compliance_checked",)) as tale:
        await barking_dog(tale)
    assert refusals_apart(complaints) == []


def refusals_apart(complaints: list[str]) -> list[str]:
    """A refusal is answered with 409, which the browser notes."""
    return [one for one in complaints if "409" not in one]
