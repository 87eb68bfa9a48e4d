"""Centralised delivery (D28, D29, T45; R20-R24): standing duties, groups with head-counts, the day itself."""

from datetime import date

from domain.campaign import due, is_ready, missing_on, reminder_of, state_of, still_open, unticked
from domain.campaign_codes import CampaignKind, CampaignState, Group, StandingDuty, Unit
from domain.campaign_rows import ANSWERS, BY_GROUP, STANDING_DUTIES, groups_of
from domain.refusals import sentence
from tests.domain.campaigning import delivery, staffed

DAY = "2027-06-18"
SEEN = {"scene": "disturbance", "recording": "video"}


def done(tale):
    """Every standing duty ticked."""
    for unit in Unit:
        tale.does(DAY, "head", "tick_duties", unit=str(unit), items=[str(d) for d in STANDING_DUTIES[unit]])
    return tale


def test_the_five_groups_have_the_head_counts_of_the_procedure():
    rows = groups_of(CampaignKind.DELIVERY)

    assert [(row.group, row.least) for row in rows] == [
        (Group.COORDINATION, 5),
        (Group.COMPLAINTS, 2),
        (Group.ORDER, 5),
        (Group.FILMING, 1),
        (Group.CAR_PARK, 2),
    ]
    assert all(len(row.conduct_zh) == len(row.conduct_en) >= 2 for row in rows)
    assert "不近距离拍摄" in BY_GROUP[Group.FILMING].conduct_zh


def test_every_standing_duty_belongs_to_one_unit_that_somebody_answers_for():
    listed = [duty for duties in STANDING_DUTIES.values() for duty in duties]

    assert sorted(listed) == sorted(StandingDuty)
    assert set(ANSWERS) == set(STANDING_DUTIES) == set(Unit)


def test_it_is_not_ready_while_a_group_is_below_its_head_count():
    tale = staffed(delivery())
    tale.does("2027-06-16", "head", "staff_group", group="complaints", members=["cs"], others=0)

    assert tale.does("2027-06-16", "head", "mark_ready") == "groups_short"
    assert sentence(tale.refusal, "zh-CN") == (
        "人数未达最低要求，不能确认就绪：投诉处理组 1 人（至少 2 人）。请先补足人员。"
    )
    assert "Complaints group 1 of at least 2" in sentence(tale.refusal, "en")


def test_it_is_not_ready_while_a_group_was_not_briefed():
    tale = staffed(delivery())
    tale.does("2027-06-16", "head", "staff_group", group="order", members=[], others=7)

    assert tale.does("2027-06-16", "head", "mark_ready") == "groups_unbriefed"
    tale.does("2027-06-16", "csm", "brief_groups", groups=["order"])
    assert tale.does("2027-06-16", "csm", "mark_ready") == "not_yours"
    assert tale.does("2027-06-16", "head", "mark_ready") == ""


def test_who_leaves_a_group_short_takes_the_readiness_away():
    tale = staffed(delivery())
    tale.does("2027-06-16", "head", "mark_ready")
    ready = state_of(tale.now, date(2027, 6, 17))
    tale.does("2027-06-17", "head", "staff_group", group="car_park", members=[], others=1)

    assert ready is CampaignState.READY
    assert not is_ready(tale.now)
    assert state_of(tale.now, date(2027, 6, 17)) is CampaignState.PREPARING


def test_the_project_head_may_set_another_head_count_for_one_delivery():
    tale = staffed(delivery())
    tale.does("2027-06-16", "head", "set_least", ("reason",), group="order", least=8)

    assert tale.does("2027-06-16", "csm", "set_least", ("reason",), group="order", least=1) == "not_yours"
    assert tale.does("2027-06-16", "head", "mark_ready") == "groups_short"


def test_standing_duties_are_ticked_unit_by_unit_by_who_answers_for_them():
    tale = delivery()

    assert tale.does("2027-06-10", "eng", "tick_duties", unit="engineering", items=["install"]) == ""
    assert tale.does("2027-06-10", "eng", "tick_duties", unit="marketing", items=["hall"]) == "unit_elsewhere"
    assert tale.does("2027-06-10", "eng", "tick_duties", unit="engineering", items=["hall"]) == "duty_of_other_unit"
    assert tale.does("2027-06-10", "csm", "tick_duties", unit="marketing", items=["hall"]) == ""
    assert StandingDuty.INSTALL not in unticked(tale.now, Unit.ENGINEERING)


def test_what_happens_on_the_day_is_recorded_from_the_day_on():
    tale = staffed(delivery())
    film = {**SEEN, "distance": "far"}

    assert tale.does("2027-06-17", "prop", "film", **film) == "day_not_come"
    assert tale.does(DAY, "prop", "film", **film) == ""


