"""Files of evidence on the pages: sent with the form, shown small, signed, taken away (D33)."""

import hashlib
import io
import re
import subprocess
import zipfile

import pytest

from tests.photographs import MAKER, PDF, photograph
from tests.web.story import send, to_execution

NUMBER = "YXY-2026-0152"
DO = f"/cases/{NUMBER}/do/add_evidence"


async def sent(client, *files, **fields):
    """The form as a browser sends it."""
    parts = [("files", (name, data, "application/octet-stream")) for name, data in files]
    return await client.post(DO, data={"_id": "form-evidence-1", **fields}, files=parts)


async def test_a_photograph_goes_with_the_form_and_is_shown_small(desk, enter):
    client, data = await enter("cs"), photograph()
    form = await client.get(DO)
    answer = await sent(client, ("窗下渗水.jpg", data), kind="photo")
    page = (await client.get(f"/cases/{NUMBER}?tab=evidence")).text
    address = f"/cases/{NUMBER}/evidence/{hashlib.sha256(data).hexdigest()}"
    small = await client.get(f"{address}/small")

    assert 'enctype="multipart/form-data"' in form.text
    assert answer.status_code == 303
    assert desk.kept[NUMBER].of_kind("evidence")[-1].data["files"] == [hashlib.sha256(data).hexdigest()]
    assert f'<img src="{address}/small" alt="窗下渗水.jpg"' in page
    assert f'href="{address}" download' in page
    assert (small.status_code, small.headers["content-type"]) == (200, "image/jpeg")
    assert MAKER.encode() not in small.content


async def test_the_original_is_saved_and_runs_nothing(desk, enter):
    client = await enter("audit")
    kept = await desk.evidence.keep(desk_person(), NUMBER, PDF, "林秀岚.pdf")
    answer = await client.get(f"/cases/{NUMBER}/evidence/{kept.digest}")

    assert answer.content == PDF
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{NUMBER}-{kept.digest[:12]}.pdf"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert (answer.headers["x-content-type-options"], answer.headers["cache-control"]) == ("nosniff", "no-store")
    assert desk.evidence.taken == [("audit", kept.digest)]
    assert (await client.get(f"/cases/{NUMBER}/evidence/{kept.digest}/small")).status_code == 404


async def test_a_form_that_comes_back_has_its_files_already(desk, enter):
    """Nobody photographs twice because a field was missing."""
    client, data = await enter("cs"), photograph()
    back = await sent(client, ("IMG_2031.jpg", data))
    digest = hashlib.sha256(data).hexdigest()
    assert back.status_code == 409
    assert f'<input type="hidden" name="files" value="{digest}">' in back.text
    assert "IMG_2031.jpg" in back.text
    again = await client.post(DO, data={"_id": "form-evidence-2", "kind": "photo", "files": digest})

    assert again.status_code == 303
    assert desk.kept[NUMBER].of_kind("evidence")[-1].data["files"] == [digest]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("photo.jpg", b"<script>alert(1)</script>", "只收照片、PDF"),
        ("empty.jpg", b"", "这是一个空文件"),
        ("half.jpg", photograph()[:200], "却打不开"),
    ],
)
async def test_what_cannot_be_kept_is_said_at_the_field(desk, enter, name, data, said):
    answer = await sent(await enter("cs"), (name, data), kind="photo", reason="窗下有水迹")

    assert answer.status_code == 422
    assert re.search(rf'id="f-files-e">.*{said}', answer.text)
    assert "窗下有水迹" in answer.text, "what was typed is there"
    assert desk.evidence.known == {}


async def test_a_file_of_somebody_who_may_not_is_refused_in_words(desk, enter):
    answer = await sent(await enter("audit"), ("a.jpg", photograph()), kind="photo")

    assert answer.status_code == 403
    assert re.search(r'role="alert">.*客服专员', answer.text), "who may"
    assert desk.evidence.known == {}


async def test_no_file_chosen_is_no_file(desk, enter):
    answer = await sent(await enter("cs"), ("", b""), kind="document", reason="原件在档案柜。")

    assert answer.status_code == 303
    assert "files" not in desk.kept[NUMBER].of_kind("evidence")[-1].data


async def test_only_the_form_of_a_command_may_be_large(desk, enter):
    client = await enter("cs")
    large = ("a.pdf", PDF + bytes(2 * 1024 * 1024))
    assert (await sent(client, large, kind="document")).status_code == 303
    assert (await client.post(DO, data={"kind": "document", "reason": "x" * 2_000_000})).status_code == 413
    assert (await client.post("/cases/new", files={"files": large})).status_code == 413
    over = await sent(client, *[(f"{n}.pdf", PDF + bytes(19 * 1024 * 1024)) for n in range(4)], kind="document")
    assert over.status_code == 413
    assert "带文件最多 60 MB" in over.text


async def test_bytes_that_are_no_text_are_told_also_beside_a_file(desk, enter):
    client = await enter("cs")
    body = b'--b\r\nContent-Disposition: form-data; name="reason"\r\n\r\n\xff\xfe\r\n--b--\r\n'
    answer = await client.post(DO, content=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    broken = await client.post(DO, content=b"--c", headers={"Content-Type": "multipart/form-data; boundary=b"})

    assert (answer.status_code, broken.status_code) == (422, 422)
    assert desk.kept[NUMBER].of_kind("evidence") == ()


async def test_the_dossier_has_its_files_and_anybody_checks_them(desk, enter, tmp_path):
    data = photograph()
    client = await enter("cs")
    await sent(client, ("渗水.jpg", data), kind="photo")
    digest = hashlib.sha256(data).hexdigest()
    page = (await client.get(f"/cases/{NUMBER}/dossier")).text
    answer = await client.get(f"/cases/{NUMBER}/dossier.zip")
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    inside = tmp_path / NUMBER
    name = f"evidence/{NUMBER}-{digest[:12]}.jpg"
    sums = checked(inside)

    assert f'<img src="/cases/{NUMBER}/evidence/{digest}/small"' in page
    assert f'<img src="{name}"' in (inside / "dossier.html").read_text("utf-8")
    assert (inside / name).read_bytes() == data
    assert f"{name}: OK" in sums.stdout
    assert int(answer.headers["content-length"]) == len(answer.content)


async def test_whoever_signs_sees_the_files_of_what_is_confirmed(desk, enter):
    """An executive on a telephone looks at the form the customer signed, not at a number."""
    number = await to_execution(desk)
    for task in desk.kept[number].tasks:
        await send(desk, "eng", number, "task_done", task=task.no, note="淋水试验合格")
    await send(desk, "cs", number, "log_contact", purpose="progress", way="phone", note="告知进展。")
    await send(desk, "eng", number, "execution_complete")
    kept = await desk.evidence.keep(desk_person(), number, photograph(), "签收单.jpg")
    await send(desk, "cs", number, "add_evidence", kind="customer_confirmation", files=[kept.digest])
    await send(desk, "cs", number, "log_contact", purpose="result", way="phone", answer="satisfied", note="通知结果。")
    conditions = ["steps", "customer", "departments", "file"]
    await send(desk, "cs", number, "result_confirmed", satisfaction="satisfied", conditions=conditions, evidence=[1])
    page = (await (await enter("csm")).get(f"/approvals/{number}.A14.1.R03")).text

    assert f'<img src="/cases/{number}/evidence/{kept.digest}/small" alt="签收单.jpg"' in page


def checked(folder):
    return subprocess.run(["sha256sum", "-c", "verify.txt"], cwd=folder, capture_output=True, text=True, check=False)


def desk_person():
    from tests.web.paper_people import person

    return person("cs", "zh-CN")
