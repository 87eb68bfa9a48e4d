"""The statement desk, its forms and the page for everybody: what a browser can try lets out only what was signed."""

import pytest

from domain.releasing import public_name
from tests.web.paper_people import person
from tests.web.story import open_case, send, sign

DRAFT = {"audience": "media", "kind": "ordinary", "title": "关于外墙情况的说明", "text": "现场已封闭。\n无人受伤。"}


async def signed(desk, **changes) -> str:
    """A case with a spokesperson and a media text that is signed by all."""
    number = await open_case(desk)
    await desk.send(person("pr"), number, "appoint-0001", "appoint_spokesperson", {"account": "spokes"})
    await sign(desk, "exec", f"{number}.A25.1.R10")
    await send(desk, "pr", number, "draft_statement", **DRAFT | changes)
    await send(desk, "pr", number, "ask_statement", statement=1)
    for seat, who in (("R13", "legal"), ("R06", "head")):
        await sign(desk, who, f"{number}.A08.1.{seat}")
    return number


def public(desk, number: str, no: int = 1) -> str:
    return f"/statements/{public_name(desk.kept[number].record('statement', no).digest)}"


async def test_a_signed_text_is_released_from_the_page_and_read_by_everybody(desk, enter):
    number = await signed(desk)
    client = await enter("spokes")
    assert (await client.get(public(desk, number))).status_code == 404
    shown = (await client.get(f"/cases/{number}/statements")).text
    assert "已签完，可以发布" in shown
    assert f"/cases/{number}/statements/1/release_statement" in shown
    form = (await client.get(f"/cases/{number}/statements/1/release_statement")).text
    assert "现场已封闭。" in form
    assert "内部通知" not in form, "only places where this audience is reached"
    done = await client.post(f"/cases/{number}/do/release_statement", data={"statement": "1", "outlet": "page"})

    assert done.headers["location"].startswith(f"/cases/{number}/statements?done=")
    client.cookies.clear()
    read = await client.get(public(desk, number))
    assert (read.status_code, "现场已封闭。" in read.text, "关于外墙情况的说明" in read.text) == (200, True, True)
    assert number not in read.text


@pytest.mark.parametrize(("who", "said"), [("pr", "对外只由新闻发言人"), ("spokes", "还没有签完")])
async def test_the_page_lets_out_nothing_that_is_not_signed_and_nobody_else(desk, enter, who, said):
    number = await signed(desk)
    edit = {"statement": 1, "title": "说明", "text": "责任在施工单位。"}
    if who == "spokes":
        await send(desk, "pr", number, "edit_statement", **edit)
    client = await enter(who)
    no = "2" if who == "spokes" else "1"
    answer = await client.post(f"/cases/{number}/do/release_statement", data={"statement": no, "outlet": "page"})

    assert answer.status_code == 409
    assert said in answer.text
    assert desk.kept[number].of_kind("released") == ()
    assert (await client.get(public(desk, number))).status_code == 404


async def test_a_signer_sees_what_changed_since_the_version_that_was_signed(desk, enter):
    number = await signed(desk)
    edit = {"statement": 1, "title": "关于外墙情况的说明", "text": "现场已封闭。\n无人受伤，检测机构已进场。"}
    await send(desk, "pr", number, "edit_statement", **edit)
    await send(desk, "pr", number, "ask_statement", statement=2)
    client = await enter("legal")
    page = (await client.get(f"/approvals/{number}.A08.2.R13")).text

    assert "<h2>关于外墙情况的说明</h2>" in page
    assert "<ins>，检测机构已进场</ins>" in page


async def test_a_first_response_starts_with_words_for_what_happened(desk, enter):
    number = await open_case(desk)
    for language, words in (("zh-CN", "发生火情"), ("en", "a fire broke out")):
        client = await enter("pr", language)
        form = (await client.get(f"/cases/{number}/statements/draft?incident=fire&audience=media")).text

        assert words in form


async def test_the_desk_tells_who_has_read_the_notice_and_what_the_press_asks(desk, enter):
    number = await open_case(desk)
    await send(desk, "pr", number, "do_not_speak", text="对外一律由新闻发言人答复。")
    await send(desk, "cs", number, "silence_read", silence=1)
    by = "2026-12-30T10:00"
    await send(desk, "cs", number, "media_inquiry", outlet_name="晨报 李记者", question="有人受伤吗", reply_by=by)
    await send(desk, "pr", number, "false_report", outlet_name="某号", what="称有人死亡")
    client = await enter("pr")
    page = (await client.get(f"/cases/{number}/statements")).text

    assert "发出不对外发言通知" in (await (await enter("eng")).get("/")).text
    assert "人中 1 人已读" in page
    assert all(words in page for words in ("晨报 李记者", "有人受伤吗", "某号", "起草更正"))
    assert (await client.get(f"/cases/{number}")).status_code == 200


async def test_what_went_out_and_what_did_not_reads_in_both_languages(desk, enter):
    number = await signed(desk)
    desk.against_release = "text_changed"
    await send(desk, "spokes", number, "release_statement", statement=1, outlet="page")
    for language, words in (
        ("zh-CN", "没有发布：保存的第 1 稿"),
        ("en", "Text 1 did not go out: Text 1 as it is kept"),
    ):
        client = await enter("spokes", language)
        page = (await client.get(f"/cases/{number}?tab=journal")).text

        assert words in page
    assert "statement_released" not in [e.type for e in desk.journal[number]]


@pytest.mark.parametrize("address", ["1/no_such_thing", "9/edit_statement", "1/level_set", "0/edit_statement"])
async def test_addresses_of_nothing_are_not_found(desk, enter, address):
    number = await signed(desk)
    client = await enter("pr")

    assert (await client.get(f"/cases/{number}/statements/{address}")).status_code in (404, 422)


async def test_two_texts_are_compared_side_by_side(desk, enter):
    number = await signed(desk)
    await send(desk, "spokes", number, "release_statement", statement=1, outlet="press")
    await send(desk, "cs", number, "draft_statement", **DRAFT | {"audience": "customers", "text": "各位业主：请绕行。"})
    await send(desk, "cs", number, "ask_statement", statement=2)
    for seat, who in (("R13", "legal"), ("R06", "head")):
        await sign(desk, who, f"{number}.A09.1.{seat}")
    client = await enter("legal")
    page = (await client.get(f"/cases/{number}/statements")).text
    form = (await client.get(f"/cases/{number}/statements/2/compare_statements?other=1")).text

    assert "还没有比对第 2 稿与已发布的第 1 稿" in page
    assert f"/cases/{number}/statements/2/compare_statements?other=1" in page
    assert all(words in form for words in ("各位业主：请绕行。", "现场已封闭。"))
