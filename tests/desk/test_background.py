"""Background data is switched off unless an installation wants it; on, every look is kept (A24, C-15)."""

from sqlalchemy import func, select

from desk.switches import Switches
from store.tables import ContentRow, ReadRow
from tests.desk.offices import new_id

DATA = {"purpose": "safety", "to": "legal", "reason": "现场处置", "background": "工作单位与家庭成员"}


async def count(place, table):
    async with place.office.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table))


async def screened(place):
    number = await place.opened()
    await place.send("cs", number, "screen_decision", outcome="valid", department="engineering")
    return number


async def looks(place):
    async with place.office.database.reading() as session:
        return sorted(await session.scalars(select(ReadRow.person).where(ReadRow.what == "background")))


async def test_it_is_off_nothing_is_offered_taken_or_kept(place):
    async with place.working():
        number = await screened(place)
        kept = await count(place, ContentRow)
        receipt = await place.send("cs", number, "ask_background", **DATA)
        page = await place.desk.case(await place.person("cs"), number)

    assert (receipt.state, receipt.refusal.code) == ("refused", "switched_off")
    assert "ask_background" not in {row.name for row in page.offers}
    assert await count(place, ContentRow) == kept
    assert page.case.of_kind("background") == ()


async def test_switched_on_few_read_it_and_every_look_is_kept(place):
    on = Switches(background=True)
    place.office.reception._switches = on
    place.desk.case.__self__._switches = on
    async with place.working(), place.relaying():
        number = await screened(place)
        offered = {row.name for row in (await place.desk.case(await place.person("cs"), number)).offers}
        await place.send("cs", number, "ask_background", **DATA)
        pages = {who: await place.desk.case(await place.person(who), number) for who in ("legal", "csm")}
        head, seat = await place.person("head"), f"{number}.A24.1.R06"
        shown = await place.desk.approval(head, seat)
        await place.desk.decide(head, seat, new_id(), "approve", "", shown.approval.digest, wait=5)
        after = await place.desk.case(await place.person("legal"), number)

    content = after.case.of_kind("background")[0].content
    assert "ask_background" in offered
    assert shown.words["background"] == DATA["background"]
    assert [("background" in page.contents[content]) for page in pages.values()] == [False, False]
    assert pages["csm"].contents[content]["reason"] == DATA["reason"]
    assert after.contents[content]["background"] == DATA["background"]
    assert await looks(place) == ["head", "legal"]
