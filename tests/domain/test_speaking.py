"""Who speaks outside and by when: T38, T39, D36, the notice not to speak, the press (C-03, N41)."""

from datetime import timedelta

from domain.notices import notices_of
from domain.rights import roles_on
from domain.speaking import unread
from domain.vocabulary import DutyState
from tests.domain.scenes import HOUR, YXY
from tests.domain.statement_scenes import WORDS, Desk


def desk() -> Desk:
    story = Desk(policy=2)
    story.to("S4")
    return story


def told(story: Desk, kind: str) -> list[list[str]]:
    return [[t["person"] for t in e.data["told"]] for e in story.entries(kind) if e.data["duty"].startswith("T38")]


def test_the_first_public_response_is_due_within_four_hours() -> None:
    """T38: the spokesperson is reminded, the executive hears of a breach; only what went out meets it."""
    story = desk()
    story.appoint()
    story.do("cs", "media_involved", kind="press", note="记者到场")
    duty = story.duty("T38")
    story.signed(kind="holding", incident="falling")
    assert story.duty("T38").state is DutyState.OPEN
    story.wait(duty.due_at - story.now + timedelta(minutes=1))

    assert duty.due_at - duty.started_at == 4 * HOUR
    assert told(story, "duty_warned") == [["spokes"], ["spokes"]]
    assert told(story, "duty_breached") == [["exec"]]
    story.out(1, "page")
    assert story.duty("T38").state is DutyState.MET


def test_what_only_staff_hear_is_no_public_response() -> None:
    story = desk()
    story.do("cs", "media_involved", kind="press", note="…")
    story.signed("staff")
    story.out(1, "internal", "pr")

    assert story.duty("T38").state is DutyState.OPEN


def test_a_second_report_starts_no_second_clock_once_we_have_answered() -> None:
    story = desk()
    story.appoint()
    story.do("cs", "media_involved", kind="press", note="…")
    story.signed()
    story.out(1)
    story.do("cs", "media_involved", kind="online", note="…")

    assert [d.rule for d in story.case.duties].count("T38") == 1


def test_a_false_report_is_corrected_with_evidence_within_four_hours() -> None:
    """T39, N41: the correction names the report it puts right, and each report has a clock of its own."""
    story = desk()
    story.appoint()
    for name in ("某报", "某号"):
        story.do("pr", "false_report", outlet_name=name, what="称有人死亡，实际无人受伤")
    first = next(d for d in story.case.duties if d.rule == "T39")
    correction = {"audience": "media", "kind": "correction", "corrects": 1, **WORDS}
    assert story.refused("pr", "draft_statement", **correction).code == "no_evidence"
    story.do("cs", "add_evidence", kind="document", reason="医院证明")
    story.do("pr", "draft_statement", **correction, evidence=[1])
    story.do("pr", "ask_statement", statement=1)
    story.sign_all()
    story.out(1, "press")

    assert first.due_at - first.started_at == 4 * HOUR
    assert [(d.about, str(d.state)) for d in story.case.duties if d.rule == "T39"] == [(1, "met"), (2, "open")]


def test_the_press_is_answered_by_the_spokesperson_when_it_was_promised() -> None:
    """C-03: anybody takes the inquiry in, one person answers, and only from what is out."""
    story = desk()
    story.appoint()
    by = story.now + 3 * HOUR
    story.do("eng", "media_inquiry", outlet_name="晨报 李记者", question="有没有人受伤", reply_by=by.isoformat())
    assert story.duty("D36").due_at == by
    story.draft()
    said = {"inquiry": 1, "note": "已答复"}
    assert story.refused("pr", "inquiry_answered", **said).code == "not_the_spokesperson"
    assert story.refused("spokes", "inquiry_answered", **said, statement=1).code == "not_out"
    story.do("pr", "ask_statement", statement=1)
    story.sign_all()
    story.out(1, "press")
    story.do("spokes", "inquiry_answered", **said, statement=1)

    assert story.duty("D36").state is DutyState.MET
    story.do("spokes", "interview", outlet_name="晨报", record="问答全文", statement=1)


def test_an_inquiry_promises_a_reply_for_later() -> None:
    story = desk()
    past = {"outlet_name": "晨报", "question": "…", "reply_by": (story.now - HOUR).isoformat()}

    assert story.refused("cs", "media_inquiry", **past).code == "day_gone"


def test_everybody_is_told_not_to_speak_and_confirms_it_once() -> None:
    story = desk()
    outcome = story.do("pr", "do_not_speak", text="对外一律由新闻发言人答复。")
    people = [n.person for n in notices_of(story.case, outcome.entries[0])]
    story.do("eng", "silence_read", silence=1)

    assert {"cs", "csm", "eng", "head", "spokes"} <= set(people)
    assert not {"pr", "audit", "admin"} & set(people)
    assert [bool(unread(story.case, who)) for who in ("eng", "cs")] == [False, True]
    assert story.refused("eng", "silence_read", silence=1).code == "already"


def test_whoever_is_appointed_holds_the_role_on_this_case_unless_in_conflict() -> None:
    story = desk()
    story.appoint("prop")
    assert "R15" in roles_on(story.case, "prop", YXY)[0]
    story.do("head", "declare_conflict", account="prop", reason="亲属")

    assert roles_on(story.case, "prop", YXY)[0] == ("R01",)
    story.signed()
    assert story.refused("prop", "release_statement", statement=1, outlet="page").code in (
        "no_spokesperson",
        "in_conflict",
    )
