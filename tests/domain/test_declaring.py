"""When a crisis may be declared (A11, lifecycle 5.4 to 5.6), and that there is one commander (C-13, D25-6)."""

import pytest

from domain.commanding import commander_of, functions_now
from domain.crisis_codes import PhaseCondition, Post
from domain.declaring import grounds
from domain.offers import offers
from domain.response import holders_of, responders
from domain.rights import roles_on
from tests.domain.scenes import YXY, Scene, scene
from tests.domain.statement_scenes import Desk

C = PhaseCondition


def offered(story: Scene, who: str) -> bool:
    """Is declaring a crisis among what this person may do?"""
    roles, departments = roles_on(story.case, who, YXY)
    return "declare_crisis" in {row.name for row in offers(story.case, who, roles, departments)}


@pytest.mark.parametrize(
    ("command", "form", "condition"),
    [
        ("report_turn", {"what": "casualty", "note": "…"}, C.CASUALTY),
        ("report_turn", {"what": "organised", "note": "…"}, C.GROUP),
        ("report_turn", {"what": "spread", "note": "…"}, C.GROUP),
        ("report_turn", {"what": "threat", "note": "…"}, C.IRRATIONAL),
        ("emergency", {"kind": "injury", "note": "…"}, C.CASUALTY),
        ("media_involved", {"kind": "press", "note": "…"}, C.MEDIA),
        ("make_group", {"cause": "…", "facts": "…"}, C.GROUP),
        ("assess", {"organised": True}, C.GROUP),
    ],
    ids=("casualty", "organised", "spread", "threat", "injury", "media", "a group", "assessed"),
)
def test_what_is_known_offers_a_crisis_to_every_head(command: str, form: dict[str, object], condition: C) -> None:
    story = scene("S4", policy=2)
    assert not offered(story, "eng")
    story.do("cs", command, **form)

    assert grounds(story.case) == (condition,)
    assert offered(story, "eng")
    story.do("eng", "declare_crisis", reason="…", commander="head")
    assert story.entries("declare_crisis")[0].data["grounds"] == [str(condition)]


@pytest.mark.parametrize("who", ["head", "csm", "cs"])
def test_cs_and_the_project_head_declare_by_judgement(who: str) -> None:
    """R06, R12 (the rights of CS): nothing is on record, the reason is theirs."""
    story = scene("S4", policy=2)
    assert offered(story, who)
    assert not offered(story, "eng")
    assert story.refused("eng", "declare_crisis", reason="…", commander="head").code == "no_crisis_grounds"
    story.do(who, "declare_crisis", reason="情绪失控，随时可能聚集", commander="head")

    assert story.case.crisis
    assert "grounds" not in story.entries("declare_crisis")[0].data


def test_what_somebody_looked_at_is_no_ground_any_more() -> None:
    story = scene("S4", policy=2, level="major")
    story.do("cs", "report_turn", what="spread", note="…")
    story.do("csm", "keep_phase", reason="传言不实")
    assert grounds(story.case) == ()
    story.do("cs", "media_involved", kind="press", note="…")

    assert grounds(story.case) == (C.MEDIA,)


def test_under_the_first_book_any_head_declares_as_before() -> None:
    story = scene("S4", policy=1)
    story.do("eng", "declare_crisis", reason="…", commander="head")

    assert story.case.crisis


def named(policy: int = 2) -> Scene:
    """A major case whose team has a commander."""
    story = scene("S3", policy=policy)
    team = ["head", "csm", "cs", "eng"]
    story.do("csm", "level_set", level="major", team=team, commander="csm", criteria="…", organised=True)
    return story


def test_the_commander_named_with_the_level_commands_until_a_crisis_names_one() -> None:
    story = named()
    assert (commander_of(story.case), holders_of(story.case, Post.COMMANDER)) == ("csm", ("csm",))
    story.do("head", "declare_crisis", reason="…", commander="head")

    assert commander_of(story.case) == "head"
    assert dict(functions_now(story.case))["commander"] == "head", "the team's list shows no second one"
    story.do("head", "hand_over_command", commander="csm", note="…")
    story.do("csm", "accept_command")
    assert dict(functions_now(story.case))["commander"] == "csm"


def test_setting_the_level_names_no_second_commander() -> None:
    story = scene("S3", policy=2)
    story.do("csm", "declare_crisis", reason="…", commander="head")
    form = {"level": "major", "team": ["head", "csm", "cs"], "criteria": "…"}
    assert story.refused("csm", "level_set", commander="csm", **form).code == "commander_stands"
    story.do("csm", "level_set", commander="head", **form)

    assert dict(functions_now(story.case))["commander"] == "head"


def test_the_appointed_spokesperson_is_the_post_of_spokesperson() -> None:
    """A25, D24: one appointment, one person; part of the crisis team while there is a crisis (lifecycle 5.5)."""
    story = Desk(level="major", policy=2)
    story.to("S4")
    story.appoint()
    assert holders_of(story.case, Post.SPOKESPERSON) == ("spokes",)
    assert "spokes" not in responders(story.case)
    story.do("csm", "declare_crisis", reason="…", commander="head")

    assert "spokes" in responders(story.case)
    assert {"R09", "R15"} <= set(roles_on(story.case, "spokes", YXY)[0])
