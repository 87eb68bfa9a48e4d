"""POST /api/v1/leads: a lead opened by a program (S0)."""

from tests.desk.offices import new_id

LEAD = {"project": "YXY", "source": "group", "subject": "业主群传言", "description": "群里说要集体退房"}


async def test_a_program_reports_a_lead(web):
    key = {"Idempotency-Key": new_id()}
    first = await web.post("eng", "/leads?wait=0", LEAD, **key)
    again = await web.post("eng", "/leads?wait=0", LEAD, **key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    case = (await web.get("cs", f"/cases/{first.json()['number']}")).json()
    assert (case["stage"], case["subject"]) == ("S0", LEAD["subject"])


async def test_without_a_key_or_with_a_complainant_it_cannot_be_read(web):
    assert (await web.post("eng", "/leads", LEAD)).status_code == 422
    answer = await web.post("eng", "/leads", {**LEAD, "complainant": {"name": "林"}}, **{"Idempotency-Key": new_id()})
    assert answer.status_code == 422


async def test_who_only_looks_reports_nothing(web):
    answer = await web.post("audit", "/leads?wait=0", LEAD, **{"Idempotency-Key": new_id()})

    assert answer.status_code == 403
