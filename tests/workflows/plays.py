"""Whole cases as lists of deeds, played as fast as they are taken: one for every ending and path."""

from dataclasses import dataclass, field
from typing import Any

from desk.views import Receipt
from tests.walk.n46 import WALK
from tests.workflows.world import COMPLAINT, World


@dataclass(frozen=True)
class Deed:
    """One command, or a decision on a `seat` such as `A02.1.R06`."""

    who: str
    name: str
    data: dict[str, Any] = field(default_factory=dict)
    seat: str = ""


def do(who: str, name: str, /, **data: Any) -> Deed:
    return Deed(who, name, data)


def sign(who: str, seat: str, decision: str = "approve") -> Deed:
    return Deed(who, decision, {} if decision == "approve" else {"comment": "…"}, seat)


def contact(purpose: str, answer: str = "") -> Deed:
    return do("cs", "log_contact", purpose=purpose, way="phone", note="…", **({"answer": answer} if answer else {}))


def plan(no: int) -> tuple[Deed, ...]:
    steps = [{"no": 1, "text": "…", "owner": "eng", "due": "2026-12-31"}]
    return do("cs", "save_plan", text=f"… {no}", steps=steps), do("cs", "plan_submitted", plan=no)


def evidence(kind: str) -> Deed:
    return do("cs", "add_evidence", kind=kind, reason="…")


def up_to_plan(level: str) -> tuple[Deed, ...]:
    """From registration to a plan that waits for its approval."""
    opinion = (do("legal", "legal_opinion", opinion="clear", text="…"),) if level == "major" else ()
    return (
        contact("acknowledge"),
        do("csm", "assign", owner="cs"),
        do("cs", "screen_decision", outcome="valid", department="engineering", note="…"),
        do("csm", "level_set", level=level, team=["head", "csm", "cs", "eng"], criteria="…"),
        do("eng", "investigation_submitted", liability="ours", cause="workmanship", report="…", no_annex_reason="…"),
        *opinion,
        *plan(1),
    )


def from_answer_to_confirmation() -> tuple[Deed, ...]:
    """The plan is approved: presented, accepted, carried out, confirmed."""
    return (
        contact("present", "satisfied"),
        do("cs", "customer_response", outcome="satisfied"),
        contact("progress"),
        do("eng", "task_done", task=1, note="…"),
        do("eng", "execution_complete"),
        contact("result", "satisfied"),
        evidence("customer_confirmation"),
        do(
            "cs",
            "result_confirmed",
            satisfaction="satisfied",
            conditions=["steps", "customer", "departments", "file"],
            evidence=[1],
            note="…",
        ),
    )


VISITED = do("cs", "visit_recorded", manner="phone", answer="satisfied", record="…")
SUMMED_UP = (do("cs", "file_report", kind="summary", text="…"), do("csm", "archive", report=1))
#: Given up by the customer: the shortest end from any stage up to S11.
GIVEN_UP = (
    evidence("signed_form"),
    do("cs", "withdraw", reason="…", evidence=[1]),
    sign("csm", "A27.1.R03"),
)
#: A media text, signed and let out in two places.
STATED = (
    do("pr", "appoint_spokesperson", account="spokes"),
    sign("exec", "A25.1.R10"),
    do("pr", "draft_statement", audience="media", kind="ordinary", title="…", text="…"),
    do("pr", "ask_statement", statement=1),
    sign("legal", "A08.1.R13"),
    sign("head", "A08.1.R06"),
    do("spokes", "release_statement", statement=1, outlet="page"),
    do("spokes", "release_statement", statement=1, outlet="press"),
)
REFUSED = (contact("present", "dissatisfied"), do("cs", "customer_response", outcome="dissatisfied", words="…"))

