"""Compensation from the pages (A07): its form, what is lacking at its field, and the amount where it is signed."""

NUMBER = "YXY-2026-0149"
FORM = {"_id": "comp-000001", "_version": "", "amount": "20000", "basis": "contract", "grounds": "三次维修无效"}


async def documented(desk, enter):
    """Its document and legal's opinion are on file."""
    client = await enter("cs")
    await client.post(
        f"/cases/{NUMBER}/do/add_evidence", data={"_id": "ev-0000001", "kind": "document", "reason": "收据"}
    )
    legal = await enter("legal")
    words = {"_id": "op-0000001", "opinion": "clear", "text": "无异议"}
    await legal.post(f"/cases/{NUMBER}/do/legal_opinion", data=words)
    return await enter("cs"), str(len(desk.kept[NUMBER].of_kind("evidence")))


async def test_it_is_asked_on_its_form_and_signed_with_its_amount(desk, enter):
    client, document = await documented(desk, enter)
    form = (await client.get(f"/cases/{NUMBER}/do/ask_compensation")).text
    asked = await client.post(f"/cases/{NUMBER}/do/ask_compensation", data={**FORM, "documents": [document]})
    page = (await (await enter("eng", "en")).get(f"/approvals/{NUMBER}.A07.1.R05")).text
    chinese = (await (await enter("eng")).get(f"/approvals/{NUMBER}.A07.1.R05")).text

    assert "金额（元）" in form
    assert asked.status_code == 303
    assert "Asked for compensation of 20000 yuan, by contract" in page
    assert f"提请补偿 20000 元，依据合同约定，单据 {document}" in chinese
    assert "三次维修无效" in chinese


async def test_without_documents_it_says_so_at_the_field(desk, enter):
    client, _ = await documented(desk, enter)
    answer = await client.post(f"/cases/{NUMBER}/do/ask_compensation", data=FORM)

    assert answer.status_code == 409
    assert "补偿要先有单据" in answer.text
    assert 'id="f-documents-e"' in answer.text or "f-documents" in answer.text
