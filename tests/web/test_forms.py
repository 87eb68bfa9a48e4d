"""Sending commands from the pages: applied, received, refused, unreadable, sent twice; with script and without."""

import re
from datetime import timedelta

import pytest

from desk.sight import restricted_fields
from domain.commands import COMMANDS
from tests.web.paper_people import person
from tests.web.story import WINDOW

CASE = "/cases/YXY-2026-0152"
HTMX = {"HX-Request": "true"}
CONTACT = {"_id": "contact-0001", "purpose": "present", "way": "phone", "answer": "satisfied", "note": "上门说明方案。"}
COMPLAINT = {**{k: v for k, v in WINDOW.items() if k != "complainant"}, **WINDOW["complainant"], "_id": "intake-00001"}


async def test_a_form_is_taken_and_leads_back_to_the_case(desk, enter):
    client = await enter("cs")
    answer = await client.post(f"{CASE}/do/log_contact", data=CONTACT)
    assert answer.status_code == 303
    text = (await client.get(answer.headers["location"])).text
    assert "已生效" in text
    assert "上门说明方案。" in text


async def test_htmx_gets_the_case_anew(desk, enter):
    client = await enter("cs")
    answer = await client.post(f"{CASE}/do/log_contact", data=CONTACT, headers=HTMX)
    assert answer.status_code == 200
    assert answer.headers["hx-retarget"] == "#case"
    assert '<div id="case"' in answer.text
    assert "<html" not in answer.text
    assert 'id="toasts" hx-swap-oob' in answer.text


async def test_the_same_form_twice_is_done_once(desk, enter):
    client = await enter("cs")
    for _ in range(2):
        await client.post(f"{CASE}/do/log_contact", data=CONTACT)
    assert (
        sum(e.type == "log_contact" and e.data["command"] == "contact-0001" for e in desk.journal["YXY-2026-0152"]) == 1
    )
    other = await client.post(f"{CASE}/do/log_contact", data={**CONTACT, "note": "另一句"})
    assert other.status_code == 409
    assert "另一句" in other.text


async def test_a_refusal_keeps_what_was_typed(desk, enter):
    client = await enter("cs")
    form = {"_id": "early-000001", "outcome": "dissatisfied", "words": "不接受只换胶条。"}
    answer = await client.post("/cases/YXY-2026-0149/do/customer_response", data=form)
    assert answer.status_code == 409
    assert "现在是“方案审批”，还不能登记客户答复；方案批准后才可以。" in answer.text
    assert "不接受只换胶条。" in answer.text
    assert desk.journal["YXY-2026-0149"][-1].type == "refused"


async def test_a_missing_field_is_said_beside_it(enter):
    client = await enter("cs", "en")
    answer = await client.post(f"{CASE}/do/log_contact", data={"_id": "gap-0000001"}, headers=HTMX)
    assert answer.status_code == 409
    assert answer.text.count("Still missing.") >= 3
    assert 'class="summary-error" role="alert"' in answer.text
    assert 'href="#f-note"' in answer.text


async def test_somebody_elses_command_is_refused_with_403(enter):
    client = await enter("eng")
    answer = await client.post(f"{CASE}/do/assign", data={"_id": "not-mine-001", "owner": "cs"})
    assert answer.status_code == 403


async def test_a_stale_form_says_who_changed_the_case(desk, enter):
    version = desk.kept["YXY-2026-0152"].version
    client = await enter("csm")
    await client.post(f"{CASE}/do/assign", data={"_id": "assign-00001", "owner": "csm1"})
    client = await enter("cs")
    form = {"_id": "stale-000001", "_version": str(version), "level": "major", "reason": "媒体到场"}
    answer = await client.post(f"{CASE}/do/change_level", data=form)
    assert answer.status_code == 409
    assert "何静宜改动了这个案件" in answer.text
    assert "看改动" in answer.text
    assert "媒体到场" in answer.text
    again = re.search(r'name="_version" value="(\d+)"', answer.text)
    assert again
    assert int(again[1]) > version


async def test_received_says_received_and_turns_by_itself(desk, enter):
    client = await enter("cs")
    desk.slow = True
    answer = await client.post(f"{CASE}/do/log_contact", data=CONTACT)
    text = (await client.get(answer.headers["location"])).text
    assert "已收到" in text
    assert 'hx-get="/commands/contact-0001"' in text
    desk.catch_up()
    assert "已生效" in (await client.get("/commands/contact-0001", headers=HTMX)).text


async def test_a_text_too_long_is_422_and_kept(desk, enter):
    client = await enter("cs")
    before = desk.kept["YXY-2026-0152"].seq
    answer = await client.post(f"{CASE}/do/log_contact", data={**CONTACT, "note": "长" * 2001})
    assert answer.status_code == 422
    assert "最多 2000 个字，请缩短。" in answer.text
    assert "长" * 2001 in answer.text
    assert desk.kept["YXY-2026-0152"].seq == before


@pytest.mark.parametrize("bytes_", [b"%ED%A0%80", b"%ff", b"%00", b"%E2%80%AE"])
async def test_bytes_that_are_no_text_are_422(enter, bytes_):
    client = await enter("cs")
    body = b"_id=bytes-000001&purpose=progress&way=phone&note=" + bytes_
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = await client.post(f"{CASE}/do/log_contact", content=body, headers=kind)
    assert answer.status_code == 422


async def test_a_field_sent_twice_is_422(enter):
    client = await enter("cs")
    answer = await client.post(f"{CASE}/do/log_contact", data={**CONTACT, "note": ["一", "二"]})
    assert answer.status_code == 422
    assert "同一项提交了两次" in answer.text


