"""The dossier of a case (D13): its chapters, what is left out of it, the file, and checking it by hand."""

import io
import subprocess
import sys
import zipfile

from tests.web.story import later, open_case, send, sign, to_planning

NUMBER = "YXY-2026-0152"
ORDER = (
    "事件报告", "调查与责任认定", "证据清单", "处理方案与签批", "沟通记录", "客户反馈与满意度", "回访记录", "总结报告",
    "改进措施", "签批", "时间线",
)  # fmt: skip
SEALED = "补偿不超过两晚住宿"


def unpacked(answer, folder):
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(folder)
    return folder / NUMBER


def ran(folder, *words):
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


async def test_a_dossier_holds_the_case_in_the_order_of_the_archive(desk, enter):
    page = (await (await enter("head")).get(f"/cases/{NUMBER}/dossier")).text
    places = [page.index(f"</span>{title}</h2>") for title in ORDER]

    assert places == sorted(places)
    assert "两次维修后复发" in page, "what was registered"
    assert "告知已受理和案件编号" in page, "every contact in full"
    assert "未归档：案件仍在办理" in page
    assert all(plan.digest in page for plan in desk.kept[NUMBER].plans), "every version"
    assert all(seat.digest in page for seat in desk.kept[NUMBER].approvals)
    assert desk.kept[NUMBER].head in page
    assert desk.exported == [("head", NUMBER, "dossier")]


async def test_every_word_of_a_case_stands_in_its_dossier(desk, enter):
    """D66: also the words of lines that made no record, such as a screening or the reason of a return."""
    number = await to_planning(desk)
    await send(
        desk,
        "cs",
        number,
        "save_plan",
        text="换窗",
        steps=[{"no": 1, "text": "拆", "owner": "eng", "due": "2026-12-01"}],
    )
    await send(desk, "cs", number, "plan_submitted", plan=1)
    await sign(desk, "head", f"{number}.A02.1.R06", "return", "请写明淋水试验怎样做")
    client = await enter("head")
    page = (await client.get(f"/cases/{number}/dossier")).text
    keys = {e.data["content"] for e in desk.journal[number] if e.data.get("content")}
    said = [w for key in keys for w in desk.words[key].values() if isinstance(w, str)]

    assert "请写明淋水试验怎样做" in said
    assert [words for words in said if words.split("\n")[0] not in page] == []


async def test_what_is_for_the_few_is_left_out_and_said_to_be(desk, enter, tmp_path):
    """D06, C-15: on the page and in the file."""
    few = (await (await enter("head")).get(f"/cases/{NUMBER}/dossier")).text
    client = await enter("eng")
    page = (await client.get(f"/cases/{NUMBER}/dossier")).text
    inside = unpacked(await client.get(f"/cases/{NUMBER}/dossier.zip"), tmp_path)
    html = (inside / "dossier.html").read_text("utf-8")

    assert SEALED in few
    for text in (page, html):
        assert SEALED not in text
        assert "未列入：底线" in text
        assert "13800000147" not in text


async def test_the_file_is_checked_by_anybody_and_shows_what_was_changed(desk, enter, tmp_path):
    """D13: with Python alone, as its verify.txt says."""
    client = await enter("audit")
    answer = await client.get(f"/cases/{NUMBER}/dossier.zip")
    again = await client.get(f"/cases/{NUMBER}/dossier.zip")
    inside = unpacked(answer, tmp_path)
    told = (inside / "verify.txt").read_text("utf-8")
    check = "\n".join(line[4:] for line in told.splitlines() if line.startswith("    "))

    def checked():
        return ran(inside, sys.executable, "-c", check)

    assert "核验结果：verified" in told
    assert answer.content == again.content, "the same case makes the same file"
    assert checked().stdout == f"holds {desk.kept[NUMBER].seq} {desk.kept[NUMBER].head}\n"
    journal = inside / "journal.jsonl"
    lines = journal.read_text("utf-8").splitlines(keepends=True)
    journal.write_text("".join([*lines[:4], lines[4].replace('"actor":"', '"actor":"x'), *lines[5:]]), "utf-8")
    assert checked().stderr == "line 5 does not hold\n"
    journal.write_text("".join(lines[:-1]), "utf-8")
    assert checked().returncode == 1
    sums = ran(inside, "sha256sum", "-c", "verify.txt")
    assert "dossier.html: OK" in sums.stdout
    assert "journal.jsonl: FAILED" in sums.stdout
    assert desk.exported == [("audit", NUMBER, "export")] * 2


async def test_a_dossier_needs_the_case_in_sight_and_nothing_from_outside(desk, enter, tmp_path):
    client = await enter("csm2")
    assert [(await client.get(f"/cases/{NUMBER}/dossier{end}")).status_code for end in ("", ".zip")] == [404, 404]
    client = await enter("audit", "en")
    html = (unpacked(await client.get(f"/cases/{NUMBER}/dossier.zip"), tmp_path) / "dossier.html").read_text("utf-8")

    assert '<html lang="en">' in html
    assert "Incident report" in html
    assert not any(outside in html for outside in ("<script", "<link", "src=", "url(", "http"))


async def test_a_drill_says_so_on_its_cover(desk, enter):
    number = await open_case(desk, drill={"factor": 720})
    later(desk, minutes=1)

    assert 'dossier-drill">演练' in (await (await enter("cs")).get(f"/cases/{number}/dossier")).text


async def test_the_dossier_is_reached_from_the_documents_of_a_case(desk, enter):
    page = (await (await enter("cs")).get(f"/cases/{NUMBER}?tab=documents")).text

    assert f'href="/cases/{NUMBER}/dossier"' in page
    assert f'href="/cases/{NUMBER}/dossier.zip"' in page
