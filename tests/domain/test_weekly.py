"""T18: the owners of a major group complaint are told every week, signed as A09 asks; drafted from the journal."""

import pytest

from domain.entries import moment
from domain.weekly import Signed, weekly_words
from tests.domain.scenes import DAY, HOUR
from tests.domain.statement_scenes import Desk

SIGNED = Signed("云栖苑项目", "2026 年 12 月 8 日", 40, 12)


def group(level: str = "major", policy: int = 2) -> Desk:
    """A group complaint that is being investigated."""
    story = Desk(level=level, policy=policy)
    story.to("S4")
    story.do("cs", "make_group", cause="外墙渗水", facts="东立面渗水")
    return story


def told(story: Desk) -> list[str]:
    """The clocks of the weekly notice, how each stands."""
    return [f"{d.id} {d.state}" for d in story.case.duties if d.rule == "T18"]


def test_the_clock_of_an_open_major_group_runs_a_week_and_anew_when_the_notice_is_out() -> None:
    story = group()
    duty = story.duty("T18")
    assert (duty.owner_role, duty.due_at - duty.started_at) == ("R02", 7 * DAY)
    no = story.signed("customers", "cs", kind="weekly")
    assert [a.seat for a in story.case.approvals if a.rule == "A09"] == ["R13", "R10"], "major: the executive (A09)"
    story.out(no, "group", "cs")

    assert told(story) == ["T18.1 met", "T18.2 open"]
    assert story.duty("T18").started_at == moment(story.entries("release_statement")[-1].at)


def test_another_statement_to_the_owners_is_no_weekly_notice() -> None:
    story = group()
    story.out(story.signed("customers", "cs"), "group", "cs")

    assert told(story) == ["T18.1 open"]
    assert "kind" not in story.entries("statement_released")[0].data


def test_a_notice_that_is_late_is_told_to_the_project_head() -> None:
    story = group()
    story.wait(7 * DAY + HOUR)

    breach = next(e for e in story.entries("duty_breached") if e.data["duty"] == "T18.1")
    assert {"role": "R06", "person": "head"} in breach.data["told"]


@pytest.mark.parametrize(("level", "policy"), [("general", 2), ("major", 1)])
def test_who_is_not_told_weekly(level: str, policy: int) -> None:
    """Neither the owners of a lesser group, nor those of a case of the first book."""
    assert told(group(level, policy)) == []


def test_a_single_complaint_has_no_weekly_notice() -> None:
    story = Desk(level="major", policy=2)
    story.to("S4")
    assert told(story) == []
    form = {"kind": "weekly", "title": "…", "text": "…"}
    assert story.refused("cs", "draft_statement", audience="customers", **form).code == "weekly_for_group"
    story.do("cs", "make_group", cause="…", facts="…")
    assert story.refused("csm", "draft_statement", audience="staff", **form).code == "weekly_for_group"


def test_the_clock_ends_when_the_complaint_is_major_no_longer() -> None:
    story = group()
    story.do("csm", "change_level", level="general", reason="…")
    story.sign_all()

    assert told(story) == ["T18.1 cancelled"]


def test_the_draft_counts_what_was_done_since_the_last_notice_and_names_nobody() -> None:
    story = group()
    story.do("cs", "interim_measure", what="林秀岚家先遮住窗口")
    story.do("head", "log_attendance", place="东门")
    title, first = weekly_words(story.case, story.paper.entries, SIGNED, "zh-CN")
    assert title == "关于业主反映问题处理进展的通知"
    assert "受理以来：" in first
    assert "采取临时措施 1 项，项目负责人到场 1 次。" in first
    assert "共 40 户，已办结 12 户" in first
    story.out(story.signed("customers", "cs", kind="weekly"), "group", "cs")
    story.do("cs", "interim_measure", what="第二处")
    _, second = weekly_words(story.case, story.paper.entries, SIGNED, "en")

    assert "Since the last notice: interim measures: 1." in second
    assert "林秀岚" not in first + second
