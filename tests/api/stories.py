"""Cases brought to a stage over HTTP."""

from typing import Any

from tests.workflows.world import patiently

CONTACT: dict[str, Any] = {"purpose": "acknowledge", "way": "phone", "note": "告知已受理"}
TEAM = ["head", "csm", "cs", "eng"]
PLAN: dict[str, Any] = {
    "text": "拆除下口石材后重做防水",
    "bottom_line": "最多延保两年，不赔租金",
    "steps": [{"no": 1, "text": "拆窗重做", "owner": "eng", "due": "2030-01-01"}],
}


async def done(web, account, number, name, data):
    """Applied, however long a worker that has just begun may take."""
    answer = await web.command(account, number, name, data)
    async for _ in patiently():
        if answer.json().get("state") != "received":
            break
        answer = await web.get(account, f"/commands/{answer.json()['id']}")
    assert (answer.status_code, answer.json().get("state")) == (200, "applied"), (name, answer.text)
    return answer.json()


async def planned(web, level="general"):
    """A case in S5 with a plan."""
    number = await web.opened()
    team = {} if level == "minor" else {"team": TEAM}
    report = {"liability": "ours", "cause": "workmanship", "report": "空鼓", "no_annex_reason": "照片随后补"}
    await done(web, "csm", number, "assign", {"owner": "cs"})
    await done(web, "cs", number, "screen_decision", {"outcome": "valid", "department": "engineering"})
    await done(web, "csm", number, "level_set", {"level": level, **team})
    await done(web, "eng", number, "investigation_submitted", report)
    await done(web, "cs", number, "save_plan", PLAN)
    return number


async def in_plan_approval(web):
    """A general case in S6: A02 is asked."""
    number = await planned(web)
    await done(web, "cs", number, "plan_submitted", {"plan": 1})
    return number


async def entries_of(web, number, account="audit"):
    return (await web.get(account, f"/cases/{number}/journal")).json()["entries"]
