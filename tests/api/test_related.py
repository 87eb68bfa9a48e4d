"""What the API tells of a case's surroundings: its household, its silence, who does what (D01, D09, D24)."""

from tests.desk.offices import FORM, new_id


async def test_a_case_names_its_household_and_how_long_nobody_called(web):
    numbers = []
    for _ in range(2):
        opened = await web.post("cs", "/cases?wait=0", FORM, **{"Idempotency-Key": new_id()})
        numbers.append(opened.json()["number"])
    case = (await web.get("cs", f"/cases/{numbers[1]}")).json()

    assert case["earlier"] == [{"number": numbers[0], "same": ["room", "phone"]}]
    assert (case["merged"], case["reopened"], case["functions"]) == ([], 0, {})
    assert {"silent_since"} <= set(case)
    assert (await web.get("cs", "/cases?order=silence")).status_code == 200
