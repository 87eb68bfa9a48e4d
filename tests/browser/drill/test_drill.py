"""The walk as a drill: played at the pages, an hour in ten seconds, by the real product."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from playwright.async_api import expect

from domain.policy import Policy
from tests.browser.drill.conftest import SignIn
from tests.browser.drill.pages import PATIENCE, Colleague, fill
from tests.faults.installation import Running, away
from tests.faults.stories import complaint, do, journal, opened, sign, verified
from tests.walk.n46 import WALK, Moment

FACTOR = 360
SECOND = timedelta(seconds=1)
DESK, TELEPHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
PEOPLE = ("cs", "csm", "eng", "head", "region")
CLOCK_LINES = ("duty_warned", "duty_breached", "duty_escalated", "asked_wider")

REFUSED_ZH = "现在是“方案审批”，还不能登记客户答复；方案批准后才可以。"
REFUSED_EN = "The case is in Plan approval: a customer's answer can be recorded only after the plan is approved."

ACKNOWLEDGED = {"purpose": "acknowledge", "way": "phone", "note": "告知已受理。"}
#: The version of the walk in which the plan has been presented, and the customer's answer is next.
PRESENTED = 10
#: How one person alone brings it from there into plan approval again.
BACK_TO_SIGNING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("customer_response", {"outcome": "dissatisfied", "words": "先要书面说明。"}),
    (
        "save_plan",
        {"text": "重做防水，保十年。", "steps": [{"no": 1, "text": "重做", "owner": "eng", "due": "2026-11-30"}]},
    ),
    ("rework", {"outcome": "principle", "plan": 2}),
)

Office = Mapping[str, Colleague]


async def office(sign_in: SignIn, accounts: Iterable[str]) -> Office:
    """These people at their places; the project head has only a telephone."""
    return {account: await sign_in(account, **(TELEPHONE if account == "head" else DESK)) for account in accounts}


async def play(people: Office, number: str, moment: Moment) -> None:
    """One row of the walk by who does it, where they do it."""
    person = people[moment.account]
    if moment.call == "decide":
        await person.sign(f"{number}.{moment.seat}")
    else:
        await person.do(number, moment.call, moment.body)
    await person.page.goto("/healthz")  # a page left open asks for every line of the others


def intake(body: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the page for a new complaint, the complainant's among them."""
    own = {name: value for name, value in body.items() if name not in ("project", "complainant")}
    return {**own, **body["complainant"]}


async def breached(watching: Colleague, number: str, rule: str) -> None:
    """Wait, on the page as it stands, for the line that says so."""
    lines = watching.page.locator("#journal .entry").filter(has=watching.page.locator(f"a[href='/process#{rule}']"))
    await watching.open(f"/cases/{number}")
    await watching.page.evaluate("window.asItStood = true")
    await expect(lines.filter(has_text="超时")).to_be_visible(timeout=PATIENCE)
    assert await watching.page.evaluate("window.asItStood")


async def appears(watching: Colleague, words: str) -> None:
    """Somebody else's line comes to a page that stays as it is."""
    line = watching.page.locator("#journal .entry").filter(has_text=words)
    await expect(line.first).to_be_visible(timeout=PATIENCE)
    assert await watching.page.evaluate("window.asItStood")


async def test_the_walk_is_played_as_a_drill_from_the_first_word_to_the_archive(
    running: Running, sign_in: SignIn, complaints: list[str]
) -> None:
    people = await office(sign_in, PEOPLE)
    cs, csm = people["cs"], people["csm"]
    first, acknowledged, *others = (moment for moment in WALK if not moment.by_clock)

    number = await cs.register(intake(first.body), factor=FACTOR)
    assert "-D-" in number
    await breached(csm, number, "T50")
    await play(people, number, acknowledged)
    await appears(csm, "登记联系")
    for moment in others:
        await play(people, number, moment)

    entries = journal(running, number)
    check_order(entries)
    check_clocks(entries)
    await check_pages(cs, number, entries)
    assert running.get("audit", f"/cases/{number}")["stage"] == "S14"
    assert verified(running, number) == {"verified": True, "findings": []}
    assert complaints == []


def check_order(entries: list[dict[str, Any]]) -> None:
    """The lines of the walk in their order; where the clock put its own between them depends on the machine."""
    expected = [line.type for moment in WALK for line in moment.lines if line.type not in CLOCK_LINES]
    found = [entry["type"].replace("duty_cleared", "duty_met") for entry in entries]
    assert [line for line in found if line not in CLOCK_LINES] == expected


def check_clocks(entries: list[dict[str, Any]]) -> None:
    """Every limit is the table's, 360 times as short; what was missed was called so at its due time."""
    due = {e["data"]["duty"]: instant(e["data"]["due_at"]) for e in entries if e["type"] == "duty_started"}
    for entry in entries:
        data = entry["data"]
        if entry["type"] == "duty_started":
            assert abs(due[data["duty"]] - instant(entry["at"]) - limit(data)) <= SECOND, entry
        if entry["type"] == "duty_breached":
            assert instant(entry["at"]) == due[data["duty"]] == instant(data["due_at"]), entry
    assert "T50.1" in [e["data"]["duty"] for e in entries if e["type"] == "duty_breached"]


