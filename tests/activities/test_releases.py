"""The releasing activity by itself, on both databases: once, kept for ever, and nothing of a drill."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from temporalio.testing import ActivityEnvironment

from activities.releases import Releases
from domain.messages import Release, Released
from domain.releasing import next_release
from store.record import record
from store.releases import releases_of
from tests.domain.scenes import Scene
from tests.store.letting_out import SealedCase
from tests.store.paper import recording


async def asked(database, contents, drill: int = 0) -> tuple[str, Release]:
    """A signed text whose release is recorded, with its words."""
    story = Scene(policy=2, drill=drill)
    story.paper = paper = SealedCase(story.roster, story.case.number, story.paper.policy)
    paper.register(story.cs, story.now, drill=drill)
    story.do("pr", "appoint_spokesperson", account="spokes")
    story.sign_all()
    story.do("pr", "draft_statement", audience="media", kind="ordinary", title="说明", text="无人受伤。")
    story.do("pr", "ask_statement", statement=1)
    story.sign_all()
    story.do("spokes", "release_statement", statement=1, outlet="page")

    async def work(session) -> None:
        await record(session, recording(story.case.number, *story.paper.entries))
        for content in paper.written.values():
            session.add(contents.seal(story.case.number, content))

    await database.together(work)
    order = next_release(story.case)
    assert order is not None
    return story.case.number, order


async def outside(database, number: str) -> int:
    async with database.reading() as session:
        return len(await releases_of(session, number))


async def test_a_text_goes_out_once_however_often_it_is_tried(database, contents):
    number, order = await asked(database, contents)
    release = Releases(database, contents).release

    assert [await ActivityEnvironment().run(release, order) for _ in range(3)] == [Released(1)] * 3
    assert await outside(database, number) == 1


async def test_nothing_of_a_drill_is_outside(database, contents):
    number, order = await asked(database, contents, drill=60)
    release = Releases(database, contents).release

    assert await ActivityEnvironment().run(release, order) == Released(1)
    assert await outside(database, number) == 0


@pytest.mark.parametrize("attack", ["UPDATE releases SET digest = ''", "DELETE FROM releases"])
async def test_what_went_out_is_kept(database, contents, attack):
    _, order = await asked(database, contents)
    await ActivityEnvironment().run(Releases(database, contents).release, order)

    with pytest.raises(DatabaseError):
        async with database.writing() as session:
            await session.execute(text(attack))


async def test_a_seat_that_says_otherwise_in_its_row_lets_nothing_out(database, contents):
    number, order = await asked(database, contents)
    async with database.writing() as session:
        await session.execute(text("UPDATE approvals SET state = 'rejected' WHERE seat = 'R06'"))

    answer = await ActivityEnvironment().run(Releases(database, contents).release, order)
    assert answer == Released(1, "not_approved")
    assert await outside(database, number) == 0