INVALID = (contact("acknowledge"), do("cs", "screen_decision", outcome="invalid", explanation="…"))
WITHDRAWN_CASE = (*up_to_plan("general"), *GIVEN_UP)
MINOR = (
    *up_to_plan("minor"),
    sign("csm", "A01.1.R03"),
    *from_answer_to_confirmation(),
    sign("csm", "A14.1.R03"),
    VISITED,
    do("csm", "archive"),
)
MAJOR = (
    *up_to_plan("major"),
    sign("exec", "A04.1.R10"),
    sign("head", "A04.1.R06"),
    *from_answer_to_confirmation(),
    sign("csm", "A14.1.R03"),
    sign("eng", "A14.1.R05"),
    sign("head", "A14.1.R06"),
    VISITED,
    *SUMMED_UP,
    sign("exec", "A19.1.R10"),
)
#: The walk itself, contingency included.
GENERAL = tuple(
    Deed(
        row.account,
        row.body["decision"] if row.call == "decide" else row.call,
        {} if row.call == "decide" else row.body,
        row.seat,
    )
    for row in WALK[1:]
    if not row.by_clock
)
REWORKED = (
    *up_to_plan("general"),
    sign("head", "A02.1.R06", "reject"),
    *plan(2),
    sign("head1", "A02.2.R06"),
    *REFUSED,
    plan(3)[0],
    do("cs", "rework", outcome="principle", plan=3),
    sign("head", "A05.1.R06"),
    *GIVEN_UP,
)
DETAIL = (
    *up_to_plan("general"),
    sign("head", "A02.1.R06"),
    *REFUSED,
    plan(2)[0],
    do("cs", "rework", outcome="detail", plan=2, no_customer_risk=True),
    sign("eng", "A06.1.R05"),
    *GIVEN_UP,
)
ASK_WITHDRAWN = (*up_to_plan("general"), do("cs", "withdraw_ask", approval="A02.1", reason="…"), *GIVEN_UP)
REOPENED = (
    *INVALID,
    do("csm", "reopen", reason="…"),
    sign("csm1", "A27.1.R03"),
    do("cs", "screen_decision", outcome="invalid", explanation="…"),
)
NOT_REOPENED = (*INVALID, do("csm", "reopen", reason="…"), sign("csm1", "A27.1.R03", "reject"))


#: Before two bodies at once, and back with the outcome of the last one (X4, C-34).
OUTSIDE = (
    contact("acknowledge"),
    do("cs", "screen_decision", outcome="valid", department="engineering"),
    do("legal", "legal_track", kind="court", reason="…", next_date="2099-03-01"),
    sign("head", "A17.1.R06"),
    do("legal", "legal_track", kind="administrative", reason="…"),
    sign("head", "A17.2.R06"),
    do("legal", "track_date", date="2099-04-15", what="…", track=1),
    do("legal", "legal_outcome", to="S5", document="…", track=2),
    do("legal", "legal_outcome", to="S5", document="…"),
    *GIVEN_UP,
)
LEAD = {"project": "YXY", "source": "forum", "subject": "…", "description": "…"}
#: A lead that becomes a complaint (S0).
CONVERTED = (
    do("cs", "lead_acknowledged"),
    do("cs", "convert_lead", channel="forum", demand="…"),
    contact("acknowledge"),
    *GIVEN_UP,
)


def merged_into(parent: str) -> tuple[Deed, ...]:
    """Found to be a duplicate (X2)."""
    found = do("cs", "screen_decision", outcome="duplicate", parent=parent)
    return contact("acknowledge"), found, sign("csm", "A27.1.R03")


async def start(made: World) -> str:
    """A registered case."""
    return (await made.open("cs", COMPLAINT)).number


async def act(made: World, number: str, deed: Deed) -> Receipt:
    """One deed, to its answer."""
    if deed.seat:
        comment = str(deed.data.get("comment", ""))
        receipt = await made.sign(deed.who, f"{number}.{deed.seat}", deed.name, comment, wait=0)
    else:
        receipt = await made.send(deed.who, number, deed.name, deed.data, wait=0)
    return await made.answered("audit", receipt.id)


async def play(made: World, number: str, deeds: tuple[Deed, ...]) -> None:
    """All of them, each taken."""
    for deed in deeds:
        receipt = await act(made, number, deed)
        assert receipt.state == "applied", (deed, receipt.refusal)
