"""N45, a disturbance on delivery day: the groups of D29, filming, a close-up refused, media handed on, a complaint.

Told through the desk, from the batch that is planned to its report. The complaint becomes a case like any other.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desk.chains import chains
from desk.errors import Refused
from domain.campaign import reminder_of
from tests.desk.offices import FORM, new_id

PLANNED = datetime(2027, 6, 10, 1, tzinfo=UTC)
GROUPS: dict[str, dict[str, Any]] = {
    "coordination": {"members": ["csm", "sales", "eng", "prop"], "others": "1", "names": "设计部何工"},
    "complaints": {"members": ["cs", "csm1"]},
    "order": {"others": "5"},
    "filming": {"others": "1", "members": ["prop"]},
    "car_park": {"others": "2"},
}
FILM = {"scene": "disturbance", "recording": "video", "place": "一期东门", "custody": "2 号记录仪"}


class Day:
    """One delivery on the desk; `does` sends, `cannot` gives the code of the refusal."""

    def __init__(self, place) -> None:
        self.place, self.number = place, ""
        place.clock.moment = PLANNED

    def on(self, day: int, hour: int = 9) -> None:
        self.place.clock.moment = datetime(2027, 6, day, hour, tzinfo=UTC) - timedelta(hours=8)

    async def opens(self) -> None:
        days = {"first": "2027-06-18", "last": "2027-06-18", "leader": "head"}
        form = {"project": "YXY", "kind": "delivery", "homes": "264", "batch": "一期 1–3 号楼", **days}
        self.number = await self.place.desk.campaigns.open(await self.place.person("csm"), new_id(), form)

    async def does(self, who, name, /, **form):
        await self.place.desk.campaigns.do(await self.place.person(who), new_id(), self.number, name, form)

    async def cannot(self, who, name, /, **form):
        with pytest.raises(Refused) as error:
            await self.does(who, name, **form)
        return error.value.refusal.code

    async def complaint(self):
        person, key = await self.place.person("cs"), new_id()
        receipt = await self.place.desk.open_case(person, key, FORM, wait=0)
        await self.place.desk.campaigns.bring_in(person, key, self.number, receipt.number)
        return receipt.number

    async def due(self) -> list[str]:
        campaigns = self.place.desk.campaigns
        return [reminder_of(one) for one in await campaigns.due_on(campaigns.today(), ("YXY",))]

    async def news(self, who: str) -> list[tuple[str, int, str, bool]]:
        """What the desk tells of this day: of which media, by whom, and whether it was read."""
        lying = await self.place.desk.my_desk(await self.place.person(who))
        told = [one for one in lying.notices if "campaign" in one.data]
        return [(one.data["campaign"], one.data["media"], one.actor, one.seen) for one in told]

    async def shown(self, who: str = "csm"):
        return await self.place.desk.campaigns.shown(await self.place.person(who), self.number)


async def test_a_disturbance_on_delivery_day(place):
    day = Day(place)
    await day.opens()
    day.on(17)
    assert await day.due() == ["delivery_not_ready"]
    for group, people in GROUPS.items():
        await day.does("head", "staff_group", group=group, **people)
    assert await day.cannot("head", "mark_ready") == "groups_unbriefed"
    await day.does("csm", "brief_groups", groups=list(GROUPS))
    await day.does("head", "mark_ready")
    assert await day.due() == []

    day.on(18)
    await day.does("csm", "site_incident", seen=["banners", "gathering"], measures=["calmed"], place="一期东门")
    assert await day.cannot("prop", "film", **FILM, distance="close") == "no_close_up"
    await day.does("prop", "film", **FILM, distance="far")
    await day.does("prop", "media_came", outlet="江城晚报", asked="是否延期", place="售楼处")
    assert await day.cannot("csm", "hand_over_media", media="1", person="csm") == "not_spokesperson"
    await day.does("cs", "ask_question", asked="地下车库何时能用", reply="later", owner="eng")
    case = await day.complaint()

    assert await day.cannot("head", "close_campaign", report="一切平稳", undone="交付后继续") == "campaign_open"
    await day.does("csm", "hand_over_media", media="1", person="spokes")
    assert await day.news("spokes") == [(day.number, 1, "csm", False)]
    assert await day.news("csm") == []
    await place.desk.mark_seen(await place.person("spokes"))
    assert await day.news("spokes") == [(day.number, 1, "csm", True)]
    await day.does("csm", "answer_question", question="1", answer="八月底前开放，逐户通知。")
    assert await day.cannot("head", "close_campaign", report="…", undone="交付后继续") == "campaign_open"
    day.on(19)
    assert await day.due() == ["delivery_not_closed"]
    await day.does("head", "close_campaign", report="来访 20 人，无人受伤。", undone="交付后继续", carried="true")

    shown = await day.shown()
    assert await day.due() == []
    assert [(one.number, one.open) for one in shown.cases] == [(case, True)]
    codes = [line.data["code"] for line in shown.lines if line.type == "refused"]
    assert codes == ["groups_unbriefed", "no_close_up", "not_spokesperson", "campaign_open", "campaign_open"]
    assert (shown.intact, shown.offers) == (True, ())
    assert [f for one in await chains(place.office.database, place.office.contents) for f in one.findings] == []
