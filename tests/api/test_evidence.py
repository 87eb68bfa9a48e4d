"""Files of evidence through the API: bytes in, bytes out (D33)."""

from domain.files import LARGEST
from tests.photographs import PDF, photograph


async def put(web, account, number, data, **headers):
    given = await web.headers(account) | headers
    return await web.http.post(f"/api/v1/cases/{number}/evidence", headers=given, content=data)


async def test_a_file_is_kept_named_and_given_back(web):
    data, number = photograph(), await web.opened(wait=0)
    answer = await put(web, "cs", number, data)
    file = answer.json()
    taken = await web.get("audit", f"/cases/{number}/evidence/{file['digest']}")
    sent = await web.command("cs", number, "add_evidence", {"kind": "photo", "files": [file["digest"]]}, wait=0)

    assert (answer.status_code, file["media"], file["size"]) == (201, "image/jpeg", len(data))
    assert (taken.content, taken.headers["content-type"]) == (data, "image/jpeg")
    assert taken.headers["content-disposition"] == "attachment"
    assert taken.headers["x-content-type-options"] == "nosniff"
    assert sent.status_code == 202
    assert (await put(web, "cs", number, data)).json() == file


async def test_what_cannot_be_kept_is_said_in_the_language_asked_for(web):
    number = await web.opened(wait=0)
    html = await put(web, "cs", number, b"<script>", **{"Accept-Language": "en"})
    large = await put(web, "cs", number, PDF + bytes(LARGEST))
    unknown = await web.command("cs", number, "add_evidence", {"kind": "photo", "files": ["0" * 64]}, wait=0)

    assert (html.status_code, html.json()["errors"]) == (422, [{"field": "files", "code": "no_such_media"}])
    assert "only photos, PDF" in html.json()["message"]
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    assert (unknown.status_code, unknown.json()["errors"][0]["code"]) == (422, "no_such_file")


async def test_files_need_a_token_and_the_case_in_sight(web):
    number = await web.opened(wait=0)
    digest = (await put(web, "cs", number, PDF)).json()["digest"]
    path = f"/api/v1/cases/{number}/evidence"

    assert (await web.http.post(path, content=PDF)).status_code == 401
    assert (await web.http.get(f"{path}/{digest}")).status_code == 401
    assert (await put(web, "csm2", number, PDF)).status_code == 404
    assert (await put(web, "audit", number, PDF)).json()["code"] == "not_yours"
    assert (await web.get("csm2", f"/cases/{number}/evidence/{digest}")).status_code == 404
    assert (await web.get("cs", f"/cases/{number}/evidence/{'0' * 64}")).status_code == 404
