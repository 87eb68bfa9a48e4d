"""N44: five emergencies of one service centre. First aid, then the record; each kind has its own list (D15, T36)."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

#: When what happened, what was done at once, and what its list still asks for then.
DAY = (
    ("08:30", "system_failure", ["backup"], ["technical"]),
    ("09:30", "illness", ["departments"], ["aid"]),
    ("10:30", "injury", ["aid", "insurer"], ["police"]),
    ("11:30", "lost_property", ["recorded"], ["search"]),
    ("12:30", "media_report", ["departments"], ["watched"]),
)
#: Two of them are grave whatever the complaint was (lifecycle 5.5).
RISES = {"injury": "major by casualty", "media_report": "major by media"}


async def emergency(tale: Tale, when: str, kind: str, done: list[str], left: list[str]) -> list[str]:
    """One of the five, with what its list still asked for when it was not whole."""
    hour, minute = when.split(":")
    await tale.opens(f"12-11 {when}", "cs", channel="desk", subject=f"服务中心：{kind}")
    await tale.does(f"{hour}:{int(minute) + 1}", "cs", "emergency", kind=kind, then=RISES.get(kind, ""))
    await tale.refused(f"{hour}:{int(minute) + 5}", "cs", "items_open", "emergency_checked", items=done)
    await tale.does(f"{hour}:{int(minute) + 20}", "cs", "emergency_checked", items=[*done, *left])
    (refusal,) = [e for e in await tale.made.journal(tale.number) if e.type == "refused"]
    return [str(item) for item in refusal.data["items"]]


async def test_each_of_the_five_has_its_list_and_is_recorded_within_the_hour(tell: Tell) -> None:
    missed: dict[str, list[str]] = {}
    told: dict[str, tuple[str, list[str], list[str]]] = {}
    async with tell() as first:
        for no, (when, kind, done, left) in enumerate(DAY):
            tale = first if no == 0 else Tale(first.made)
            missed[kind] = await emergency(tale, when, kind, done, left)
            floor = str((await tale.case()).floor)
            told[kind] = floor, await tale.duties("T36", "T38"), await tale.news("level_raised", "refused", "breached")
            await tale.proves_itself()

    everybody = "level_raised -> csm csm1 head region"
    assert missed == {kind: left for _, kind, _, left in DAY}
    assert told == {
        "system_failure": ("minor", ["T36.1 12-11 09:31 met"], ["12-11 08:35 refused items_open -> cs"]),
        "illness": ("minor", ["T36.1 12-11 10:31 met"], ["12-11 09:35 refused items_open -> cs"]),
        "injury": (
            "major",
            ["T36.1 12-11 11:31 met"],
            [f"12-11 10:31 {everybody}", "12-11 10:35 refused items_open -> cs"],
        ),
        "lost_property": ("minor", ["T36.1 12-11 12:31 met"], ["12-11 11:35 refused items_open -> cs"]),
        "media_report": (
            "major",
            ["T36.1 12-11 13:31 met", "T38.1 12-11 16:31 open"],
            [f"12-11 12:31 {everybody}", "12-11 12:35 refused items_open -> cs"],
        ),
    }
