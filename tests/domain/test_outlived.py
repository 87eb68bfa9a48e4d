"""Improvements that outlive their case (T25, lifecycle S13): when who is reminded, and who may verify them."""

from datetime import date, timedelta

from domain.messages import Command
from domain.outlived import against, due, outliving
from domain.rights import roles_on
from tests.domain.scenes import Scene, scene

#: Recorded on 23 November, due on 22 December: the last seven days are its last quarter.
ACTION = {"action": "复查同楼栋防水", "owner": "eng", "due": "2026-12-22"}


def archived(*forms: dict, policy: int = 2) -> Scene:
    """A case that ended with these improvements open."""
    story = scene("S13", policy=policy, level="minor")
    for form in forms or (ACTION,):
        story.do("cs", "improvement", **form)
    story.do("csm", "archive")
    return story


def told(story: Scene, day: str) -> dict[str, tuple[str, list[str]]]:
    """What is told on a day: by mark, the owner if they hear of it, and the roles."""
    found = due(outliving(story.case), date.fromisoformat(day))
    return {one.mark.partition(".")[0]: (one.leader, [str(role) for role in one.roles]) for one in found}


def marks(story: Scene, first: str, days: int) -> set[str]:
    """Every mark that comes in so many days: each is told once."""
    start = date.fromisoformat(first)
    return {m.mark for n in range(days) for m in due(outliving(story.case), start + timedelta(days=n))}


def test_its_owner_is_reminded_in_the_last_quarter_of_its_time() -> None:
    story = archived()
    (left,) = outliving(story.case)
    near = left.due - (left.due - left.recorded) // 4

    assert (left.about, left.owner) == (f"{story.case.number}/1", "eng")
    assert told(story, str(near - timedelta(days=1))) == {}
    assert told(story, str(near)) == told(story, "2026-12-22") == {"near": ("eng", [])}


def test_one_of_a_few_days_is_near_the_day_before() -> None:
    story = archived()
    (left,) = outliving(story.case)
    short = archived({**ACTION, "due": str(left.recorded + timedelta(days=2))})

    assert told(short, str(left.recorded + timedelta(days=1))) == {"near": ("eng", [])}


def test_a_miss_is_told_the_day_after_to_its_owner_and_the_project_head_then_weekly_higher() -> None:
    story = archived()

    assert told(story, "2026-12-23") == told(story, "2026-12-29") == {"missed": ("eng", ["R06"])}
    assert told(story, "2026-12-30")["week"] == ("", ["R06", "R03"])
    assert {m for m in marks(story, "2026-12-23", 22) if m.startswith("week")} == {
        "week.2026-12-30", "week.2027-01-06", "week.2027-01-13",
    }  # fmt: skip
    assert {m for m in marks(story, "2026-12-23", 22) if m.startswith("missed")} == {"missed.2026-12-23"}


def test_what_was_missed_before_the_case_ended_is_told_from_its_end() -> None:
    """Before, the case's own clock told of it."""
    story = scene("S13", policy=2, level="minor")
    story.do("cs", "improvement", **{**ACTION, "due": "2026-12-05"})
    story.wait(date(2026, 12, 12) - story.now.date())
    story.do("csm", "archive")

    assert told(story, "2026-12-12") == {}
    assert told(story, "2026-12-13") == {"missed": ("eng", ["R06"])}
    assert "week" in told(story, "2026-12-20")


def test_nothing_is_told_of_what_is_verified_or_written_anew_nor_while_the_case_goes_on() -> None:
    story = scene("S13", policy=2, level="minor")
    for form in (ACTION, ACTION, {**ACTION, "replaces": 2}):
        story.do("cs", "improvement", **form)
    story.do("csm", "improvement_verified", improvement=1, note="…")
    assert told(story, "2026-12-23") == {}
    story.do("csm", "archive")

    assert [one.no for one in outliving(story.case)] == [3]


def objection(story: Scene, who: str, improvement: int = 1, *, verified: bool = False) -> str:
    roles, departments = roles_on(story.case, who, story.roster)
    command = Command(
        case=story.case.number, actor=who, roles=roles, departments=departments, data={"improvement": improvement}
    )
    found = against(story.case, command, verified=verified)
    return found.code if found else ""


def test_who_verifies_one_is_who_might_have_in_the_case_and_not_its_owner() -> None:
    story = archived(ACTION, {**ACTION, "replaces": 1}, ACTION)

    assert [objection(story, who, 3) for who in ("cs", "csm", "head", "prop")] == [""] * 4
    assert objection(story, "eng", 3) == "own_work"
    assert [objection(story, who, 3) for who in ("region", "audit")] == ["not_yours"] * 2


def test_what_cannot_be_verified_says_why() -> None:
    story = archived(ACTION, {**ACTION, "replaces": 1}, ACTION)

    assert objection(story, "csm", 9) == "no_such_number"
    assert objection(story, "csm", 1) == "written_anew"
    assert objection(story, "csm", 3, verified=True) == "already"
    assert objection(scene("S13", policy=2), "csm", 1) == "case_goes_on"


def test_who_is_in_conflict_does_not_verify() -> None:
    story = scene("S13", policy=2, level="minor")
    story.do("cs", "improvement", **ACTION)
    story.do("csm1", "declare_conflict", reason="亲属")
    story.do("csm", "archive")

    assert objection(story, "csm1") == "in_conflict"


def test_an_older_case_is_reminded_of_as_well() -> None:
    """The lines are the project's, not the case's: no journal of an older case changes."""
    assert told(archived(policy=1), "2026-12-23") == {"missed": ("eng", ["R06"])}
