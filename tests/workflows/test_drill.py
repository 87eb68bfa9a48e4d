"""A drill in real time: the walk's rules with every limit divided, through real seats, on the real engine."""

from datetime import timedelta

from domain.entries import Entry
from domain.entries import moment as instant_of
from domain.policy import DAY, HOUR, LIMITS
from tests.workflows.conftest import MakeWorld
from tests.workflows.plays import GENERAL, act
from tests.workflows.world import COMPLAINT, SECOND, World

#: 1 h is 3 s, 12 h are 36 s.
FACTOR = 1200
GENERAL_LIMITS = {"T26.1": 4 * HOUR, "T26.2": 8 * HOUR, "T26.3": 4 * HOUR}


def limit(entry: Entry) -> timedelta:
    """What the table says for a duty, made shorter."""
    rule = str(entry.data["rule"])
    return timedelta(seconds=GENERAL_LIMITS.get(entry.data["duty"], LIMITS[rule])) / FACTOR


async def told(made: World, who: str, number: str) -> set[tuple[str, bool]]:
    """What lies on a person's desk of this case, and whether it is marked as a drill."""
    notices = (await made.office.desk.my_desk(made.people[who])).notices
    return {(notice.kind, notice.drill) for notice in notices if notice.number == number}


async def test_a_drill_keeps_the_walks_clock_made_shorter(on_engine: MakeWorld):
    async with on_engine() as made, made.working():
        number = (await made.open("cs", {**COMPLAINT, "drill": {"factor": FACTOR}})).number
        for deed in GENERAL:
            if deed.name == "rework":
                await made.until(number, "duty_breached")
            receipt = await act(made, number, deed)
            assert receipt.state == "applied", (deed, receipt.refusal)
        await made.until(number, "ended")
        journal = await made.journal(number)
        verified = await made.verified(number)
        heads, engineers = await told(made, "head", number), await told(made, "eng", number)

    started = [e for e in journal if e.type == "duty_started"]
    asked = [e for e in journal if e.type == "asked"]
    breach = next(e for e in journal if e.type == "duty_breached" and e.data["duty"] == "T08.1")
    met = next(e for e in journal if e.seq > breach.seq and e.type == "duty_met")

    assert "-D-" in number
    assert [e.data["rule"] for e in started] == (
        [
            "T03",
            "T50",
            "T48",
            "T49",
            "T26",
            "T07",
            "T08",
            "T09",
            "T11",
            "T26",
            "T11",
            "T49",
            "T26",
            "T07",
            "T10",
            "T22",
            "T26",
            "T26",
            "T23",
            "T26",
        ]
    )
    for entry in started:
        assert abs(instant_of(entry.data["due_at"]) - instant_of(entry.at) - limit(entry)) <= SECOND
        assert "contact_by" not in entry.data
    for entry in asked:
        assert instant_of(entry.data["expires_at"]) - instant_of(entry.at) == timedelta(seconds=14 * DAY) / FACTOR
    assert [t["person"] for t in breach.data["told"]] == ["head"]
    assert instant_of(breach.applied_at) - instant_of(breach.at) <= 5 * SECOND
    assert met.data["duty"] == "T08.1"
    assert ("breached", True) in heads
    assert ("warned", True) in engineers
    assert verified.findings == ()
