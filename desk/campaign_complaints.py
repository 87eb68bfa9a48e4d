"""A complaint on the day of a campaign (D29, R21): a case like any other, brought in at once."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from desk.desk import Desk
from desk.errors import Refused
from desk.views import Person, Receipt
from domain.refusal import Refusal


async def open_for_campaign(desk: Desk, person: Person, key: str, number: str, form: Mapping[str, Any]) -> Receipt:
    """The case that is opened in the campaign's project and brought in: each once, however often it is sent.

    Raises Refused for a campaign that is closed, NotFound, Unreadable.
    """
    campaign = (await desk.campaigns.shown(person, number)).campaign
    if campaign.closed_at is not None:
        raise Refused(Refusal("campaign_closed"))
    receipt = await desk.open_case(person, key, {**form, "project": campaign.project})
    with suppress(Refused):  # the case is there; a campaign that was closed meanwhile takes nothing more
        await desk.campaigns.bring_in(person, key, number, receipt.number)
    return receipt
