"""Who sees what: every role on every route; nothing that may not be seen differs from nothing at all."""

import pytest
from sqlalchemy import func, select

from desk.organisation import PEOPLE
from store.tables import CommandRow
from tests.api.stories import CONTACT
from tests.desk.offices import FORM, new_id

OF_JWL = ("cs2", "csm2", "eng2", "head2")
EVERYBODY = [person.id for person in PEOPLE]
READS = ("", "/journal", "/history", "/verify")


@pytest.fixture
async def opened(web):
    async with web.place.working():
        return await web.opened()


async def commands(web):
    async with web.place.office.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(CommandRow))


@pytest.mark.parametrize("account", EVERYBODY)
async def test_every_role_on_every_route(web, opened, account):
    foreign = account in OF_JWL
    for part in READS:
        answer = await web.get(account, f"/cases/{opened}{part}")
        nothing = await web.get(account, f"/cases/YXY-2026-9999{part}")
        assert answer.status_code == (404 if foreign else 200), part
        assert nothing.status_code == 404
        if foreign:
            assert answer.content == nothing.content
    listed = [c["number"] for c in (await web.get(account, "/cases")).json()["cases"]]
    assert listed == ([] if foreign else [opened])
    for q in (opened, "13800000147", "林秀岚", "渗水", "3-2-1201"):
        found = (await web.get(account, f"/cases?q={q}")).json()["cases"]
        assert len(found) == (0 if foreign else 1), q


@pytest.mark.parametrize("account", OF_JWL)
async def test_a_command_to_a_case_of_another_project_writes_nothing(web, opened, account):
    before = await commands(web)

    answer = await web.command(account, opened, "log_contact", CONTACT)
    nothing = await web.command(account, "YXY-2026-9999", "log_contact", CONTACT)
    unreadable = await web.post(account, f"/cases/{opened}/commands", {"id": 5})

    assert answer.status_code == nothing.status_code == unreadable.status_code == 404
    assert answer.content == nothing.content
    assert await commands(web) == before


async def test_a_receipt_is_for_those_who_see_its_case(web, opened):
    sent = await web.command("cs", opened, "log_contact", CONTACT, wait=0)
    path = f"/commands/{sent.json()['id']}"

    assert (await web.get("csm", path)).status_code == 200
    assert (await web.get("cs2", path)).status_code == 404
    assert (await web.get("cs2", path)).content == (await web.get("cs2", f"/commands/{new_id()}")).content


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Basic Y3M6Y3M="},
        {"Authorization": "Bearer " + "x" * 300},
        {"X-Original-URL": "/healthz"},
        {"Cookie": "session=wrong"},
    ],
)
async def test_without_a_token_there_is_only_401(web, headers):
    for method, path in (
        ("GET", "/api/v1/cases"), ("POST", "/api/v1/cases"), ("GET", "/api/v1/cases/YXY-2026-0001"),
        ("POST", "/api/v1/cases/YXY-2026-0001/commands"), ("GET", "/api/v1/cases/YXY-2026-0001/journal"),
        ("GET", "/api/v1/cases/YXY-2026-0001/history"), ("GET", "/api/v1/cases/YXY-2026-0001/verify"),
        ("GET", "/api/v1/approvals"), ("POST", "/api/v1/approvals/x"), ("GET", "/api/v1/commands/x"),
        ("GET", "/api/v1/process"), ("GET", "/openapi.json"),
    ):  # fmt: skip
        answer = await web.http.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorised"), path
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_every_route_asks_who_is_there(web):
    """A new route is closed unless it is one of the four that are open on purpose."""
    app = web.http._transport.app
    schema = app.openapi()
    for path, methods in schema["paths"].items():
        for method in methods:
            answer = await web.http.request(method, path.replace("{", "").replace("}", ""))
            assert answer.status_code == 401, (method, path)


async def test_what_is_open_says_no_secrets(web):
    assert (await web.http.get("/healthz")).json() == {"status": "ok"}
    assert (await web.http.get("/readyz")).json() == {"status": "ready", "database": "ok", "engine": "ok"}
    for path in ("/docs", "/redoc", "/api/v1/docs"):
        assert (await web.http.get(path)).status_code == 404


async def test_figures_name_no_case(web, opened):
    text = (await web.http.get("/metrics")).text

    assert "anlan_cases_open 1.0" in text
    assert "anlan_http_requests_total" in text
    assert opened not in text
    assert "YXY" not in text


async def test_the_rule_book_and_the_description_are_for_any_token(web):
    process = (await web.get("cs2", "/process")).json()
    document = (await web.http.get("/openapi.json", headers=await web.headers("audit"))).json()

    assert {"stages", "moves", "commands", "duties", "sign_offs", "roles", "refusals"} <= set(process)
    assert "/api/v1/cases/{number}/commands" in document["paths"]


async def test_the_list_goes_on_where_it_stopped(web):
    for _ in range(55):
        await web.opened(wait=0)

    first = (await web.get("cs", "/cases")).json()
    second = (await web.get("cs", f"/cases?after={first['next']}".replace("+", "%2B"))).json()

    numbers = [c["number"] for c in first["cases"] + second["cases"]]
    assert (len(first["cases"]), len(second["cases"]), second["next"]) == (50, 5, None)
    assert len(set(numbers)) == 55


async def test_a_drill_opens_beside_the_others(web):
    number = await web.opened(drill={"factor": 3600}, wait=0)

    assert "-D-" in number
    assert (await web.get("cs", f"/cases/{number}")).json()["drill"] == {"factor": 3600}
    assert FORM["project"] == "YXY"
