"""Improvements that outlive their case (T25, S13), on a real database: told by the daily look, verified on the
project's chain, counted by lists, and proved."""

from datetime import datetime, timedelta, timezone

import pytest
import pytest_asyncio

from desk.chains import chains
from desk.errors import IdReused, NotFound, Refused, Unreadable
from desk.months import Months
from domain.days import LookAtDay
from domain.messages import Recording
from domain.outlived import line_of, name_of
from store import days
from store.chained import entry_of
from store.contents import Content
from store.record import record
from tests.desk.offices import make_place, new_id
from tests.domain.scenes import Scene, scene

CHINA = timezone(timedelta(hours=8))
ACTION = {"action": "复查同楼栋防水", "owner": "eng", "due": "2026-12-22"}
NOTE = {"note": "现场看过三户，防水均已复查", "effect": "effective"}
NUMBER = "YXY-2026-0001"


def morning(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=CHINA)


@pytest_asyncio.fixture(loop_scope="session")
async def place(organised, tmp_path, key_ring, dev_server):
    """Under the whole book; nobody works, the daily look is called by hand."""
    made = await make_place(organised, tmp_path, key_ring, dev_server.client, policy=2)
    yield made
    await made.desk.close()
    await made.office.database.close()


async def keep(place, story: Scene) -> None:
    """The case as a worker writes it, with the words of its first improvement."""
    async with place.office.database.writing() as session:
        await record(session, Recording(story.case.number, story.case.life, tuple(story.paper.entries)))
        kept = story.case.record("improvement", 1)
        assert kept
        content = Content(kept.content, "improvement", {"action": ACTION["action"]})
        session.add(place.office.contents.seal(story.case.number, content))


async def archived(place, **how) -> Scene:
    """A case that ended with one improvement open, and one verified in it."""
    story = scene("S13", policy=2, level="minor", **how)
    for _ in range(2):
        story.do("cs", "improvement", **ACTION)
    story.do("csm", "improvement_verified", improvement=2, note="…", effect="partly")
    story.do("csm", "archive")
    await keep(place, story)
    return story


async def look(place, day: str) -> None:
    place.clock.moment = morning(day)
    async with place.office.database.writing() as session:
        await days.catch_up(session, LookAtDay("YXY", morning(day)), 2)


async def told(place) -> list[tuple[str, str, list[str]]]:
    """What the project's chain told of improvements: on which day, what, whom."""
    async with place.office.database.reading() as session:
        lines = [entry_of(row).data for row in await days.rows_of(session, "YXY")]
    mine = [one for one in lines if one.get("rule") == "T25"]
    return [(one["day"], one["mark"].partition(".")[0], [who["person"] for who in one["told"]]) for one in mine]


async def verify(place, account: str = "csm", no: int = 1, id: str = "", number: str = NUMBER, **form):
    await place.desk.days.outlived.verify(await place.person(account), number, no, id or new_id(), form or NOTE)


async def proof(place) -> list[str]:
    found = await chains(place.office.database, place.office.contents)
    return [finding.code for one in found for finding in one.findings]


async def test_the_daily_look_tells_of_it_until_somebody_verifies_it(place):
    await archived(place)
    for day in ("2026-12-01", "2026-12-20", "2026-12-20", "2026-12-23", "2026-12-31"):
        await look(place, day)
    before = await told(place)
    await verify(place)
    await look(place, "2027-01-14")
    news = (await place.desk.my_desk(await place.person("eng"))).notices

    assert before == [
        ("2026-12-15", "near", ["eng"]), ("2026-12-23", "missed", ["eng", "head"]),
        ("2026-12-30", "week", ["head", "csm", "csm1"]),
    ]  # fmt: skip
    assert await told(place) == before
    assert {n.data["mark"].partition(".")[0] for n in news if n.data.get("rule") == "T25"} == {"near", "missed"}
    assert await proof(place) == []


async def test_a_project_that_is_not_active_any_more_is_told_as_well(place):
    await archived(place)
    await look(place, "2026-12-01")
    region = await place.person("region")
    await place.desk.days.switch(region, "YXY", new_id(), {"reason": "已移交物业"}, active=False)
    await look(place, "2026-12-25")

    assert [(mark, people) for _, mark, people in await told(place)] == [("missed", ["eng", "head"])]


