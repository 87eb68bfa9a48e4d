"""N01: a cold home, an angry call, all crews out. A visit in place of a telephone call, warm before the shift ends."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

CONDITIONS = ["steps", "customer", "departments", "file"]


async def radiator(tale: Tale) -> None:
    """The duty person takes the call; the squad leader comes back, takes over the desk and sends him up."""
    await tale.opens("12-07 15:02", "cs", subject="暖气不热", description="家里冷，摔了电话。", room="1-1-0703")
    await tale.does("15:03", "csm", "assign", owner="cs")
    await tale.does("15:08", "cs", "hand_over", to="csm1", note="维修人员都在外面；业主情绪激动。")
    await tale.does("15:09", "csm1", "accept_handover")
    await tale.does("15:10", "csm1", "promise_visit", at="15:30")
    await tale.does("15:12", "csm1", "screen_decision", outcome="valid", department="property", then="S3")
    await tale.does("15:14", "csm1", "level_set", level="minor", category="property", mentality=["venting"], then="S4")
    await tale.does("15:22", "cs", "visit_arrived", promise=1)
    await tale.does("15:23", "cs", "log_contact", purpose="acknowledge", way="home", note="穿鞋套入户，说明情况。")
    await tale.does("15:30", "cs", "interim_measure", what="先借用电暖器", promised="12-07")
    await tale.does("15:35", "prop", "investigation_submitted", liability="ours", cause="service", then="S5")
    await tale.does("15:36", "cs", "save_plan", text="班组收工直接来换阀", steps=[("prop", "12-07", "换阀、排气")])
    await tale.does("15:37", "cs", "plan_submitted", plan=1, then="S6; asks A01.1.R03 csm csm1")
    await tale.signs("15:40", "csm", "A01.1.R03", then="S7")
    await tale.does("15:42", "cs", "log_contact", purpose="present", way="home", answer="satisfied")
    await tale.does("15:43", "cs", "add_evidence", kind="signed_form", reason="业主在派工单上签字")
    await tale.does("15:44", "cs", "customer_response", outcome="satisfied", evidence=[1], then="S10")
    await tale.does("16:35", "prop", "task_done", task=1, note="三组暖气都热")
    await tale.does("16:36", "prop", "permanent_fix", measure=1)
    await tale.does("17:25", "csm1", "log_contact", purpose="progress", way="phone", note="暖和了，业主道谢。")
    await tale.does("17:26", "prop", "execution_complete", then="S11")
    await tale.does("17:28", "csm1", "log_contact", purpose="result", way="phone", answer="satisfied")
    await tale.does("17:29", "csm1", "add_evidence", kind="customer_confirmation", reason="通话录音")
    done = {"satisfaction": "satisfied", "treatment": "satisfied", "conditions": CONDITIONS, "evidence": [2]}
    await tale.does("17:30", "csm1", "result_confirmed", **done, then="asks A14.1.R03 csm")
    await tale.signs("17:45", "csm", "A14.1.R03", then="S12; closed")
    await tale.does("12-09 10:00", "cs", "visit_recorded", manner="phone", answer="satisfied", then="S13")
    await tale.does("10:05", "csm", "archive", then="S14; ended")


async def test_a_cold_home_is_warm_before_the_shift_ends(tell: Tell) -> None:
    async with tell() as tale:
        await radiator(tale)
        case, news = await tale.case(), await tale.news()
        clocks = await tale.duties("T50", "T03", "T40a", "T40b", "T41", "T10", "T22", "T23", "T24")

    assert case.owner == "csm1"
    assert clocks == [
        "T03.1 12-07 19:02 met",
        "T50.1 12-07 16:02 met",
        "T40a.1 12-07 15:30 met",
        "T40b.1 12-07 23:22 met",
        "T41.1 12-08 00:00 met",
        "T10.1 12-08 15:44 met",
        "T22.1 12-08 17:26 met",
        "T23.1 12-14 17:45 met",
    ]
    assert [d.id for d in case.duties if d.breach or d.owed] == []
    assert news == [
        "12-07 15:03 assigned -> cs",
        "12-07 15:08 handover_offered -> csm1",
        "12-07 15:09 handover_accepted -> cs",
        "12-07 15:20 warned T40a.1 50 -> prop",
        "12-07 15:37 asked A01.1.R03 -> csm csm1",
        "12-07 15:40 signed A01.1.R03 approve -> cs",
        "12-07 17:30 asked A14.1.R03 -> csm",
        "12-07 17:45 signed A14.1.R03 approve -> csm1",
    ]
