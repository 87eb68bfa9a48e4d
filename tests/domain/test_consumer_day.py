"""The window around consumer day (D17, T34): its register, its daily watch, its key customers, its end."""

from datetime import date

from domain.campaign import due, missing_on, reminder_of, still_open
from domain.campaign_rows import usual_window
from domain.refusals import sentence
from tests.domain.campaigning import delivery, window

ISSUE = {"standing": "existing", "owner": "eng", "due": "2027-03-10", "reinspection": True}


def watched(tale, *days):
    for day in days:
        found = {"day": day, "watched": ["forums", "chats"], "found": "nothing"}
        assert tale.does("2027-03-03", "cs", "monitor", **found) == ""
    return tale


def finished():
    """A window in which everything was done."""
    tale = watched(window(), "2027-03-01", "2027-03-02", "2027-03-03")
    tale.does("2027-03-01", "cs", "add_key_customer", owner="cs")
    tale.does("2027-03-02", "cs", "contact_key_customer", customer=1, way="call")
    return tale


def test_the_usual_window_is_the_first_twenty_days_of_march():
    assert usual_window(date(2026, 11, 22)) == (date(2027, 3, 1), date(2027, 3, 20))
    assert usual_window(date(2027, 3, 20))[0] == date(2027, 3, 1)
    assert usual_window(date(2027, 3, 21))[0] == date(2028, 3, 1)


def test_a_window_ends_after_it_begins_and_not_in_the_past():
    tale = window()

    assert tale.does("2027-02-01", "csm", "open_campaign", first="2027-03-20", last="2027-03-01") == "window_backwards"
    assert tale.does("2027-04-01", "csm", "open_campaign", first="2027-03-01", last="2027-03-20") == "window_gone"
    assert tale.does("2027-02-01", "csm", "open_campaign", first="2027-03-01", last="2027-06-30") == "window_long"
    assert tale.does("2027-02-01", "csm", "open_campaign", first="9999-12-30", last="9999-12-31") == "window_long"
    assert tale.does("2027-02-01", "cs", "open_campaign", first="2027-03-01", last="2027-03-20") == "not_yours"


def test_the_special_group_works_in_it_and_others_do_not():
    """R25: whoever is put into the group may do what the group does."""
    tale = window()
    settled = {"issue": 1, "settled": "handed_on"}
    tale.does("2027-03-01", "csm", "register_issue", **ISSUE)
    before = tale.does("2027-03-01", "eng", "settle_issue", **settled)
    tale.does("2027-03-01", "csm", "staff_group", group="special", members=["eng"])

    assert before == "not_yours"
    assert tale.does("2027-03-01", "eng", "settle_issue", **settled) == ""


def test_a_group_takes_people_of_the_project_and_is_one_of_its_kind():
    tale = window()

    assert tale.does("2027-03-01", "csm", "staff_group", group="special", members=["csm2"]) == "campaign_stranger"
    assert tale.does("2027-03-01", "csm", "staff_group", group="order", members=["cs"]) == "group_elsewhere"


def test_an_issue_is_resolved_only_when_its_reinspection_found_it_good():
    """D17: engineering repairs, then the owner looks at it again."""
    tale = window()
    tale.does("2027-03-01", "csm", "register_issue", **ISSUE)
    resolve = {"issue": 1, "settled": "resolved"}
    unseen = tale.does("2027-03-02", "csm", "settle_issue", **resolve)
    tale.does("2027-03-02", "eng", "reinspect", issue=1, result="failed")
    failed = tale.does("2027-03-02", "csm", "settle_issue", **resolve)
    tale.does("2027-03-03", "eng", "reinspect", issue=1, result="passed")

    assert (unseen, failed) == ("not_reinspected", "not_reinspected")
    assert tale.does("2027-03-03", "csm", "settle_issue", **resolve) == ""
    assert tale.does("2027-03-03", "csm", "settle_issue", **resolve) == "no_such_issue"


