"""A whole crisis through the desk on an engine that skips time: latent, outbreak, handling, aftermath, stood down."""

import pytest

from domain.crisis_codes import StandDown
from domain.entries import Entry, instant
from tests.workflows.conftest import MakeWorld
from tests.workflows.plays import Deed, act, contact, do, sign
from tests.workflows.test_book_two import lines, nine_o_clock
from tests.workflows.world import COMPLAINT, HOUR, MINUTE, World

LATENT = (
    contact("acknowledge"),
    do("csm", "assign", owner="cs"),
    do("cs", "screen_decision", outcome="valid", department="engineering", note="…"),
    do("csm", "level_set", level="general", team=["head", "csm", "cs", "eng"]),
    do("cs", "latent_crisis", note="…"),
    do("cs", "risk_warning", calls=["project_head", "regional_cs"], departments=["engineering"], text="…"),
    do("head", "confirm_team", team=["head", "csm", "cs", "eng"]),
    do("cs", "tick_strategy", items=["identify", "prepare"]),
)
OUTBREAK = (
    do("cs", "report_turn", what="organised", note="四十户堵门"),
    do("csm", "declare_crisis", reason="…", commander="csm"),
    sign("region", "A11.1.R08"),
    do("head", "change_phase", phase="outbreak", condition="group", reason="…"),
    do("csm", "hand_over_command", commander="head", note="…"),
    do("head", "accept_command"),
    do("head", "log_attendance", place="东门"),
    do("head", "post_person", post="monitor", account="sales"),
    do("sales", "monitor_log", place="video", outcome="found", what="…", tone="angry", mentions=31),
    do("cs", "record_fact", text="…", source="site", certainty="confirmed"),
    do("cs", "intensification", reason="…"),
    do("csm", "police_card", conditions="…", channel="110", way="…", people="…", time="…"),
    sign("head", "A16.1.R06"),
    do("cs", "file_report", kind="turn", text="…"),
    do("region", "read_report", report=1),
)
HANDLING = (
    do("head", "change_phase", phase="handling", condition="facts", reason="…"),
    do("cs", "file_report", kind="turn", text="…"),
    do("cs", "file_report", kind="daily", text="…"),
    do("cs", "file_report", kind="executive", text="…"),
    *(do("sales", "monitor_log", place="forum", outcome="nothing") for _ in range(3)),
)
AFTERMATH = (
    do("head", "change_phase", phase="aftermath", condition="calm", reason="…"),
    do("cs", "file_report", kind="turn", text="…"),
    do("csm", "recovery_plan", effects="…", until="2027-06-01"),
    do("csm", "stand_down", conditions=[str(c) for c in StandDown], reason="…"),
    sign("head", "A11.2.R06"),
)


async def play(made: World, number: str, deeds: tuple[Deed, ...]) -> None:
    """Each deed to its answer; a signature takes a minute of the engine's time."""
    for deed in deeds:
        if deed.seat:
            receipt = await made.decide(deed.who, f"{number}.{deed.seat}")
            await made.at(await made.now())
        else:
            receipt = await act(made, number, deed)
        assert receipt.state == "applied", (deed, receipt.refusal)


def types(entries: tuple[Entry, ...], *names: str) -> list[str]:
    return [e.type for e in entries if e.type in names]


@pytest.mark.timeout(120)
async def test_a_crisis_is_led_from_the_first_sign_to_the_aftermath(skipping: MakeWorld) -> None:
    async with skipping(policy=2) as made, made.working():
        start = await nine_o_clock(made)
        await made.at(start)
        number = (await made.open("cs", COMPLAINT)).number

        await play(made, number, LATENT)
        await made.at(start + 2 * HOUR)
        await play(made, number, OUTBREAK)
        running = (await made.office.desk.case(made.people["region"], number)).case
        await made.at(start + 9 * HOUR + MINUTE)
        await made.until(number, "duty_breached")
        missing = await made.office.desk.cases(made.people["region"], missing="1")
        await play(made, number, HANDLING)
        await play(made, number, AFTERMATH)
        journal, verified = await made.journal(number), await made.verified(number)
        case = (await made.office.desk.case(made.people["head"], number)).case

    assert (running.crisis, running.commander, str(running.phase), str(running.level)) == (
        True,
        "head",
        "outbreak",
        "major",
    )
    assert [e.data["phase"] for e in journal if e.type == "change_phase"] == ["outbreak", "handling", "aftermath"]
    proposed = [(e.data["phase"], e.data["condition"]) for e in journal if e.type == "phase_proposed"]
    assert proposed == [("outbreak", "group"), ("aftermath", "calm")]
    assert (instant(start + 9 * HOUR), "duty_breached", "region") in lines(journal, "T11.1"), "18:00, nobody reported"
    assert number in {row.number for row in missing.rows}
    assert {d.rule for d in case.duties if str(d.state) == "met"} >= {"T06a", "T06b", "T11", "T13", "T15", "T17", "T20"}
    assert types(journal, "declare_crisis", "crisis_stood_down") == ["declare_crisis", "crisis_stood_down"]
    assert (case.crisis, case.commander, str(case.phase)) == (False, "", "aftermath")
    assert verified.findings == ()
