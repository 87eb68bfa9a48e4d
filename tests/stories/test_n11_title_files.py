"""N11: twenty title files with a wrong floor count. The survey is amended before the contract's day (T33, A17)."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]
CONDITIONS = ["steps", "customer", "departments", "file"]
#: The case waits outside for weeks; its weekly report goes on (T12), a little before the day is up.
MONDAYS = ("12-07", "12-14", "12-21", "12-28", "01-04", "01-11", "01-18", "01-25", "02-01", "02-08", "02-15", "02-22")


async def title_files(tale: Tale) -> None:
    """Twenty households cannot get their certificates; the contract promises them by 28 February."""
    await tale.opens("12-01 09:00", "cs", channel="letter", subject="产权证因层数登记有误办不下来")
    await tale.does("09:02", "csm", "assign", owner="cs")
    await tale.does("09:30", "cs", "log_contact", purpose="acknowledge", way="letter", letter="来信收悉。")
    await tale.does("10:00", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    facts = {"households": 20, "category": "other", "systemic": "systemic"}
    await tale.refused("10:30", "csm", "below_floor", "level_set", level="minor", **facts)
    await tale.does("10:32", "csm", "level_set", level="general", team=TEAM, **facts, then="S4")
    await tale.does("11:00", "legal", "legal_opinion", opinion="conditions", text="逾期办证须付违约金；签补充协议。")
    track = {"kind": "administrative", "reason": "请测绘主管部门更正测绘成果"}
    await tale.refused("11:10", "legal", "date_gone", "legal_track", next_date="11-30", **track)
    await tale.does("11:15", "legal", "legal_track", next_date="02-28", **track, then="asks A17.1.R06 head head1")
    await tale.signs("14:00", "head", "A17.1.R06", then="X4")
    for week, day in enumerate(MONDAYS):
        await tale.does(f"{day} {18 - week:02}:00", "cs", "file_report", kind="weekly")
    await tale.does("02-23 15:00", "legal", "add_evidence", kind="document", reason="更正后的测绘成果")
    await tale.does("15:05", "legal", "add_evidence", kind="signed_form", reason="二十户的补充协议")
    await tale.does("15:10", "legal", "legal_outcome", to="S11", evidence=[1, 2], then="S11")
    await tale.does("02-24 10:00", "cs", "log_contact", purpose="result", way="letter", answer="satisfied")
    await tale.does("10:30", "cs", "add_evidence", kind="customer_confirmation")
    done = {"satisfaction": "satisfied", "conditions": CONDITIONS, "evidence": [3]}
    asked = "asks A14.1.R03 csm csm1; asks A14.1.R05 eng"
    await tale.does("10:35", "cs", "result_confirmed", **done, then=asked)
    await tale.signs("11:00", "csm", "A14.1.R03")
    await tale.signs("11:30", "eng", "A14.1.R05", then="S12; closed")


async def test_the_survey_is_amended_before_the_day_of_the_contract(tell: Tell) -> None:
    async with tell() as tale:
        await title_files(tale)
        case = await tale.case()
        clocks = await tale.duties("T33", "T12", "T22", "T48")
        news = await tale.news("T33", "A17", "T50", "T22", "handed_over", "outcome", "refused", "breached")

    assert (case.stage, case.level) == ("S12", "general")
    assert clocks == [
        "T12.1 12-08 10:32 met",
        "T48.1 12-04 10:32 cancelled",
        "T33.1 03-01 00:00 met",
        "T12.2 12-14 18:00 met",
        "T12.3 12-21 17:00 met",
        "T12.4 12-28 16:00 met",
        "T12.5 01-04 15:00 met",
        "T12.6 01-11 14:00 met",
        "T12.7 01-18 13:00 met",
        "T12.8 01-25 12:00 met",
        "T12.9 02-01 11:00 met",
        "T12.10 02-08 10:00 met",
        "T12.11 02-15 09:00 met",
        "T12.12 02-22 08:00 met",
        "T12.13 03-01 07:00 open",
        "T22.1 02-24 15:10 met",
    ]
    assert news == [
        "12-01 09:30 warned T50.1 50 -> cs",
        "12-01 10:30 refused below_floor -> csm",
        "12-01 11:10 refused date_gone -> legal",
        "12-01 11:15 asked A17.1.R06 -> head head1",
        "12-01 14:00 signed A17.1.R06 approve -> legal",
        "12-01 14:00 handed_over -> cs csm eng head",
        "12-31 00:00 warned T33.1 d60 -> legal",
        "01-30 00:00 warned T33.1 d30 -> legal",
        "02-22 00:00 warned T33.1 d7 -> legal",
        "02-23 15:10 outcome -> cs csm eng head",
        "02-24 03:10 warned T22.1 50 -> cs",
    ]
