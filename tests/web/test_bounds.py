"""What the page of a case says of its bounds: attempts (C-26), refused versions (C-38), a conflict of interest."""

from dataclasses import replace

NUMBER = "YXY-2026-0149"


async def test_it_says_how_often_the_customer_was_tried(desk, enter):
    client = await enter("cs")
    for n, way in enumerate(("phone", "home")):
        form = {"_id": f"try-00000{n}", "purpose": "progress", "way": way, "outcome": "no_answer"}
        answer = await client.post(f"/cases/{NUMBER}/do/contact_attempt", data=form)
        assert answer.status_code == 303
    chinese = (await client.get(f"/cases/{NUMBER}")).text
    english = (await (await enter("cs", "en")).get(f"/cases/{NUMBER}")).text

    assert "联系客户已试 2 次，1 个不同时间" in chinese
    assert "Tried 2 times to reach the customer, on 1 occasion" in english


async def test_contingency_is_offered_to_who_decides_it(desk, enter):
    case = desk.kept[NUMBER]
    desk.kept[NUMBER] = replace(case, refused_plans=(1, 2, 3), contingency_proposed=case.seq)
    head = (await (await enter("head")).get(f"/cases/{NUMBER}")).text
    agent = (await (await enter("cs", "en")).get(f"/cases/{NUMBER}")).text

    assert "方案已被拒 3 版：建议启动紧急应对" in head
    assert head.index("/do/activate_contingency") < head.index('id="now-next"')
    assert "3 versions of the plan were refused" in agent
    assert "/do/activate_contingency" not in agent


async def test_a_conflict_is_declared_on_its_form_shown_and_kept_to(desk, enter):
    client = await enter("cs")
    form = {"_id": "coi-000001", "reason": "投诉人是本人亲属"}
    declared = await client.post(f"/cases/{NUMBER}/do/declare_conflict", data=form)
    page = (await client.get(f"/cases/{NUMBER}")).text
    words = {"_id": "coi-000002", "purpose": "progress", "way": "phone", "note": "…"}
    refused = await client.post(f"/cases/{NUMBER}/do/log_contact", data=words)

    assert declared.status_code == 303
    assert "有利益冲突：周念" in page
    assert "申报利益冲突：周念" in page
    assert refused.status_code == 409
    assert "不能办理、也不能签批" in refused.text
