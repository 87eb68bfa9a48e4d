"""What is known and prepared in a crisis: facts, police card, support, reception (D26, D38)."""

from domain.superseding import superseded_by
from tests.domain.scenes import HOUR, scene
from tests.domain.test_crisis import crisis

CARD = {"conditions": "有人翻越围挡", "channel": "110", "way": "现场负责人打", "people": "…", "time": "十分钟内"}


def test_a_fact_has_its_age_and_source_and_is_superseded_not_deleted() -> None:
    story = crisis()
    said = {"text": "两人受伤", "source": "opinion", "certainty": "reported"}
    story.do("cs", "record_fact", **said)
    story.do("cs", "record_fact", text="无人受伤", source="site", certainty="confirmed", supersedes=1)
    facts = story.case.of_kind("fact")

    assert [(f.no, f.data["certainty"]) for f in facts] == [(1, "reported"), (2, "confirmed")]
    assert superseded_by(story.case, "fact").keys() == {1}
    for no in (1, 7):
        assert story.refused("cs", "record_fact", **said, supersedes=no).code == "no_such_number"
    assert scene("S4", policy=2).refused("csm", "record_fact", **said).code == "no_crisis"


def test_intensification_starts_two_hours_for_the_police_card() -> None:
    """T17: HR and administration; a vacant seat passes to the project head."""
    story = crisis()
    story.do("cs", "intensification", reason="约好周六到售楼处")
    duty = story.duty("T17")
    assert (duty.owner_role, duty.due_at - story.now) == ("R16", 2 * HOUR)
    story.wait(HOUR)
    assert [t.person for t in story.duty("T17").told] == ["head"]
    missing = {k: v for k, v in CARD.items() if k != "time"}
    assert story.refused("csm", "police_card", **missing).code == "missing"
    story.do("csm", "police_card", **CARD)

    assert str(story.duty("T17").state) == "met"
    assert (story.approval("A16").subject, story.approval("A16").asked_of) == ("police_card:1", ("head", "head1"))


def test_the_site_is_briefed_from_a_signed_card() -> None:
    """A16: conditions briefed before."""
    story = crisis()
    assert story.refused("csm", "brief_site", note="…").code == "card_not_signed"
    story.do("csm", "police_card", **CARD)
    assert story.refused("csm", "brief_site", note="…").code == "card_not_signed"
    story.sign("head", "A16.1.R06")
    story.do("csm", "brief_site", note="保安班长、客服前台")
    story.do("csm", "police_card", **CARD)
    assert story.refused("csm", "brief_site", note="…").code == "card_not_signed", "a new card is signed anew"


def test_the_region_grants_support() -> None:
    """A18."""
    story = crisis()
    story.do("head", "ask_support", what="experts", reason="结构检测")
    assert (story.approval("A18").subject, story.approval("A18").asked_of) == ("support:1", ("region",))
    assert story.refused("head", "ask_support", what="people", reason="…").code == "already_asked"
    story.sign("region", "A18.1.R08")
    assert str(story.approval("A18").state) == "approved"


def test_reception_names_people_of_the_project() -> None:
    story = crisis()
    assert story.refused("csm", "set_reception", venue="会所", staff=["cs2"]).code == "not_in_project"
    story.do("csm", "set_reception", venue="会所", staff=["cs", "prop"])
    assert story.case.of_kind("reception")[0].data == {"staff": ["cs", "prop"]}


def test_owners_are_told_of_a_sudden_event_within_half_an_hour() -> None:
    """T37, D58: in any case, a crisis or not."""
    story = scene("S4", policy=2)
    assert story.refused("cs", "owners_notified", ways=["sms"], text="…").code == "nobody_to_tell"
    story.do("cs", "sudden_event", what="power", affected="3 号楼全部", note="已启用应急照明")
    duty = story.duty("T37")
    assert (duty.owner_role, duty.due_at - story.now) == ("R05", HOUR / 2)
    story.wait(HOUR / 2)
    assert [(t.mark, t.person) for t in story.duty("T37").told][-1] == ("100", "eng")
    story.do("eng", "owners_notified", ways=["sms", "board"], text="原因、进展、安全措施")

    assert (str(story.duty("T37").state), story.duty("T37").late_by) == ("met", 60)
    assert not scene("S4").do("cs", "sudden_event", what="fire", affected="…", note="…").entries[1:]


def test_an_organised_group_known_at_the_assessment_calls_the_leader() -> None:
    """T20: at first moment, also when the assessment says it."""
    story = scene("S3", policy=2)
    story.do("csm", "level_set", level="major", team=["head", "csm"], organised=True)
    assert story.case.running("T20")
    other = scene("S3", policy=2)
    other.do("csm", "level_set", level="general", team=["head", "csm"], organised=False)
    assert not other.case.running("T20")
