"""The pages of a case before a court: the signer reads which way, legal finds its forms, the case says where it is (X4)."""

from tests.web.paper_people import person

CASE, NUMBER = "/cases/YXY-2026-0152", "YXY-2026-0152"
HANDED_OVER = {"_id": "court-000001", "kind": "court", "reason": "多次沟通无果", "next_date": "2027-03-01"}


async def test_a_case_is_handed_over_and_comes_back_from_its_pages(desk, enter):
    legal = await enter("legal")
    answer = await legal.post(f"{CASE}/do/legal_track", data=HANDED_OVER)
    assert answer.status_code == 303
    assert "提请移交外部：诉讼，下一期日 2027 年 3 月 1 日" in (await legal.get(CASE)).text
    seat = desk.kept[NUMBER].open_approvals("A17")[0]
    page = (await (await enter("head")).get(f"/approvals/{seat.id}")).text
    assert "移交外部（诉讼）" in page
    await desk.decide(person("head"), seat.id, "court-000002", "approve", "", seat.digest)

    legal = await enter("legal")
    text = (await legal.get(CASE)).text
    assert "进入移交外部" in text
    assert "登记下一期日" in text
    gone = {"_id": "court-000003", "date": "2020-01-01", "what": "开庭"}
    assert "已经过去" in (await legal.post(f"{CASE}/do/track_date", data=gone)).text
    bare = {"_id": "court-000004", "to": "S5"}
    assert "还没有附裁判文书" in (await legal.post(f"{CASE}/do/legal_outcome", data=bare)).text
    done = await legal.post(f"{CASE}/do/legal_outcome", data={**bare, "_id": "court-000005", "document": "判决书全文"})
    assert done.status_code == 303
    assert "登记外部处理结果，转入方案制定" in (await legal.get(CASE)).text
    assert "判决书全文" in (await legal.get(f"{CASE}?tab=reports")).text


async def test_a_lawyers_letter_is_read_by_who_signs_it_and_recorded_when_sent(desk, enter):
    legal = await enter("legal")
    cs = await enter("cs")
    for no in (1, 2):
        said = {"_id": f"letter-00000{no}", "purpose": "progress", "way": "phone", "note": "客户仍不接受"}
        assert (await cs.post(f"{CASE}/do/log_contact", data=said)).status_code == 303
    legal = await enter("legal")
    asked = {"_id": "letter-000003", "text": "律师函全文在此", "reason": "多次沟通无果"}
    assert (await legal.post(f"{CASE}/do/lawyers_letter", data=asked)).status_code == 303
    seat = desk.kept[NUMBER].open_approvals("A17")[0]
    page = (await (await enter("head")).get(f"/approvals/{seat.id}")).text
    assert "第 1 封律师函" in page
    assert "律师函全文在此" in page
    await desk.decide(person("head"), seat.id, "letter-000004", "approve", "", seat.digest)

    legal = await enter("legal")
    assert "律师函全文在此" in (await legal.get(f"{CASE}/do/letter_sent")).text
    sent = {"_id": "letter-000005", "letter": "1", "on": "2026-11-22"}
    assert (await legal.post(f"{CASE}/do/letter_sent", data=sent)).status_code == 303
    assert "登记第 1 封律师函已于 11 月 22 日发出" in (await legal.get(CASE)).text
    assert "律师函全文在此" in (await legal.get(f"{CASE}?tab=reports")).text
