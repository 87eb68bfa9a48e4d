"""Who may sign what: WALK section 6, both projects, brackets included."""

from dataclasses import replace

import pytest

from domain.case import Case
from domain.signoffs import SIGN_OFFS, SignOff, climb, may_sign
from domain.vocabulary import Department, Level, Role
from tests.domain.scenes import JWL, YXY, scene, seat_of, without

#: Rule, level, then seat by seat: YXY, who is next when those may not; JWL, who is next.
HEADS = ("R06", "head head1", "region", "head2", "region")
MANAGERS = ("R03", "csm csm1", "head head1", "csm2", "head2")
DEPARTMENT = ("R05", "eng", "head head1", "eng2", "head2")
EXECUTIVE = ("R10", "exec", "", "exec", "")
REGION = ("R08", "region", "exec", "region", "exec")
LEGAL = ("R13", "legal", "", "legal", "")
TABLE = (
    ("A01", "plan", "minor", (MANAGERS,)),
    ("A02", "plan", "general", (HEADS,)),
    ("A03", "level", "general", (HEADS,)),
    ("A03", "level", "major", (EXECUTIVE,)),
    ("A04", "plan", "major", (EXECUTIVE, HEADS)),
    ("A05", "plan", "general", (HEADS,)),
    ("A06", "plan", "general", (DEPARTMENT,)),
    ("A08", "statement", "minor", (LEGAL, ("R06", "head head1", "exec", "head2", "exec"))),
    ("A08", "statement", "general", (LEGAL, ("R06", "head head1", "exec", "head2", "exec"))),
    ("A08", "statement", "major", (LEGAL, EXECUTIVE)),
    ("A09", "statement", "general", (LEGAL, ("R06", "head head1", "exec", "head2", "exec"))),
    ("A09", "statement", "major", (LEGAL, EXECUTIVE)),
    ("A10", "statement", "general", (("R06", "head head1", "exec", "head2", "exec"),)),
    ("A25", "spokesperson", "general", (EXECUTIVE,)),
    ("A11", "contingency", "general", (REGION,)),
    ("A14", "closing", "minor", (MANAGERS,)),
    ("A14", "closing", "general", (MANAGERS, DEPARTMENT)),
    ("A14", "closing", "major", (MANAGERS, DEPARTMENT, HEADS)),
    ("A19", "report", "minor", ()),
    ("A19", "report", "general", (HEADS,)),
    ("A19", "report", "major", (EXECUTIVE,)),
    ("A17", "track", "general", (HEADS,)),
    ("A17", "track", "major", (EXECUTIVE,)),
    ("A27", "withdrawal", "general", (MANAGERS,)),
    ("A27", "merge", "general", (MANAGERS,)),
    ("A27", "reopening", "general", (MANAGERS,)),
    ("A28", "reopening", "general", (HEADS,)),
    # more time, from the second book (approvals.md); meant
    ("A13", "pause", "minor", (MANAGERS,)),
    ("A13", "pause", "general", (HEADS,)),
    ("A13", "pause", "major", (EXECUTIVE,)),
    ("A13", "extension", "minor", (MANAGERS,)),
    ("A13", "extension", "general", (HEADS,)),
    ("A13", "extension", "major", (EXECUTIVE,)),
    ("A15", "screening", "general", (MANAGERS,)),
    ("A07", "compensation", "general", (DEPARTMENT, HEADS)),
    # what goes the legal way, and a customer who is never reached (A17, C-26); meant
    ("A17", "letter", "general", (HEADS,)),
    ("A17", "settlement", "general", (HEADS,)),
    ("A24", "background", "general", (HEADS,)),
    ("A14", "unreachable", "minor", (MANAGERS, HEADS)),
    ("A14", "unreachable", "general", (MANAGERS, DEPARTMENT, HEADS)),
    # a crisis: declared and ratified, stood down, police card, support; meant
    ("A11", "crisis", "major", (REGION,)),
    ("A11", "stand_down", "major", (HEADS,)),
    ("A16", "police_card", "general", (HEADS,)),
    ("A18", "support", "general", (REGION,)),
)
NAMES = [f"{rule} {subject} {level}" for rule, subject, level, _ in TABLE]


def row(rule: str, subject: str) -> SignOff:
    return next(r for r in SIGN_OFFS if (r.rule, r.subject) == (rule, subject))


def case(level: str, department: str = "engineering") -> Case:
    return replace(Case.unopened("YXY-2026-0001"), level=Level(level), department=Department(department))


