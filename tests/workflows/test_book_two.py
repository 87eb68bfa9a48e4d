"""A case of the second book on an engine that skips time: silence, assessment, and a pause that is signed (A13)."""

from datetime import datetime, timedelta

import pytest

from domain.entries import Entry, instant
from domain.policy import WHOLE_BOOK
from tests.workflows.conftest import MakeWorld
from tests.workflows.plays import contact, do
from tests.workflows.world import COMPLAINT, DAY, HOUR, MINUTE, World


async def nine_o_clock(made: World) -> datetime:
    """Nine in the morning of a day on which the second book is in force."""
    days = max(timedelta(0), await made.now() - WHOLE_BOOK) // DAY + 1
    return WHOLE_BOOK + days * DAY + 9 * HOUR


async def assessed_late(made: World, start: datetime) -> str:
    """Registered at nine, screened at once, assessed at two."""
    await made.at(start)
    number = (await made.open("cs", COMPLAINT)).number
    for deed in (
        contact("acknowledge"),
        do("csm", "assign", owner="cs"),
        do("cs", "screen_decision", outcome="valid", department="engineering", note="…"),
    ):
        assert (await made.send(deed.who, number, deed.name, deed.data)).state == "applied"
    await made.at(start + 5 * HOUR)
    level = {"level": "general", "team": ["head", "csm", "cs", "eng"]}
    assert (await made.send("csm", number, "level_set", level)).state == "applied"
    return number


def lines(entries: tuple[Entry, ...], duty: str) -> list[tuple[str, str, str]]:
    """What the clock wrote of a duty: when, what, whom it told."""
    found = [e for e in entries if e.data.get("duty") == duty and e.role == "system"]
    return [(e.at, e.type, ",".join(t["person"] for t in e.data.get("told", []))) for e in found]


@pytest.mark.timeout(120)
async def test_silence_and_assessment_are_waited_out_and_a_pause_moves_the_investigation(skipping: MakeWorld) -> None:
    async with skipping(policy=2) as made, made.working():
        start = await nine_o_clock(made)
        number = await assessed_late(made, start)
        ask = {"duty": "T48.1", "hours": 24, "reason": "…"}
        assert (await made.send("cs", number, "ask_pause", ask)).state == "applied"
        assert (await made.decide("head", f"{number}.A13.1.R06")).state == "applied"
        paused = (await made.office.desk.case(made.people["cs"], number)).case.duty("T48.1")
        for hours, line, count in ((29, "duty_resumed", 1), (77, "duty_breached", 2), (101, "duty_breached", 3)):
            await made.at(start + hours * HOUR + MINUTE)
            await made.until(number, line, count)
        journal = await made.journal(number)
        verified = await made.verified(number)

    def at(hours: float) -> str:
        return instant(start + hours * HOUR)

    assert paused is not None
    assert (paused.state, paused.paused_until) == ("paused", start + 29 * HOUR)
    assert lines(journal, "T51.1") == [
        (at(0), "duty_started", ""),
        (at(2), "duty_warned", "csm,csm1"),
        (at(3.2), "duty_warned", "csm,csm1"),
        (at(4), "duty_breached", "head"),
        (at(5), "duty_met", ""),
    ]
    assert lines(journal, "T21.1")[:4] == [
        (at(5), "duty_started", ""),
        (at(41), "duty_warned", "cs"),
        (at(62.6), "duty_warned", "cs"),
        (at(77), "duty_breached", "csm,csm1"),
    ]
    assert lines(journal, "T48.1")[:6] == [
        (at(5), "duty_started", ""),
        (at(5), "duty_paused", ""),
        (at(29), "duty_resumed", ""),
        (at(65), "duty_warned", "eng"),
        (at(86.6), "duty_warned", "eng"),
        (at(101), "duty_breached", "csm,csm1"),
    ]
    assert [e.data["due_at"] for e in journal if e.type == "duty_resumed"] == [at(101)]
    assert verified.findings == ()