async def test_it_is_verified_once_with_its_words_sealed_and_lists_count_it(place):
    await archived(place)
    await look(place, "2026-12-23")
    csm, head = await place.person("csm"), await place.person("head")
    left = (await place.desk.improvements(head, state="open")).rows
    for _ in range(2):
        await verify(place, id="verify-0001")
    one = (await place.desk.days.outlived.of_case(head, NUMBER)).one(1)
    both = (await place.desk.improvements(csm, state="verified")).rows
    async with place.office.database.reading() as session:
        written = "".join(row.data for row in await days.rows_of(session, "YXY"))

    assert [(row.no, row.ended, row.action) for row in left] == [(1, True, ACTION["action"])]
    assert one
    assert (one.state, one.by, one.effect, one.note, one.outside) == (
        "verified",
        "csm",
        "effective",
        NOTE["note"],
        True,
    )
    assert one.at == morning("2026-12-23")
    assert [(row.no, row.by, row.effect) for row in both] == [(1, "csm", "effective"), (2, "csm", "partly")]
    assert (await place.desk.improvements(csm, state="open")).rows == ()
    assert NOTE["note"] not in written
    assert await proof(place) == []


async def test_another_one_under_the_same_id_is_refused_and_so_is_a_second_time(place):
    await archived(place)
    await look(place, "2026-12-10")
    await verify(place, id="verify-0001")
    changes: list[dict] = [{"note": "别的"}, {**NOTE, "effect": "none"}]
    for changed in changes:
        with pytest.raises(IdReused):
            await verify(place, id="verify-0001", **changed)
    with pytest.raises(IdReused):
        await verify(place, "head", id="verify-0001")
    with pytest.raises(Refused) as twice:
        await verify(place, "head")

    assert twice.value.refusal.code == "already"


@pytest.mark.parametrize(
    ("account", "no", "code"), [("eng", 1, "own_work"), ("region", 1, "not_yours"), ("csm", 7, "no_such_number")]
)
async def test_what_may_not_be_verified_is_refused_and_leaves_nothing(place, account, no, code):
    await archived(place)
    await look(place, "2026-12-10")
    before = len(await told(place))
    with pytest.raises(Refused) as refused:
        await verify(place, account, no)
    with pytest.raises(Unreadable):
        await verify(place, account, no, effect="effective")
    with pytest.raises(NotFound):
        await verify(place, "csm2", no)
    shown = (await place.desk.days.outlived.of_case(await place.person("csm"), NUMBER)).one(1)

    assert refused.value.refusal.code == code
    assert shown
    assert (shown.state, shown.against) == ("open", None)
    assert len(await told(place)) == before


async def test_a_case_that_goes_on_verifies_its_own_and_keeps_what_was_verified_outside(place):
    story = await archived(place)
    await look(place, "2026-12-10")
    await verify(place)
    story.do("csm", "reopen", reason="客户再次来访")
    story.sign_all()
    assert story.stage == "S3"
    async with place.office.database.writing() as session:
        await record(session, Recording(NUMBER, story.case.life, tuple(story.paper.entries)))
    csm = await place.person("csm")
    shown = await place.desk.days.outlived.of_case(csm, NUMBER)
    one = shown.one(1)
    with pytest.raises(Refused) as refused:
        await verify(place, "head")

    assert refused.value.refusal.code == "case_goes_on"
    assert one
    assert (shown.ended, [row.no for row in shown.left], one.state, one.outside) == (False, [1], "verified", True)
    assert [row.no for row in (await place.desk.improvements(csm, state="verified")).rows] == [1, 2]


async def test_a_line_that_verifies_what_is_not_there_is_found(place):
    """Somebody with the database writes a line that chains well and is of nothing."""
    await archived(place)
    await look(place, "2026-12-10")
    async with place.office.database.writing() as session:
        for no, who in ((9, "csm"), (1, "eng")):
            line = line_of(NUMBER, no, {}, f"forged-000{no}", morning("2026-12-10"), who, "R03")
            await days.add_lines(session, "YXY", ((line, name_of("YXY", NUMBER, no)),), morning("2026-12-10"))

    assert await proof(place) == ["improvement_differs"] * 2


async def test_the_report_of_the_month_counts_what_was_verified_after_the_case_ended(place):
    """T27 reads the list and the project's chain alike: one in the case in November, one outside in December."""
    await archived(place)
    await look(place, "2026-12-10")
    await verify(place)
    place.clock.moment = morning("2027-01-05")
    months = Months(place.office.database, place.office.people, place.clock)
    head = await place.person("head")
    found = [(await months.month(head, "YXY", month)).prevention for month in ("2026-11", "2026-12")]

    assert [(one.recorded, one.verified, one.effective) for one in found] == [(2, 1, 0), (0, 1, 1)]
