"""Where plays begin: a stage, and for a command that chance rarely comes to, what it needs first."""

from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Any

from domain.commands import COMMANDS
from domain.roster import Roster
from domain.sampling import drawn
from tests.domain.scenes import DAY, FORWARD, HOUR, fresh
from tests.domain.statement_scenes import Desk

Step = Callable[[Desk], Any]

START_STAGES = tuple(sorted({end for _, end in FORWARD if end} | {begin for begin, _ in FORWARD} | {"S14"}))


def confirmed(scene: Desk) -> None:
    scene.contact("result", "satisfied")
    scene.do(scene.cs, "add_evidence", kind="customer_confirmation", reason="签字单在纸上")


def carried_out(scene: Desk) -> None:
    scene.contact("progress")
    for task in scene.case.tasks:
        scene.do(task.owner, "task_done", task=task.no, note="已查")


def tried(scene: Desk) -> None:
    scene.do(scene.cs, "add_evidence", kind="photo", reason="原件在纸上")
    for way in ("phone", "visit", "phone"):
        scene.wait(2 * HOUR)
        scene.do(scene.cs, "contact_attempt", purpose="result", way=way, outcome="no_answer")


def agreed(scene: Desk) -> None:
    scene.do(scene.cs, "mediation", parties=2, other="楼上邻居", mediator="legal")
    scene.do(scene.cs, "mediation_agreement", mediation=1, terms="协议", agreed=[1, 2])


def changed(outcome: str) -> Step:
    """A new version of a refused plan, asked to be signed as a change of principle (A05) or of detail (A06)."""

    def step(scene: Desk) -> None:
        scene.save_plan()
        risk = {"no_customer_risk": True} if outcome == "detail" else {}
        scene.do(scene.cs, "rework", outcome=outcome, plan=len(scene.case.plans), **risk)

    return step


def paper(kind: str) -> Step:
    """A lawyer's letter or an agreement, signed after two talks in vain (A17)."""

    def step(scene: Desk) -> None:
        scene.contact("progress")
        scene.contact("progress")
        names = {"letter": "lawyers_letter", "settlement": "settlement"}
        more = {"kind": "settlement"} if kind == "settlement" else {}
        scene.do("legal", names[kind], text="全文", reason="多次沟通无果", **more)
        scene.sign_all()
        scene.do(scene.cs, "add_evidence", kind="signed_form", reason="原件在纸上")

    return step


def summed_up(scene: Desk) -> None:
    """Everything but the report's sign-off (A19) is there."""
    scene.do(scene.cs, "file_report", kind="summary", text="总结")
    if scene.level != "minor":
        scene.do(scene.csm, "archive", report=len(scene.case.of_kind("report")))


def to_improve(scene: Desk) -> None:
    """An improvement that somebody other than its owner has to verify."""
    due = (scene.now + 7 * DAY).date().isoformat()
    scene.do(scene.csm, "improvement", action="抽查", owner=scene.dept, due=due)


def in_writing(scene: Desk) -> None:
    """A text that only waits to be let out by the spokesperson."""
    scene.appoint()
    scene.signed()


def is_out(scene: Desk) -> None:
    in_writing(scene)
    scene.out(1)


def asked_for(audience: str) -> Step:
    """A text that waits for its signatures: for owners A09, for staff A10."""

    def step(scene: Desk) -> None:
        writer = "pr" if audience == "staff" else scene.cs
        scene.do(writer, "ask_statement", statement=scene.draft(audience, writer))

    return step


def to_two(scene: Desk) -> None:
    """Texts for two audiences."""
    scene.draft("media")
    scene.draft("customers", scene.cs)


def asked_by_the_press(scene: Desk) -> None:
    scene.appoint()
    by = (scene.now + DAY).isoformat(timespec="minutes")
    scene.do(scene.cs, "media_inquiry", outlet_name="晨报", question="问题", reply_by=by)


def gave_up(scene: Desk) -> None:
    """Nobody hears of the plan: closing is asked without the customer (A14)."""
    tried(scene)
    form = {"conditions": ["departments", "file"], "evidence": [1], "note": "无人应答"}
    scene.do(scene.cs, "close_unreachable", **form)


#: What a play may find done, by the command it is after, and in which stage.
PREPARED: Mapping[str, tuple[tuple[str, Step], ...]] = {
    "customer_response": (("S7", lambda scene: scene.contact("present", "undecided")),),
    "execution_complete": (("S10", carried_out),),
    "rework": (("S8", Desk.save_plan), ("S8", changed("detail")), ("S8", changed("principle"))),
    "result_confirmed": (("S11", confirmed),),
    "close_unreachable": (("S11", tried), ("S7", tried), ("S7", gave_up)),
    "compliance_checked": (("S4", agreed),),
    "letter_sent": (("S10", paper("letter")),),
    "settlement_signed": (("S10", paper("settlement")),),
    "improvement_verified": (("S13", to_improve),),
    "archive": (("S13", summed_up),),
    "ask_statement": (("S4", asked_for("staff")), ("S4", asked_for("customers"))),
    "compare_statements": (("S4", to_two),),
    "screen_decision": (("S2", Desk.find_duplicate),),
    "release_statement": (("S4", in_writing),),
    "prove_release": (("S4", is_out),),
    "inquiry_answered": (("S4", asked_by_the_press),),
    "tick_strategy": (("S4", lambda scene: scene.do(scene.csm, "latent_crisis", note="有苗头")),),
}


def start(chance: Random, wanted: str, **how: Any) -> Desk:
    """A case in a stage by chance, mostly one where the command wanted may be given. The same one is built once."""
    near = [s for s in START_STAGES if s in COMMANDS[wanted].stages]
    stage = chance.choice(near if near and chance.random() < 0.9 else START_STAGES)
    ways = PREPARED.get(wanted, ())
    if not ways or chance.random() < 0.3:
        return fresh(built(stage, "", 0, sampled=wanted == "sample_call", **how))
    way = chance.randrange(len(ways))
    return fresh(built(ways[way][0], wanted, way, **how))


@cache
def built(
    stage: str, wanted: str, way: int, *, roster: Roster, level: str, drill: int, policy: int, sampled: bool = False
) -> Desk:
    no = next(no for no in range(1, 100) if not sampled or drawn(f"{roster.project}-2026-{no:04}"))
    scene = Desk(roster=roster, level=level, drill=drill, policy=policy, lead=stage == "S0", no=no)
    scene.to(stage)
    if wanted:
        PREPARED[wanted][way][1](scene)
    return scene
