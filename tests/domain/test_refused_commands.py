"""Section 5, last column: every refusal of every command at least once, and those every command has."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.commands import OPENINGS, ROWS
from domain.fields import Kind
from domain.vocabulary import Role, Stage
from tests.domain.scenes import Scene, at, scene

#: Everybody who may give a command with nothing else in its way: the role's holder in YXY.
HOLDER = {
    Role.R01: "cs",
    Role.R02: "cs",
    Role.R03: "csm",
    Role.R04: "csm",
    Role.R05: "eng",
    Role.R06: "head",
    Role.R13: "legal",
    Role.R14: "pr",
    Role.R15: "spokes",
}
CONDITIONS = ["steps", "customer", "departments", "file"]
STEPS = [{"no": 1, "text": "做", "owner": "eng", "due": "2026-11-27"}]


def left(stage: str, *before: Callable[[Scene], Any], **how: Any) -> Scene:
    story = scene(stage, **how)
    for step in before:
        step(story)
    return story


def close(story: Scene) -> None:
    story.ask_to_close()


#: Command, the case, who, what is sent, the code (WALK section 5).
CASES: tuple[tuple[str, Callable[[], Scene], str, dict[str, Any], str], ...] = (
    ("screen_decision", lambda: left("S2"), "cs", {"outcome": "duplicate", "parent": "0147"}, "bad_value"),
    ("level_set", lambda: left("S3"), "csm", {"level": "minor", "casualty": True}, "below_floor"),
    ("level_set", lambda: left("S3"), "csm", {"level": "major"}, "no_team"),
    ("change_level", lambda: left("S5"), "cs", {"level": "general", "reason": "…"}, "same_level"),
    ("change_level", lambda: left("S5", lambda s: s.do("cs", "change_level", level="minor", reason="…")), "cs", {"level": "minor", "reason": "…"}, "already_asked"),
    ("assign", lambda: left("S5"), "csm", {"owner": "nobody"}, "not_in_project"),
    ("investigation_submitted", lambda: left("S4"), "eng", {"liability": "ours", "cause": "use", "report": "…"}, "no_annex"),
    ("plan_submitted", lambda: left("S5"), "cs", {"plan": 1}, "no_plan"),
    ("plan_submitted", lambda: left("S5", Scene.save_plan, Scene.save_plan), "cs", {"plan": 1}, "plan_incomplete"),
    ("plan_submitted", lambda: left("S5", Scene.save_plan, level="major"), "cs", {"plan": 1}, "no_legal_opinion"),
    ("plan_submitted", lambda: left("S6", lambda s: s.sign("head", "A02.1.R06", "reject", comment="…")), "cs", {"plan": 1}, "already_rejected"),
    ("ask", lambda: left("S6"), "cs", {"rule": "A02"}, "already_asked"),
    ("ask", lambda: left("S7"), "cs", {"rule": "A02"}, "nothing_to_ask"),
    ("withdraw_ask", lambda: left("S7"), "cs", {"approval": "A02.1", "reason": "…"}, "decided"),
    ("withdraw_ask", lambda: left("S7"), "cs", {"approval": "A14.1", "reason": "…"}, "no_such_approval"),
    ("customer_response", lambda: left("S7"), "cs", {"outcome": "satisfied"}, "no_contact"),
    ("rework", lambda: left("S8"), "cs", {"outcome": "principle", "plan": 1}, "no_new_plan"),
    ("rework", lambda: left("S8", Scene.save_plan), "cs", {"outcome": "detail", "plan": 2}, "risk_not_excluded"),
    ("rework", lambda: left("S8", Scene.save_plan, lambda s: s.do("cs", "rework", outcome="detail", plan=2, no_customer_risk=True)), "cs", {"outcome": "principle", "plan": 2}, "already_asked"),
    ("explanation_response", lambda: left("S8b"), "cs", {"outcome": "understood"}, "no_contact"),
    ("activate_contingency", lambda: left("S7", lambda s: s.do("csm", "activate_contingency", reason="…")), "csm", {"reason": "…"}, "already"),
    ("task_done", lambda: left("S10"), "eng", {"task": 9, "note": "…"}, "no_such_task"),
    ("task_done", lambda: left("S10", lambda s: s.do("eng", "task_done", task=1, note="…")), "eng", {"task": 1, "note": "…"}, "already"),
    ("execution_complete", lambda: left("S10"), "eng", {}, "tasks_open"),
    ("execution_complete", lambda: left("S10", lambda s: s.do("eng", "task_done", task=1, note="…")), "eng", {}, "no_progress_notice"),
    ("result_confirmed", lambda: left("S11"), "cs", {"satisfaction": "neutral", "conditions": ["file"], "evidence": [1]}, "conditions_open"),
    ("result_confirmed", lambda: left("S11"), "cs", {"satisfaction": "neutral", "conditions": CONDITIONS, "evidence": [1]}, "no_contact"),
    ("result_confirmed", lambda: left("S11", lambda s: s.contact("result", "satisfied"), lambda s: s.do("cs", "add_evidence", kind="photo", reason="…")), "cs", {"satisfaction": "neutral", "conditions": CONDITIONS, "evidence": [1]}, "no_confirmation"),
    ("result_confirmed", lambda: left("S11", close), "cs", {"satisfaction": "neutral", "conditions": CONDITIONS, "evidence": [1]}, "already_asked"),
    ("archive", lambda: left("S13"), "csm", {}, "no_report"),
    ("archive", lambda: left("S13", Scene.archive), "csm", {"report": 1}, "already_asked"),
    ("reopen", lambda: left("X3", lambda s: s.do("csm", "reopen", reason="…")), "csm", {"reason": "…"}, "already_asked"),
    ("withdraw", lambda: left("S5", Scene.withdraw), "cs", {"reason": "…", "evidence": [1]}, "already_asked"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "begin", "who", "form", "code"), CASES, ids=[f"{c[0]} {c[-1]}" for c in CASES])
def test_a_command_is_refused_with_its_own_code(
    name: str, begin: Callable[[], Scene], who: str, form: dict[str, Any], code: str
) -> None:
    story = begin()
    refusal = story.refused(who, name, **form)

    assert refusal.code == code
    assert story.last.entries[0].data["name"] == name


@pytest.mark.parametrize(
    "row", [r for r in ROWS if r.name not in (*OPENINGS, "withdraw_ask", "reopen")], ids=lambda row: row.name
)
def test_every_command_has_the_common_refusals(row) -> None:
    """`not_yours wrong_stage closed`, and `missing` for a form left empty."""
    who = HOLDER[next(r for r in row.roles if r in HOLDER)]
    wrong = next(s for s in ("S2", "S12") if Stage(s) not in row.stages or s == "S12")
    story = scene("S2")
    assert story.refused("audit", row.name).code == "not_yours"
    if Stage(wrong) not in row.stages and row.roles != (Role.R05,):
        assert scene(wrong).refused(who, row.name).code == "wrong_stage"
    right = next(
        (
            s
            for s in ("S7", "S2", "S3", "S4", "S5", "S8", "S8b", "S9", "S10", "S11", "S12", "S13", "S0", "X4")
            if Stage(s) in row.stages
        ),
        "",
    )
    if right and any(f.required and f.when is None for f in row.fields):
        refusal = scene(right).refused(who, row.name)
        assert (refusal.code, refusal.status) == ("missing", 409)
    assert scene("X1").refused(who, row.name).code == "closed"


@pytest.mark.parametrize(
    "row",
    [r for r in ROWS if any(f.codes and f.required and not f.when for f in r.fields) and r.name not in OPENINGS],
    ids=lambda row: row.name,
)
def test_a_code_that_is_none_is_a_bad_value(row) -> None:
    story = scene(
        next(s for s in ("S7", "S2", "S3", "S4", "S8", "S8b", "S9", "S11", "S12", "X4", "S0") if Stage(s) in row.stages)
    )
    who = HOLDER[next(r for r in row.roles if r in HOLDER)]
    form: dict[str, Any] = {f.name: "…" for f in row.fields if f.limit}
    form |= {f.name: 1 for f in row.fields if f.kind is Kind.NUMBER and f.required}
    form |= {f.name: "2026-12-01" for f in row.fields if f.kind is Kind.DATE}
    form |= {f.name: who for f in row.fields if f.kind is Kind.ACCOUNT and f.required}
    codes = {f.name: "pigeon" for f in row.fields if f.codes and not f.when}
    form |= {f.name: [1] for f in row.fields if f.name == "evidence"}
    form |= {f.name: "legal" for f in row.fields if f.kind is Kind.ACCOUNT and f.required}
    form |= {f.name: 1 for f in row.fields if f.kind is Kind.NUMBER and f.required and not f.when}
    command = story.paper.command(who, row.name, form | codes, at("11-23 12:00"))
    refusal = story.paper.take(command).refusal

    assert refusal is not None
    assert refusal.code == "bad_value"
    assert set(refusal.details["fields"]) == set(codes)