def test_monitoring_is_of_a_day_of_the_window_that_has_come():
    tale = window()
    seen = {"watched": ["forums"], "found": "nothing"}

    assert tale.does("2027-03-02", "cs", "monitor", day="2027-03-03", **seen) == "day_outside"
    assert tale.does("2027-03-09", "cs", "monitor", day="2027-03-09", **seen) == "day_outside"
    assert tale.does("2027-03-02", "cs", "monitor", day="2027-03-02", **seen) == ""


def test_a_contact_is_with_a_customer_of_the_list():
    assert window().does("2027-03-02", "cs", "contact_key_customer", customer=1, way="call") == "no_such_customer"


def test_a_case_comes_in_once():
    tale = window()

    assert tale.does("2027-03-01", "cs", "add_case", case="YXY-2027-0001") == ""
    assert tale.does("2027-03-01", "cs", "add_case", case="YXY-2027-0001") == "case_in_campaign"


def test_it_is_closed_only_with_a_report_by_its_leader_from_the_last_day_on():
    tale = finished()

    assert tale.does("2027-03-02", "csm", "close_campaign") == "window_running"
    assert tale.does("2027-03-03", "head", "close_campaign") == "not_yours"
    assert tale.does("2027-03-03", "csm", "close_campaign") == ""
    assert tale.does("2027-03-04", "csm", "add_case", case="YXY-2027-0001") == "campaign_closed"


def test_what_is_open_keeps_it_open_and_is_listed():
    """The guard names every issue, day, customer and case."""
    tale = watched(window(), "2027-03-02")
    tale.does("2027-03-01", "csm", "register_issue", **ISSUE)
    tale.does("2027-03-01", "cs", "add_key_customer", owner="cs")
    tale.cases = ("YXY-2027-0009",)

    assert tale.does("2027-03-03", "csm", "close_campaign") == "campaign_open"
    assert sentence(tale.refusal, "zh-CN") == (
        "还不能关闭，尚未完成：重点事项 1 未办结；2027 年 3 月 1 日、2027 年 3 月 3 日没有监测记录；重点客户 1 未联系；"
        "案件 YXY-2027-0009 未结（可勾选转常规办理）。"
    )
    assert "issues 1 not settled" in sentence(tale.refusal, "en")


def test_open_cases_may_go_on_in_their_own_time():
    tale = finished()
    tale.cases = ("YXY-2027-0009",)

    assert tale.does("2027-03-03", "csm", "close_campaign") == "campaign_open"
    assert tale.does("2027-03-03", "csm", "close_campaign", carried=True) == ""


def test_a_window_without_key_customers_says_why():
    tale = watched(window(), "2027-03-01", "2027-03-02", "2027-03-03")

    assert tale.does("2027-03-03", "csm", "close_campaign") == "no_key_customers"
    assert tale.does("2027-03-03", "csm", "close_campaign", ("no_customers",)) == ""


def test_a_window_is_due_when_a_day_was_not_watched_and_when_it_is_over():
    tale = watched(window(), "2027-03-01")

    def said(day):
        return [(d.rule, reminder_of(d), d.leader) for d in due([tale.now], date.fromisoformat(day))]

    assert said("2027-03-02") == []
    assert said("2027-03-03") == [("T34", "day_unwatched", "csm")]
    assert said("2027-03-05") == [("T34", "window_not_closed", "csm")]
    assert [d.mark for d in due([tale.now], date(2027, 3, 3))] == ["day_unwatched.2027-03-02"]
    assert due([finished().now], date(2027, 3, 3)) == ()


def test_nothing_is_due_for_what_is_closed():
    tale = finished()
    tale.does("2027-03-03", "csm", "close_campaign")

    assert due([tale.now], date(2027, 3, 9)) == ()


def test_what_is_open_of_a_delivery_is_of_another_kind():
    assert set(still_open(delivery().now)) == {"duties"}


def test_what_is_missing_in_a_window_is_what_is_open_and_each_day_so_far():
    tale = watched(window(), "2027-03-01")

    assert "days" not in missing_on(tale.now, date(2027, 3, 1), ())
    assert missing_on(tale.now, date(2027, 3, 3), ())["days"] == ["2027-03-02", "2027-03-03"]