def test_no_close_up_is_taken():
    """D29, D33: keep distance."""
    tale = staffed(delivery())

    assert tale.does(DAY, "prop", "film", **SEEN, distance="close") == "no_close_up"
    assert tale.does(DAY, "prop", "film", **SEEN, distance="middle") == ""


def test_each_group_has_its_own_tick_list():
    """R22, R24: whoever is in the group, the coordination group and the leader."""
    tale = staffed(delivery())

    assert tale.does(DAY, "cs", "site_incident", seen=["gathering"]) == "not_yours"
    assert tale.does(DAY, "sales", "site_incident", seen=["gathering"]) == ""
    assert tale.does(DAY, "cs", "car_park_incident", seen=["blocked"]) == "not_yours"
    assert tale.does(DAY, "head", "car_park_incident", seen=["blocked"]) == ""


def test_a_question_that_was_not_answered_waits_for_its_answer():
    """R20, D29: unanswered questions are recorded in detail, no brush-off."""
    tale = staffed(delivery())
    tale.does(DAY, "cs", "ask_question", reply="later", owner="eng")
    tale.does(DAY, "cs", "ask_question", reply="answered")

    assert still_open(tale.now)["questions"] == [1]
    assert tale.does(DAY, "cs", "answer_question", question=2) == "no_such_question"
    assert tale.does(DAY, "cs", "answer_question", question=1) == ""
    assert "questions" not in still_open(tale.now)


def test_the_media_are_received_and_handed_on_to_the_spokesperson():
    """C-03: the coordination group receives and hands over; nobody else speaks."""
    tale = staffed(delivery())
    tale.does(DAY, "prop", "media_came")

    assert tale.does(DAY, "cs", "hand_over_media", media=1, person="spokes") == "not_yours"
    assert tale.does(DAY, "csm", "hand_over_media", media=1, person="csm") == "not_spokesperson"
    assert tale.does(DAY, "csm", "hand_over_media", media=2, person="spokes") == "no_such_media"
    assert tale.does(DAY, "csm", "hand_over_media", media=1, person="spokes") == ""


def test_it_is_closed_with_a_report_when_nothing_is_open():
    tale = done(staffed(delivery()))
    tale.does(DAY, "cs", "ask_question", reply="later", owner="eng")
    tale.does(DAY, "prop", "media_came")

    assert tale.does("2027-06-17", "head", "close_campaign") == "window_running"
    assert tale.does(DAY, "head", "close_campaign") == "campaign_open"
    assert tale.refusal.details["left"] == {"questions": [1], "media": [1]}
    tale.does(DAY, "csm", "hand_over_media", media=1, person="spokes")
    tale.does(DAY, "csm", "answer_question", question=1)
    assert tale.does(DAY, "head", "close_campaign") == ""
    assert state_of(tale.now, date(2027, 6, 19)) is CampaignState.CLOSED


def test_a_few_duties_that_are_left_are_named():
    tale = done(staffed(delivery()))
    tale.lines = [line for line in tale.lines if line.data.get("unit") != "hr"]
    tale.does(DAY, "head", "close_campaign")

    assert "事前和当天对接政府、公安、法院、购置录音、摄像设备、办理法律事务" in sentence(tale.refusal, "zh-CN")


def test_duties_stay_undone_only_with_a_reason():
    tale = staffed(delivery())

    assert tale.does(DAY, "head", "close_campaign") == "campaign_open"
    assert "项目客服部 7 项、营销部 5 项" in sentence(tale.refusal, "zh-CN")
    assert "Project CS (7)" in sentence(tale.refusal, "en")
    assert tale.does(DAY, "head", "close_campaign", ("undone",)) == ""


def test_a_delivery_is_due_the_day_before_while_it_is_not_ready_and_afterwards_until_it_is_closed():
    """T45: one day before [P], the milestone is flagged red."""
    tale = staffed(delivery())

    def said(day):
        return [(d.rule, reminder_of(d)) for d in due([tale.now], date.fromisoformat(day))]

    assert said("2027-06-16") == []
    assert said("2027-06-17") == said(DAY) == [("T45", "delivery_not_ready")]
    assert said("2027-06-19") == [("T45", "delivery_not_closed")]
    tale.does("2027-06-17", "head", "mark_ready")
    assert said("2027-06-17") == said(DAY) == []


def test_what_is_missing_names_groups_up_to_the_day_and_cases_from_it():
    tale = done(staffed(delivery()))
    tale.does("2027-06-16", "head", "staff_group", group="complaints", members=["cs"], others=0)

    before, after = (missing_on(tale.now, date(2027, 6, day), ["YXY-2027-0009"]) for day in (17, 19))
    assert (before["short"], "cases" in before) == (["complaints"], False)
    assert after == {"cases": ["YXY-2027-0009"]}
    tale.does("2027-06-19", "head", "close_campaign", report="平稳交付。")
    assert missing_on(tale.now, date(2027, 6, 19), ["YXY-2027-0009"]) == {}
