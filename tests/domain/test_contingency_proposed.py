"""C-38: the re-work loop has a bound. After three refused versions contingency is proposed to the project head."""

from tests.domain.scenes import Scene, scene


def refused_by_the_customer(story: Scene, times: int) -> None:
    """From S7, so many times round the loop: not accepted, re-worked, approved, presented."""
    for _ in range(times):
        story.present("dissatisfied")
        if story.case.contingency_proposed:
            return
        story.save_plan()
        story.do("cs", "rework", outcome="principle", plan=len(story.case.plans))
        story.sign_all()


def test_after_three_refused_versions_it_is_proposed_once_to_the_project_head() -> None:
    story = Scene(policy=2).to("S7")
    refused_by_the_customer(story, 2)
    assert not story.entries("contingency_proposed")
    story.present("dissatisfied")
    (line,) = story.entries("contingency_proposed")

    assert (line.actor, line.data["plans"]) == ("system", [1, 2, 3])
    assert line.data["told"] == [{"role": "R06", "person": "head"}, {"role": "R06", "person": "head1"}]
    assert story.case.contingency_proposed == line.seq
    assert story.stage == "S8", "it is proposed, not done"
    story.save_plan()
    assert len(story.entries("contingency_proposed")) == 1


def test_a_signer_s_no_counts_and_each_version_once() -> None:
    story = Scene(policy=2).to("S6")
    for no in range(1, 4):
        assert not story.entries("contingency_proposed")
        story.sign("head", f"A02.{no}.R06", "reject", comment="不行")
        if no < 3:
            story.save_plan()
            story.do("cs", "plan_submitted", plan=no + 1)

    assert story.entries("contingency_proposed")[0].data["plans"] == [1, 2, 3]


def test_a_returned_version_is_not_refused() -> None:
    story = Scene(policy=2).to("S6")
    story.sign("head", "A02.1.R06", "return", comment="补附件")

    assert story.case.refused_plans == ()


def test_contingency_begins_the_count_anew() -> None:
    story = Scene(policy=2).to("S7")
    refused_by_the_customer(story, 3)
    story.do("head", "activate_contingency", reason="三版方案都未达成一致")

    assert (story.case.refused_plans, story.case.contingency_proposed) == ((), 0)


def test_a_case_of_the_first_policy_gets_no_such_line() -> None:
    story = scene("S7")
    refused_by_the_customer(story, 3)

    assert len(story.case.refused_plans) == 3
    assert not story.entries("contingency_proposed")
