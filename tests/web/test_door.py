"""The door: in, out, and nowhere else."""

import pytest

from tests.web.paper_desk import PASSWORD


async def test_the_cookie_is_out_of_reach(visitor):
    answer = await visitor.post("/sign-in", data={"account": "cs", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


async def test_over_https_the_cookie_is_bound_to_the_host(visitor):
    answer = await visitor.post("https://127.0.0.1:8000/sign-in", data={"account": "cs", "password": PASSWORD})
    assert answer.headers["set-cookie"].startswith("__Host-anlan=")
    assert "Secure" in answer.headers["set-cookie"]


async def test_a_wrong_password_is_said_without_saying_which(visitor):
    answers = [await visitor.post("/sign-in", data={"account": a, "password": "x"}) for a in ("cs", "nobody")]
    assert [a.status_code for a in answers] == [401, 401]
    assert "账号或密码不对。" in answers[0].text


async def test_too_many_attempts_say_when_to_come_back(visitor):
    for _ in range(6):
        answer = await visitor.post("/sign-in", data={"account": "cs", "password": "x"})
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "40"


async def test_signing_out_ends_the_session(enter):
    client = await enter("cs")
    answer = await client.post("/sign-out")
    assert '"storage"' in answer.headers["clear-site-data"]
    assert (await client.get("/")).status_code == 303


@pytest.mark.parametrize(
    "next_page",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/%0d%0aX", "/\r\nX: y"],
)
async def test_the_way_on_stays_on_this_site(visitor, next_page):
    answer = await visitor.post("/sign-in", data={"account": "cs", "password": PASSWORD, "next": next_page})
    assert answer.headers["location"] in ("/", "/%0d%0aX")


@pytest.mark.parametrize("account", ["\x00", "a\x00b", "\u202ecs", "x" * 5000])
async def test_strange_accounts_are_wrong_accounts(visitor, account):
    answer = await visitor.post("/sign-in", data={"account": account, "password": "x"})
    assert answer.status_code == 401


async def test_a_form_from_another_site_is_not_carried_out(enter):
    client = await enter("cs")
    answer = await client.post("/sign-out", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "不是从我们的页面提交的" in answer.text


async def test_an_ended_session_does_not_replace_the_form(visitor):
    answer = await visitor.post(
        "/cases/YXY-2026-0152/do/log_contact",
        headers={"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1:8000/cases/YXY-2026-0152"},
    )
    assert answer.status_code == 401
    assert answer.headers["hx-retarget"] == "#toasts"
    assert 'href="/sign-in?next=/cases/YXY-2026-0152"' in answer.text


async def test_what_broke_is_a_page_and_tells_nothing(desk, enter):
    client = await enter("cs", "en")

    async def broken(*_):
        raise RuntimeError("secret 13800000147")

    desk.my_desk = broken
    answer = await client.get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "13800000147" not in answer.text
    assert "content-security-policy" in answer.headers
