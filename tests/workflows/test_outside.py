"""A case before a court, by the engine's clock: it waits in X4 and its next date is watched (lifecycle 5.1, T33)."""

from datetime import datetime, timedelta

import pytest

from domain.entries import breaks
from domain.entries import moment as instant_of
from domain.policy import WHOLE_BOOK
from tests.workflows.conftest import MakeWorld
from tests.workflows.plays import Deed, contact, do, evidence
from tests.workflows.stories import ZONE
from tests.workflows.world import COMPLAINT, DAY, HOUR, MINUTE, World


async def deal(made: World, number: str, *deeds: Deed) -> None:
    """Commands received as they are sent, each taken."""
    for deed in deeds:
        await made.at(await made.now() + MINUTE)
        receipt = await made.send(deed.who, number, deed.name, deed.data)
        assert receipt.state == "applied", receipt


def day_of(moment: datetime, days: int) -> str:
    return (moment.astimezone(ZONE) + timedelta(days=days)).date().isoformat()


@pytest.mark.timeout(120)
async def test_a_case_waits_for_the_court_and_its_date_is_watched(skipping: MakeWorld) -> None:
    async with skipping(policy=2) as made, made.working():
        await made.at(max(await made.now(), WHOLE_BOOK) + HOUR)
        number = (await made.open("cs", COMPLAINT)).number
        hearing = day_of(await made.now(), 40)
        await deal(
            made,
            number,
            contact("acknowledge"),
            do("cs", "screen_decision", outcome="valid", department="engineering"),
            do("legal", "legal_track", kind="court", reason="…", next_date=hearing),
        )
        receipt = await made.decide("head", f"{number}.A17.1.R06")
        assert receipt.state == "applied", receipt
        await made.at(await made.now() + 42 * DAY)
        waited = await made.until(number, "duty_breached")
        page = await made.office.desk.case(made.people["legal"], number)
        verdict = do("legal", "legal_outcome", to="S5", evidence=[1])
        await deal(made, number, evidence("document"), verdict)
        entries = await made.journal(number)
        findings = (await made.verified(number)).findings

    started = next(e for e in entries if e.data.get("duty") == "T33.1")
    over = datetime.fromisoformat(hearing).replace(tzinfo=ZONE) + DAY
    assert str(page.case.stage) == "X4"
    assert instant_of(started.data["due_at"]) == over
    marks = [(e.type, e.data.get("mark"), over - instant_of(e.at)) for e in waited if e.data.get("duty") == "T33.1"]
    assert marks[1:] == [
        ("duty_warned", "d30", 30 * DAY),
        ("duty_warned", "d7", 7 * DAY),
        ("duty_breached", None, timedelta()),
    ]
    back = [e.type for e in entries if e.seq >= next(x.seq for x in entries if x.type == "legal_outcome")]
    assert back[:3] == ["legal_outcome", "duty_met", "moved"]
    assert {e.data["rule"] for e in entries[-2:]} <= {"T12", "T21", "T49"}
    assert breaks(number, entries) == ()
    assert findings == ()
