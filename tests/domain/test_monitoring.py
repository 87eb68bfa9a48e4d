"""Watching opinion, reports and their readers, recovery (D34, D37, D53; T11-T15, T19)."""

from datetime import timedelta

import pytest

from domain.monitoring import mentions_per_hour
from domain.notices import notices_of
from domain.policy import POLICIES
from domain.report_draft import HEADINGS, draft
from domain.reporting import unread
from tests.domain.scenes import HOUR, scene
from tests.domain.test_crisis import crisis

FOUND = {"place": "video", "outcome": "found", "what": "视频", "tone": "angry"}


def test_nothing_found_counts_as_a_look() -> None:
    """T15, T05: met by any look, and owed anew."""
    story = crisis()
    story.do("cs", "monitor_log", place="forum", outcome="nothing")
    assert [(d.id, str(d.state)) for d in story.case.duties if d.rule == "T15"] == [("T15.1", "met"), ("T15.2", "open")]
    refusal = story.refused("cs", "monitor_log", place="forum", outcome="found")
    assert set(refusal.details["fields"]) == {"what", "tone"}
    assert story.refused("cs", "monitor_log", **FOUND, picture=3).code == "bad_value"
    story.do("cs", "add_evidence", kind="photo", reason="截图")
    story.do("cs", "monitor_log", **FOUND, picture=1)


def test_mentions_are_counted_by_the_hour() -> None:
    story = crisis()
    start = story.now
    story.do("cs", "monitor_log", **FOUND, mentions=5)
    story.do("cs", "monitor_log", **FOUND, mentions=2)
    story.wait(2 * HOUR)
    story.do("cs", "monitor_log", **FOUND, mentions=31)
    story.do("cs", "monitor_log", place="forum", outcome="nothing")
    counts = mentions_per_hour(story.case, story.now, 4)

    assert [n for _, n in counts] == [0, 7, 0, 31]
    assert counts[1][0] == start.replace(minute=0, second=0, microsecond=0)


def test_in_a_drill_an_hour_is_as_short_as_its_clock() -> None:
    story = crisis(drill=60)
    story.do("cs", "monitor_log", **FOUND, mentions=5)
    story.wait(3 * HOUR / 60)
    story.do("cs", "monitor_log", **FOUND, mentions=31)

    counts = [n for _, n in mentions_per_hour(story.case, story.now, 6)]

    assert (sum(counts), counts[-1]) == (36, 31)


def test_three_quiet_looks_are_a_surface_calm() -> None:
    """D22: entry of the aftermath, proposed."""
    story = crisis()
    for phase, condition in (("outbreak", "media"), ("handling", "facts")):
        story.do("csm", "change_phase", phase=phase, condition=condition, reason="…")
    for _ in range(2):
        story.do("cs", "monitor_log", place="forum", outcome="nothing")
    assert story.case.phase_proposed == ""
    story.do("cs", "monitor_log", place="group", outcome="nothing")
    assert story.case.phase_proposed == "aftermath.calm"


def test_marketing_keeps_contact_with_the_media() -> None:
    """T14, C-23: one entry satisfies."""
    story = crisis()
    story.do("pr", "media_contact", outlet="晚报", note="…")
    assert [str(d.state) for d in story.case.duties if d.rule == "T14"] == ["met", "open"]
    assert story.refused("sales", "media_contact", outlet="…", note="…").code == "not_yours"


def test_a_report_goes_to_its_readers_and_who_read_it_is_recorded() -> None:
    """D34: crisis group, project head, region; T19 to the executives."""
    story = crisis()
    story.do("cs", "file_report", kind="daily", text="…")
    line = story.last.entries[0]
    told = {t["person"]: t["role"] for t in line.data["told"]}
    assert told == {"head": "R06", "region": "R08", "csm": "R09", "eng": "R09"}
    assert {n.person for n in notices_of(story.case, line)} == set(told)
    assert story.refused("region", "read_report", report=9).code == "no_such_number"
    story.do("region", "read_report", report=1)
    assert story.refused("region", "read_report", report=1).code == "read_already"
    assert (unread(story.case, "region"), len(unread(story.case, "head"))) == ((), 1)

    story.do("csm", "file_report", kind="executive", text="…")
    assert [t["person"] for t in story.last.entries[0].data["told"]] == ["exec"]
    first = scene("S4")
    first.do("cs", "file_report", kind="daily", text="…")
    assert "told" not in first.last.entries[0].data, "the walk's line stays as it is"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_draft_tells_what_happened_since_the_last_report_and_nobodys_name(language: str) -> None:
    story = crisis()
    story.do("cs", "interim_measure", what="酒店")
    story.do("cs", "file_report", kind="daily", text="…")
    story.do("cs", "log_contact", purpose="progress", way="phone", note="林秀岚 13800000147")
    story.do("cs", "report_turn", what="spread", note="…")
    story.do("cs", "monitor_log", **FOUND, mentions=31)
    story.do("csm", "note_decision", decision="…", known="…", unknown="…")
    story.now += timedelta(hours=3)
    story.paper.wait(story.now)
    text = draft(story.case, story.paper.entries, POLICIES[2], language)
    zh = language == "zh-CN"

    assert [line for line in text.split("\n") if line in {h[not zh] for h in HEADINGS}] == [h[not zh] for h in HEADINGS]
    for said in (
        ("客户联系 1 次（进展告知 1）", "重要转变：事态扩大", "新增提及 31 条", "决定 1 次", "超时：报告重要转变 T13")
        if zh
        else (
            "contacts with the customer: 1 (Progress 1)",
            "Important turn: It spreads",
            "new mentions: 31",
            "decisions: 1",
            "breached: Report the turn T13",
        )
    ):
        assert said in text
    assert "临时措施" not in text
    assert "interim" not in text, "told in the report before"
    assert not [private for private in ("林秀岚", "138", "csm", "head1", "酒店") if private in text]


def test_a_recovery_plan_has_measures_with_dates_and_clocks() -> None:
    """D53, D42."""
    story = crisis()
    story.do("csm", "recovery_plan", effects="…", until="2027-03-01")
    measure = {"kind": "relationship", "what": "上门慰问", "owner": "prop"}
    assert story.refused("csm", "recovery_measure", **measure, due="2026-01-01").code == "day_gone"
    story.do("csm", "recovery_measure", **measure, due="2026-12-01")
    story.do("csm", "recovery_measure", **measure, due="2026-12-08")
    first = next(d for d in story.case.duties if d.rule == "D53")
    assert (first.person, first.about, len(story.case.running("D53"))) == ("prop", 1, 2)
    story.do("prop", "recovery_done", recovery=1, note="…")

    assert [d.about for d in story.case.running("D53")] == [2]
    assert story.refused("prop", "recovery_done", recovery=1, note="…").code == "already"