def test_every_sign_off_stands_in_the_table() -> None:
    assert {(r.rule, r.subject) for r in SIGN_OFFS} == {(rule, subject) for rule, subject, *_ in TABLE}


@pytest.mark.parametrize(("rule", "subject", "level", "seats"), TABLE, ids=NAMES)
def test_the_seats_are_those_of_the_walk(rule: str, subject: str, level: str, seats) -> None:
    assert [str(r) for r in row(rule, subject).route(Level(level))] == [seat[0] for seat in seats]


@pytest.mark.parametrize(("rule", "subject", "level", "seats"), TABLE, ids=NAMES)
@pytest.mark.parametrize("project", ["YXY", "JWL"])
def test_an_empty_seat_passes_to_the_next_in_brackets(project: str, rule: str, subject: str, level: str, seats) -> None:
    roster = {"YXY": YXY, "JWL": JWL}[project]
    for code, *people in seats:
        holders, above = people[:2] if project == "YXY" else people[2:]
        asked = may_sign(case(level), roster, row(rule, subject), Role(code), ())
        instead = may_sign(case(level), roster, row(rule, subject), Role(code), asked)

        assert asked == tuple(holders.split())
        assert instead == tuple(above.split())


@pytest.mark.parametrize(
    ("department", "yxy", "jwl"),
    [("engineering", "eng", "eng2"), ("sales", "sales", "head2"), ("property", "prop", "head2")],
)
def test_a_change_of_detail_is_the_responsible_departments(department: str, yxy: str, jwl: str) -> None:
    stands = case("general", department)

    assert may_sign(stands, YXY, row("A06", "plan"), Role.R05, ()) == (yxy,)
    assert may_sign(stands, JWL, row("A06", "plan"), Role.R05, ()) == (jwl,)


@pytest.mark.parametrize("sign_off", SIGN_OFFS, ids=lambda r: f"{r.rule} {r.subject}")
def test_auditors_and_administrators_sign_nothing(sign_off: SignOff) -> None:
    for level in Level:
        for seat in sign_off.route(level):
            asked = {p for s in climb(sign_off, seat) for p in may_sign(case(str(level)), YXY, sign_off, s, ())}

            assert not asked & {"audit", "admin"}


def test_a_plan_written_by_the_head_leaves_the_deputy() -> None:
    story = scene("S5", level="major")
    story.save_plan("head")
    story.do("legal", "legal_opinion", opinion="clear", text="无异议")
    story.do("cs", "plan_submitted", plan=1)

    assert [a.asked_of for a in story.case.open_approvals()] == [("exec",), ("head1",)]


def test_a_closing_asked_by_a_manager_leaves_the_other() -> None:
    story = scene("S11")
    story.do("csm", "assign", owner="csm")
    story.contact("result", "satisfied")
    story.do("cs", "add_evidence", kind="customer_confirmation", reason="纸上")
    conditions = ["steps", "customer", "departments", "file"]
    story.do("csm", "result_confirmed", satisfaction="satisfied", conditions=conditions, evidence=[1])

    assert [(a.seat, a.asked_of) for a in story.case.open_approvals()] == [("R03", ("csm1",)), ("R05", ("eng",))]


def test_whoever_alone_fills_one_seat_is_not_asked_for_another() -> None:
    """JWL has one project head: with no head of sales, the head stands in and the region signs beside."""
    story = scene("S11", roster=JWL, level="major")
    story.do("csm2", "assign", department="sales")
    story.ask_to_close()

    assert [(a.seat, a.asked_of) for a in story.case.open_approvals()] == [
        ("R03", ("csm2",)), ("R05", ("head2",)), ("R06", ("region",)),
    ]  # fmt: skip
    story.sign_all()
    assert story.stage == "S12"


def test_nobody_fills_two_seats_of_one_route() -> None:
    """With the department's seat empty both heads are asked twice; each signs one seat only."""
    story = scene("S11", level="major")
    story.paper.roster = without(YXY, "eng")
    story.ask_to_close()
    assert story.approval("A14").asked_of == ("head", "head1")

    story.sign("head", "A14.1.R05")
    twice = story.sign("head", "A14.1.R06")

    assert twice.refusal is not None
    assert twice.refusal.code == "not_yours"
    assert story.sign("head1", "A14.1.R06").refusal is None


def test_a_seat_nobody_may_fill_stays_open_and_is_reported() -> None:
    story = scene("S13", level="major")
    story.paper.roster = without(YXY, "exec")
    story.archive()

    assert story.approval("A19").asked_of == ()
    assert seat_of(story.approval("A19")) == "A19.1.R10"
