"""Households and lists of them over HTTP: tried, sent, seen; by nobody who does not see the group (C-30)."""

from tests.desk.test_household_lists import home, sheet


async def grouped(web):
    """A group case, made while somebody works."""
    async with web.place.working(), web.place.relaying():
        number = await web.opened()
        answer = await web.command("cs", number, "make_group", {"cause": "高架噪声", "facts": "检测超标。"})
        assert answer.status_code == 200
    return number


async def posted(web, account, path, content):
    return await web.http.post(f"/api/v1{path}", headers=await web.headers(account), content=content)


async def test_a_list_is_tried_sent_and_taken_in(web):
    number = await grouped(web)
    address = f"/cases/{number}/households"
    wrong = (await posted(web, "cs", f"{address}/lists", sheet(home("3-2-1201"), home("77-1-0101")))).json()
    tried = (await posted(web, "cs", f"{address}/lists", sheet(home("3-2-1201"), home("3-2-1202")))).json()
    refused = await web.post("cs", f"{address}/lists/{wrong['id']}", {})
    sent = await web.post("cs", f"{address}/lists/{tried['id']}", {})
    await web.place.desk.groups.lists.taking.tick()
    found = (await web.get("cs", f"{address}/lists/{tried['id']}")).json()
    seen = (await web.get("cs", address)).json()

    assert [row["state"] for row in wrong["rows"]] == ["new", "wrong"]
    assert wrong["rows"][1]["errors"][0]["code"] == "unknown_room"
    assert (refused.status_code, sent.status_code) == (422, 202)
    assert (found["state"], found["taken"], found["failed"]) == ("done", 2, [])
    assert seen["counts"]["all"] == 2
    assert [one["room"] for one in seen["households"]] == ["3-2-1201", "3-2-1202"]


async def test_nobody_else_sees_them_and_no_sheet_is_no_list(web):
    number = await grouped(web)
    address = f"/cases/{number}/households"

    assert (await posted(web, "cs", f"{address}/lists", b"x")).json()["errors"][0]["code"] == "no_list"
    assert (await web.get("cs2", address)).status_code == 404
    assert (await posted(web, "cs2", f"{address}/lists", sheet(home("3-2-1201")))).status_code == 404
    assert (await web.get("cs", f"/cases/{number}/households/lists/{'0' * 64}")).status_code == 404
