"""WALK 3 c, g, h: two people at once, one id many times, stale and not stale."""

import asyncio

import pytest
from sqlalchemy import func, select

from desk.errors import IdReused
from desk.views import Receipt
from domain.entries import moment as instant_of
from store.tables import CommandRow
from tests.workflows.conftest import MakeWorld
from tests.workflows.stories import LINES_BEFORE, Story, begin, ending_now, until_asked
from tests.workflows.world import World

ROUNDS = 8


async def one_round(made: World, story: Story, no: int) -> None:
    """Both at once; whoever comes first has signed, the other is told who and when."""
    both = [
        story.sign("head", "23T09:00:00.100", key=f"ap-head-{no:02}", wait=10),
        story.sign("head1", "23T09:00:00.100", "reject", "…", key=f"ap-head1-{no:02}", wait=10),
    ]
    answers = await asyncio.gather(*(both if no % 2 else reversed(both)))
    (won,), (lost,) = ([r for r in answers if r.state == state] for state in ("applied", "refused"))
    winner, loser = ("head", "head1") if "head-" in won.id else ("head1", "head")
    again = await made.sign(winner, story.seat, *([] if winner == "head" else ["reject", "…"]), key=won.id)
    lines = await made.journal(story.number)

    state = "approved" if winner == "head" else "rejected"
    assert again == won
    assert lost.refusal is not None
    assert (lost.refusal.code, lost.refusal.status) == ("decided", 409)
    details = lost.refusal.details
    assert (details["approval"], details["state"], details["by"]) == (story.seat, state, winner)
    assert instant_of(details["when"]) == story.at("23T09:00:00.100")
    assert [e.actor for e in lines if e.type == "signed"] == [winner]
    assert [(e.actor, e.data["command"]) for e in lines if e.type == "refused"] == [(loser, lost.id)]


async def test_of_two_signers_at_once_the_first_counts_and_the_other_is_told(on_engine: MakeWorld):
    async with on_engine() as made:
        shift = ending_now("23T09:00:01", await made.now())
        stories = [await begin(made, shift, f"round-{no}") for no in range(ROUNDS)]
        async with made.working():
            for no, story in enumerate(stories):
                await until_asked(story, f"round-{no}")
                await one_round(made, story, no)


async def rows(made: World) -> int:
    async with made.office.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(CommandRow)) or 0


async def test_one_id_is_one_command_however_often_it_comes(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:00", await made.now()))
        async with made.working():
            await until_asked(story)

            async def post() -> Receipt:
                return await story.send("csm", "assign", "23T08:30", key="once-cmd-1", wait=10, owner="cs")

            eight = await asyncio.gather(*(post() for _ in range(8)))
            async with made.office.database.reading() as session:
                row = await session.get(CommandRow, "once-cmd-1")
            assert row is not None
            for _ in range(2):
                await made.office.desk.line.signal(made.office.contents.open_command(row))
            other = await story.send("csm1", "assign", "23T08:50", key="other-cmd-1", wait=10, owner="csm1")
            later, kept = await post(), await rows(made)
            second = await begin(made, story.shift, "second")
            for who, number, owner in (("csm", story, "csm1"), ("csm1", story, "cs"), ("csm", second, "cs")):
                with pytest.raises(IdReused):
                    await made.send(who, number.number, "assign", {"owner": owner}, key="once-cmd-1")

        assert {r.state for r in eight} == {"applied"}
        assert {r.entries for r in [*eight, later]} == {(25,)}
        assert other.entries == (26,)
        assert await rows(made) == kept + 8
        assert [e.type for e in (await made.journal(story.number))[24:]] == ["assign", "assign"]


@pytest.fixture
def measure():
    """One more of the customer service's own commands, from the page that showed `version`."""

    async def send(made: World, story: Story, version: int | None) -> Receipt:
        return await made.send("cs", story.number, "interim_measure", {"what": "…"}, version=version)

    return send


async def test_a_command_from_an_old_page_is_stale_only_when_somebody_else_changed_the_case(
    on_engine: MakeWorld, measure
):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:00", await made.now()))
        async with made.working():
            await until_asked(story)
            own = [await measure(made, story, 8) for _ in range(2)]
            await made.send("csm", story.number, "assign", {"owner": "cs"})
            stale = [await measure(made, story, 8) for _ in range(3)]
            fresh = [await measure(made, story, version) for version in (None, 11)]
        lines = await story.lines()

        assert {r.state for r in [*own, *fresh]} == {"applied"}
        assert [r.state for r in stale] == ["refused"] * 3
        refusal = stale[0].refusal
        assert refusal is not None
        assert (refusal.code, refusal.status) == ("stale", 409)
        assert refusal.details["changed"] == [{"seq": LINES_BEFORE + 3, "type": "assign", "actor": "csm"}]
        assert [line.split(" ", 2)[2] for line in lines] == [
            "interim_measure",
            "interim_measure",
            "assign",
            *["refused interim_measure stale"] * 3,
            "interim_measure",
            "interim_measure",
        ]


async def test_five_commands_from_one_page_are_all_taken(on_engine: MakeWorld, measure):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:00", await made.now()))
        async with made.working():
            await until_asked(story)
            five = await asyncio.gather(*(measure(made, story, 8) for _ in range(5)))
        page = await made.office.desk.case(made.people["cs"], story.number)

        assert [r.state for r in five] == ["applied"] * 5
        assert page.case.version == 13
