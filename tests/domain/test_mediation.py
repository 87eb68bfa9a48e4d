"""Mediation of a dispute with a neighbour (D57, N49): neutral, versions, compliance after seven days (T42)."""

import pytest

from tests.domain.scenes import DAY, Scene, scene

DOG = {"parties": 2, "other": "楼上 1301 业主", "mediator": "prop", "issue": "夜间犬吠"}


def opened(stage: str = "S7") -> Scene:
    story = scene(stage, policy=2)
    story.do("cs", "mediation", **DOG)
    return story


def agreed(stage: str = "S7") -> Scene:
    story = opened(stage)
    story.do("prop", "mediation_agreement", mediation=1, terms="22 点后犬只不留阳台", agreed=[1, 2])
    return story


def test_the_mediator_is_neutral_and_of_the_project() -> None:
    story = scene("S7")
    story.do("csm", "assign", owner="cs")

    assert story.refused("cs", "mediation", **{**DOG, "mediator": "eng"}).code == "not_neutral"
    assert story.refused("cs", "mediation", **{**DOG, "mediator": "cs"}).code == "not_neutral"
    assert story.refused("cs", "mediation", **{**DOG, "mediator": "cs2"}).code == "not_in_project"


def test_legal_that_mediates_records_what_was_agreed() -> None:
    """D57: whoever may be asked to mediate may say what came of it; whether it is kept others check."""
    story = scene("S7", policy=2)
    story.do("cs", "mediation", **{**DOG, "mediator": "legal"})
    story.do("legal", "mediation_agreement", mediation=1, terms="22 点后犬只不留阳台", agreed=[1, 2])

    assert story.duty("T42").running
    assert story.refused("legal", "compliance_checked", agreement=1, outcome="kept", note="…").code == "not_yours"


@pytest.mark.parametrize("parties", [0, 1, 21])
def test_a_dispute_has_two_parties_or_more(parties: int) -> None:
    assert scene("S7").refused("cs", "mediation", **{**DOG, "parties": parties}).details["fields"] == ["parties"]


def test_the_clock_starts_with_the_version_that_everybody_agreed_to() -> None:
    story = opened()
    story.do("prop", "mediation_agreement", mediation=1, terms="…", agreed=[1])
    assert not story.case.running("T42")
    assert story.refused("prop", "compliance_checked", agreement=1, outcome="kept", note="…").code == "not_agreed"
    story.do("prop", "mediation_agreement", mediation=1, terms="…", agreed=[1, 2])

    duty = story.duty("T42")
    assert (duty.about, duty.due_at - duty.started_at) == (2, 7 * DAY)
    story.do("prop", "compliance_checked", agreement=2, outcome="kept", note="连续七晚安静")
    assert (str(story.duty("T42").state), story.stage) == ("met", "S7")
    assert story.refused("prop", "compliance_checked", agreement=2, outcome="kept", note="…").code == "already"


def test_what_was_agreed_stands_until_it_is_checked() -> None:
    story = agreed()
    again = {"mediation": 1, "terms": "…", "agreed": [1, 2]}

    assert story.refused("prop", "mediation_agreement", **again).code == "agreement_stands"
    story.do("prop", "compliance_checked", agreement=1, outcome="broken", note="又叫了")
    story.do("prop", "mediation_agreement", **again)
    assert story.case.of_kind("agreement")[-1].no == 2


def test_numbers_that_are_none_are_refused() -> None:
    story = opened()

    assert story.refused("prop", "mediation_agreement", mediation=2, terms="…").code == "no_such_number"
    assert story.refused("prop", "mediation_agreement", mediation=1, terms="…", agreed=[3]).code == "bad_value"
    assert story.refused("prop", "compliance_checked", agreement=1, outcome="kept", note="…").code == "no_such_number"


@pytest.mark.parametrize(("stage", "counts"), [("S7", 0), ("S10", 0), ("S11", 1)])
def test_a_broken_agreement_takes_the_case_back_to_planning(stage: str, counts: int) -> None:
    """T42, on breach: reopens the case."""
    story = agreed(stage)
    story.do("prop", "compliance_checked", agreement=1, outcome="broken", note="…")

    assert (story.stage, story.case.reopened) == ("S5", counts)
    assert story.entries("moved")[-1].data["why"] == "broken"


def test_a_closed_case_is_reopened_by_a_broken_agreement() -> None:
    story = agreed("S11").to("S12")
    story.do("prop", "compliance_checked", agreement=1, outcome="broken", note="…")

    assert (story.stage, story.case.reopened, story.duty("T49").running) == ("S5", 1, True)


def test_in_contingency_the_case_stays() -> None:
    story = agreed("S9")
    story.do("prop", "compliance_checked", agreement=1, outcome="broken", note="…")

    assert story.stage == "S9"
