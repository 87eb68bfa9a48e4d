"""Where plays begin: a stage, and for a command that chance rarely comes to, what it needs first."""

from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Any

from domain.commands import COMMANDS
from domain.roster import Roster
from tests.domain.scenes import FORWARD, HOUR, Scene, fresh

START_STAGES = tuple(sorted({end for _, end in FORWARD if end} | {begin for begin, _ in FORWARD} | {"S14"}))


def confirmed(scene: Scene) -> None:
    scene.contact("result", "satisfied")
    scene.do(scene.cs, "add_evidence", kind="customer_confirmation", reason="签字单在纸上")


def carried_out(scene: Scene) -> None:
    scene.contact("progress")
    for task in scene.case.tasks:
        scene.do(task.owner, "task_done", task=task.no, note="已查")


def tried(scene: Scene) -> None:
    scene.do(scene.cs, "add_evidence", kind="photo", reason="原件在纸上")
    for way in ("phone", "visit", "phone"):
        scene.wait(2 * HOUR)
        scene.do(scene.cs, "contact_attempt", purpose="result", way=way, outcome="no_answer")


def agreed(scene: Scene) -> None:
    scene.do(scene.cs, "mediation", parties=2, other="楼上邻居", mediator="legal")
    scene.do(scene.cs, "mediation_agreement", mediation=1, terms="协议", agreed=[1, 2])


#: What a play may find done, by the command it is after, and in which stage.
PREPARED: Mapping[str, tuple[str, Callable[[Scene], Any]]] = {
    "customer_response": ("S7", lambda scene: scene.contact("present", "undecided")),
    "execution_complete": ("S10", carried_out),
    "rework": ("S8", Scene.save_plan),
    "result_confirmed": ("S11", confirmed),
    "close_unreachable": ("S11", tried),
    "compliance_checked": ("S4", agreed),
}


def start(chance: Random, wanted: str, **how: Any) -> Scene:
    """A case in a stage by chance, mostly one where the command wanted may be given. The same one is built once."""
    near = [s for s in START_STAGES if s in COMMANDS[wanted].stages]
    stage = chance.choice(near if near and chance.random() < 0.9 else START_STAGES)
    prepared = wanted in PREPARED and chance.random() < 0.7
    return fresh(built(PREPARED[wanted][0] if prepared else stage, wanted if prepared else "", **how))


@cache
def built(stage: str, wanted: str, *, roster: Roster, level: str, drill: int, policy: int) -> Scene:
    scene = Scene(roster=roster, level=level, drill=drill, policy=policy, lead=stage == "S0").to(stage)
    if wanted:
        PREPARED[wanted][1](scene)
    return scene