def limit(data: Mapping[str, Any]) -> timedelta:
    """What the policy gives a general case, for a sign-off what its rule gives."""
    rule = [data["approval"].split(".")[-3]] if "approval" in data else []
    return timedelta(seconds=Policy().limit(data["rule"], *rule, "general")) / FACTOR


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def check_pages(cs: Colleague, number: str, entries: list[dict[str, Any]]) -> None:
    """The pages tell the same: ended, every line, the clock that ran over, and the proof."""
    await cs.open(f"/cases/{number}?tab=journal")
    await expect(cs.page.locator("#now-clock")).to_contain_text("案件已经结束")
    await expect(cs.page.locator("#tab .entry")).to_have_count(len(entries))
    await cs.open(f"/cases/{number}?tab=clocks")
    late = cs.page.locator("#tab tr").filter(has=cs.page.locator("a[href='/process#T50']"))
    await expect(late).to_contain_text("迟")
    await cs.open(f"/cases/{number}/history")
    await expect(cs.page.locator(".banner.is-ok")).to_contain_text("全部一致")
    await cs.open(f"/commands/{entries[0]['data']['command']}")
    await cs.sees_the_drill(number)


async def test_what_is_sent_while_the_worker_is_away_turns_to_applied_by_itself(
    running: Running, sign_in: SignIn
) -> None:
    cs = await sign_in("cs")
    number = await cs.register(intake(complaint()))
    form = await cs.form(number, "log_contact")
    await cs.page.evaluate("window.asItStood = true")

    with away(running, "worker"):
        await fill(form, ACKNOWLEDGED)
        await cs.send(form)
        await expect(cs.page.locator(".toast.is-received")).to_contain_text("已收到", timeout=PATIENCE)

    await expect(cs.page.locator(".toast.is-applied")).to_contain_text("已生效", timeout=PATIENCE)
    await appears(cs, "登记联系")


async def test_an_old_tab_is_told_why_not_in_the_readers_language_and_keeps_the_words(
    running: Running, sign_in: SignIn
) -> None:
    number, cs = await presented(running, sign_in)
    old = await cs.another_tab()
    form = await old.form(number, "customer_response")
    words = {"outcome": "dissatisfied", "words": "防水只保五年，不能接受。"}
    await fill(form, words)

    for name, values in BACK_TO_SIGNING:
        await cs.do(number, name, values)
    await expect(old.page.locator("#changed")).to_be_visible(timeout=PATIENCE)
    await old.send(form)
    await is_refused(old, REFUSED_ZH, words)
    await cs.page.locator("button[name=language][value=en]:visible").click()
    await cs.page.locator("html[lang=en]").wait_for()
    await old.send(form)
    await is_refused(old, REFUSED_EN, words)

    refused = [e for e in journal(running, number) if e["type"] == "refused"]
    said = [(e["actor"], e["role"], e["data"]["name"], e["data"]["code"], e["data"]["stage"]) for e in refused]
    assert said == [("cs", "R02", "customer_response", "wrong_stage", "S6")] * 2


async def presented(running: Running, sign_in: SignIn) -> tuple[str, Colleague]:
    """A case whose plan was signed and presented, by programs, and who looks after it."""
    number = opened(running)
    for moment in WALK:
        if 1 < moment.version <= PRESENTED:
            await asyncio.to_thread(apply, running, number, moment)
    return number, await sign_in("cs")


def apply(running: Running, number: str, moment: Moment) -> None:
    """One row of the walk, over the API."""
    if moment.call == "decide":
        sign(running, moment.account, f"{number}.{moment.seat}")
    else:
        do(running, number, moment.account, moment.call, **moment.body)


async def is_refused(old: Colleague, sentence: str, words: Mapping[str, str]) -> None:
    """The sentence stands above the form, and what was typed still stands in it."""
    await expect(old.page.locator("form.step-form .banner.is-over p")).to_have_text(sentence, timeout=PATIENCE)
    await expect(old.page.locator("[name=words]")).to_have_value(words["words"])
    await expect(old.page.locator(f"[name=outcome][value={words['outcome']}]")).to_be_checked()


async def test_the_main_steps_work_without_script(running: Running, sign_in: SignIn) -> None:
    cs = await sign_in("cs", java_script_enabled=False)
    csm = await sign_in("csm", java_script_enabled=False, **TELEPHONE)

    number = await cs.register(intake(complaint()))
    await cs.do(number, "log_contact", ACKNOWLEDGED)
    await cs.do(number, "add_evidence", {"kind": "signed_form", "reason": "原件在档案柜。"})
    await cs.do(number, "withdraw", {"reason": "客户来电撤诉。", "evidence": [1]})
    await csm.sign(f"{number}.A27.1.R03")

    await csm.open(f"/cases/{number}")
    await expect(csm.page.locator("#now-clock")).to_contain_text("案件已经结束")
    assert verified(running, number)["verified"]
