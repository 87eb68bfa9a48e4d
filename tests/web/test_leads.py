"""The page that takes a lead (S0): anyone who works may report, wrong fields are said, the case shows it."""

LEAD = {
    "_id": "lead-000001",
    "source": "forum",
    "subject": "论坛渗水帖",
    "description": "多户业主发帖",
    "project": "YXY",
}


async def test_a_lead_is_reported_and_leads_to_its_case(desk, enter):
    client = await enter("eng")
    assert '<a class="btn not-phone" href="/leads/new">登记线索</a>' in (await client.get("/")).text
    assert "提交线索" in (await client.get("/leads/new")).text
    answer = await client.post("/leads/new", data=LEAD)
    assert answer.status_code == 303
    text = (await client.get(answer.headers["location"])).text
    assert "预警线索" in text
    assert "登记线索：业主论坛" in text


async def test_customer_service_turns_it_into_a_complaint(desk, enter):
    address = (await (await enter("eng")).post("/leads/new", data=LEAD)).headers["location"].partition("?")[0]
    client = await enter("cs")
    assert "确认收到线索" in (await client.get(address)).text
    answer = await client.post(f"{address}/do/convert_lead", data={"_id": "lead-000002", "channel": "forum"})
    assert answer.status_code == 303
    assert str(desk.kept[address.rpartition("/")[2]].stage) == "S2"


async def test_what_is_missing_is_said_beside_the_field(enter):
    client = await enter("eng", "en")
    answer = await client.post("/leads/new", data={"_id": "lead-000003", "source": "rumour"})
    assert answer.status_code == 422
    assert 'id="f-description-e"' in answer.text
    assert "2 things to mend" in answer.text


async def test_who_only_looks_has_no_button(enter):
    assert "/leads/new" not in (await (await enter("audit")).get("/")).text