async def test_fields_that_were_not_asked_are_left_out(desk, enter):
    client = await enter("cs")
    form = {**CONTACT, "purpose": "progress", "answer": "satisfied"}
    await client.post(f"{CASE}/do/log_contact", data=form)
    assert "answer" not in desk.journal["YXY-2026-0152"][-1].data


async def test_one_more_step_needs_no_script(enter):
    client = await enter("cs")
    form = {
        "_more": "steps",
        "_id": "steps-000001",
        "text": "方案",
        "steps.1.text": "拆除",
        "steps.1.owner": "eng",
        "steps.1.due": "2026-11-27",
    }
    form |= {"steps.2.text": "重做", "steps.2.owner": "eng", "steps.2.due": "2026-11-28"}
    answer = await client.post("/cases/YXY-2026-0151/do/save_plan", data=form)
    assert 'name="steps.3.text"' in answer.text
    assert 'value="拆除"' in answer.text


async def test_a_complaint_is_registered(desk, enter):
    client = await enter("cs")
    answer = await client.post("/cases/new", data=COMPLAINT)
    assert answer.status_code == 303
    assert "已生效" in (await client.get(answer.headers["location"])).text
    scripted = await client.post("/cases/new", data={**COMPLAINT, "_id": "intake-00002"}, headers=HTMX)
    assert scripted.headers["hx-redirect"].startswith("/cases/YXY-2026-")


async def test_a_contact_that_came_earlier_is_registered_as_such(desk, enter):
    """T01: the form asks when it came, folded away until somebody uses it."""
    client = await enter("cs")
    assert 'name="happened_at"' in (await client.get("/cases/new")).text
    typed = (desk.now + timedelta(hours=8, minutes=-50)).strftime("%Y-%m-%dT%H:%M")
    await client.post("/cases/new", data={**COMPLAINT, "_id": "intake-00003", "happened_at": typed})
    opened = next(e for lines in desk.journal.values() for e in lines if e.data.get("command") == "intake-00003")
    assert opened.data["happened_at"].startswith((desk.now - timedelta(minutes=50)).strftime("%Y-%m-%dT%H:%M"))

    wrong = await client.post("/cases/new", data={**COMPLAINT, "_id": "intake-00004", "happened_at": "gestern"})
    assert wrong.status_code == 422
    assert "时间看不懂" in wrong.text


async def test_everything_wrong_with_a_complaint_is_said_at_once(enter):
    client = await enter("cs")
    answer = await client.post("/cases/new", data={**COMPLAINT, "name": "", "room": "九楼", "demand": ""})
    assert answer.status_code == 422
    assert "没有这一户" in answer.text
    assert answer.text.count("还没填。") == 2
    assert "九楼" in answer.text


async def test_a_drill_is_opened_with_its_factor(desk, enter):
    client = await enter("cs")
    answer = await client.post("/cases/new", data={**COMPLAINT, "drill": "1", "factor": "720"})
    number = re.search(r"/cases/([\w-]+)", answer.headers["location"])
    assert number
    assert desk.kept[number[1]].factor == 720


def test_every_field_of_every_command_can_be_shown():
    from web.forms import look_of

    looks = {look_of(f, (), typed=True) for row in COMMANDS.values() for f in row.fields}
    assert looks <= {"line", "small", "area", "flag", "date", "instant", "number", "steps", "files"}


async def test_a_duplicate_names_its_case_and_the_page_leads_there(desk, enter):
    """X2: the number is typed; once the CS manager signs, the page links to the case it was merged into."""
    client = await enter("cs")
    opened = await client.post("/cases/new", data={**COMPLAINT, "_id": "merge-000001"})
    address = opened.headers["location"].partition("?")[0]
    blank = (await client.get(f"{address}/do/screen_decision")).text
    assert re.search(r'<input class="input" id="f-parent" name="parent" value="">', blank)
    itself = {"_id": "merge-000002", "outcome": "duplicate", "parent": address.rpartition("/")[2]}
    assert "不能并入它自己" in (await client.post(f"{address}/do/screen_decision", data=itself)).text
    asked = await client.post(
        f"{address}/do/screen_decision", data={**itself, "_id": "merge-000003", "parent": "YXY-2026-0152"}
    )
    assert asked.status_code == 303
    number = address.rpartition("/")[2]
    seat = desk.kept[number].approvals[0]
    await desk.decide(person("csm"), seat.id, "merge-000004", "approve", "", seat.digest)
    assert '<a href="/cases/YXY-2026-0152">YXY-2026-0152</a>' in (await client.get(address)).text


@pytest.mark.parametrize(
    ("account", "speaks", "said"),
    [
        ("eng", "zh", "留空则沿用第 2 版的内容（你看不到）；填写后以你写的为准。"),
        ("eng", "en", "Left empty, it stays as in version 2, where you do not see it; what you write replaces it."),
        ("csm", "zh", ""),
    ],
)
async def test_a_new_version_says_what_an_empty_field_keeps(enter, account, speaks, said):
    """D06: beside each restricted field, where there is a version before and its words are not for the reader."""
    client = await enter(account, speaks)
    again = (await client.get("/cases/YXY-2026-0149/do/save_plan")).text
    first = (await client.get("/cases/YXY-2026-0151/do/save_plan")).text

    kept = restricted_fields("save_plan")
    assert hints_of(again, kept) == ([(name, said) for name in kept] if said else [])
    assert hints_of(first, kept) == []


def hints_of(form: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """What stands beside these fields."""
    found = re.findall(r'<p class="hint" id="f-(\w+)-h">(.*?)</p>', form)
    return [(name, words) for name, words in found if name in names]
