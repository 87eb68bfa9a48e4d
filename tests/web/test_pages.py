"""Every page for every kind of reader, in both languages, with the headers that must be on each."""

import re

import pytest

from tests.web.extracting import WEB
from tests.web.paper_people import ACCOUNTS

PAGES = (
    "/",
    "/approvals",
    "/delegations",
    "/cases",
    "/cases/new",
    "/process",
    "/process?stage=S7",
    "/reports/month",
    "/cases?overdue=1&q=渗水",
    "/nowhere",
)
TABS = ("plan", "contacts", "tasks", "approvals", "evidence", "reports", "clocks", "journal")
READERS = ("cs", "csm", "eng", "head", "region", "exec", "legal", "audit")


@pytest.mark.parametrize("account", READERS)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_every_page_opens(desk, enter, account, language):
    client = await enter(account, language)
    addresses = [*PAGES, *(f"/cases/{n}" for n in desk.kept), *(f"/cases/{n}/history" for n in desk.kept)]
    addresses += [f"/cases/{n}/process" for n in desk.kept]
    addresses += [f"/cases/{n}/dossier" for n in desk.kept]
    addresses += [f"/cases/YXY-2026-0147?tab={tab}" for tab in TABS]
    addresses += [f"/approvals/{a.id}" for case in desk.kept.values() for a in case.approvals]
    for address in addresses:
        answer = await client.get(address)
        assert answer.status_code == (404 if address == "/nowhere" else 200), address
        assert f'<html lang="{language}">' in answer.text


async def test_every_command_has_a_page(desk, enter):
    client = await enter("csm")
    for number in desk.kept:
        for row in (await desk.case(await desk.who(next(reversed(desk.tokens))), number)).offers:
            answer = await client.get(f"/cases/{number}/do/{row.name}")
            assert f'<h2 tabindex="-1">{row.zh}</h2>' in answer.text


async def test_every_answer_is_guarded(desk, enter, visitor):
    answers = [await visitor.get("/sign-in"), await visitor.get("/"), await visitor.get("/static/icons.svg")]
    client = await enter("cs")
    answers += [await client.get(a) for a in ("/", "/nowhere", "/cases/YXY-2026-0152")]
    answers.append(await client.post("/cases/new", content=b"x" * (1024 * 1024 + 1)))
    answers.append(await client.post("/cases/new", headers={"Sec-Fetch-Site": "cross-site"}))
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"


async def test_no_inline_script_or_style_on_any_page(desk, enter):
    client = await enter("cs")
    for address in (*PAGES, "/cases/YXY-2026-0152", "/cases/YXY-2026-0152?tab=clocks", "/sign-in"):
        text = (await client.get(address)).text
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", text), address


async def test_static_files_with_their_digest_may_be_kept(visitor):
    text = (await visitor.get("/sign-in")).text
    address = re.search(r'href="(/static/anlan\.css\?v=\w+)"', text)
    assert address
    answer = await visitor.get(address[1])
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("address", ["/", "/cases", "/cases/YXY-2026-0147", "/approvals", "/process", "/events"])
async def test_nobody_gets_in_without_signing_in(visitor, address):
    answer = await visitor.get(address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


async def test_another_projects_case_does_not_exist(enter):
    client = await enter("cs2")
    other, none = await client.get("/cases/YXY-2026-0147"), await client.get("/cases/YXY-2026-9999")
    assert other.status_code == none.status_code == 404
    assert other.text.replace("0147", "9999") == none.text
    assert (await client.get("/approvals/YXY-2026-0149.A02.2.R06")).status_code == 404
    assert (await client.post("/cases/YXY-2026-0147/do/assign", data={"owner": "cs2"})).status_code == 404


@pytest.mark.parametrize(
    "address", ["/cases/%00", "/cases/..%2f..", "/approvals/%E2%80%AE", "/commands/a'b", "/cases?after=%00"]
)
async def test_what_is_no_address_of_ours_is_not_found(enter, address):
    client = await enter("cs")
    assert (await client.get(address)).status_code == 404
    assert (await client.post("/cases/%00/do/assign")).status_code == 404


async def test_a_drill_says_so_in_band_and_title(enter):
    text = (await (await enter("csm")).get("/cases/YXY-D-2026-0003")).text
    assert '<p class="drill-bar"><b>演练</b>' in text
    assert "<title>演练 · " in text


async def test_the_language_is_switched_and_kept(enter):
    client = await enter("cs")
    assert "工作台" in (await client.get("/")).text
    await client.post("/language", data={"language": "en", "next": "/cases"})
    assert "<h1>Cases</h1>" in (await client.get("/cases")).text
    assert len(ACCOUNTS) > 10


async def test_what_people_wrote_is_shown_as_text(desk, enter):
    client = await enter("cs")
    nasty = '"><img src=x onerror=alert(1)> {{7*7}} <script>alert(1)</script>'
    form = {"purpose": "progress", "way": "phone", "note": nasty, "_id": "xss-00000001"}
    await client.post("/cases/YXY-2026-0147/do/log_contact", data=form)
    for address in ("/cases/YXY-2026-0147", "/cases/YXY-2026-0147?tab=contacts", "/cases/YXY-2026-0147?tab=journal"):
        text = (await client.get(address)).text
        assert "<img src=x" not in text
        assert "<script>alert" not in text
        assert "{{7*7}}" in text


def test_every_attribute_is_quoted_and_nothing_is_marked_safe():
    for path in WEB.rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\s[\w-]+=\{\{", text), path.name
        assert not re.search(r"\|\s*safe|autoescape|Markup", text), path.name


def test_files_are_short():
    files = [f for kind in ("*.py", "*.html", "*.js", "*.css") for f in WEB.rglob(kind) if "vendor" not in f.parts]
    assert [f.name for f in files if len(f.read_text().splitlines()) > 300] == []
