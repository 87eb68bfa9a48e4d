"""The customer's agreement with its evidence, or another person's check (C-37)."""

import pytest

from tests.domain.scenes import Scene, scene


def presented(policy: int = 2) -> Scene:
    story = scene("S7", policy=policy)
    story.contact("present", "satisfied")
    return story


def test_the_word_of_one_person_is_no_proof() -> None:
    story = presented()
    story.do("cs", "add_evidence", kind="photo", reason="…")

    assert story.refused("cs", "customer_response", outcome="satisfied").code == "no_proof"
    assert story.refused("cs", "customer_response", outcome="satisfied", evidence=[1]).code == "no_proof"
    story.do("cs", "customer_response", outcome="dissatisfied", words="不行")


@pytest.mark.parametrize("kind", ["recording", "document", "signed_form", "customer_confirmation"])
def test_evidence_proves_it(kind: str) -> None:
    story = presented()
    story.do("cs", "add_evidence", kind=kind, reason="…")
    story.do("cs", "customer_response", outcome="satisfied", evidence=[1])

    assert story.stage == "S10"


def test_so_does_another_persons_check() -> None:
    story = presented()
    assert story.refused("cs", "check_contact", contact=1, note="…").code == "own_work"
    assert story.refused("csm", "check_contact", contact=4, note="…").code == "no_such_number"
    story.do("csm", "check_contact", contact=1, note="回拨，客户确认同意")
    assert story.refused("csm1", "check_contact", contact=1, note="…").code == "already"
    story.do("cs", "customer_response", outcome="satisfied")

    assert story.stage == "S10"


def test_a_check_of_another_contact_proves_nothing() -> None:
    story = presented()
    story.contact("acknowledge")
    story.do("csm", "check_contact", contact=2, note="…")

    assert story.refused("cs", "customer_response", outcome="satisfied").code == "no_proof"


def test_a_check_before_the_plan_was_changed_proves_nothing() -> None:
    story = presented()
    story.do("csm", "check_contact", contact=1, note="…")
    story.do("cs", "customer_response", outcome="dissatisfied", words="不行")
    story.save_plan()
    story.do("cs", "rework", outcome="principle", plan=2)
    story.sign_all()
    story.contact("present", "satisfied")

    assert story.refused("cs", "customer_response", outcome="satisfied").code == "no_proof"


def test_an_older_case_needs_none() -> None:
    story = presented(policy=1)
    story.do("cs", "customer_response", outcome="satisfied")

    assert story.stage == "S10"
