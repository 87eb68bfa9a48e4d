"""The monthly report of a project on its page and as a sheet (T27, D13)."""

import io

from openpyxl import load_workbook

from tests.web.story import WINDOW, later, open_case


async def test_a_month_is_told_with_its_balance_and_its_clocks(desk, enter):
    page = (await (await enter("csm")).get("/reports/month?project=YXY&month=2026-11")).text

    assert all(
        word in page for word in ("2026 年 11 月", "期初未结", "本月新增", "按级别", "按渠道", "到期时限", "最久未结")
    )
    assert "上月" in page
    assert "下月" not in page, "the month lasts"
    assert "/reports/month.xlsx?project=YXY&amp;month=2026-11" in page


async def test_a_month_that_is_none_is_the_one_that_lasts(desk, enter):
    client = await enter("csm", "en")
    for asked in ("", "2026-13", "2031-01", "x"):
        assert "November 2026" in (await client.get(f"/reports/month?month={asked}")).text
    assert "Month after" in (await client.get("/reports/month?month=2026-10")).text
    assert (await client.get("/reports/month.xlsx?project=JWL")).status_code == 404


async def test_the_sheet_says_what_the_page_says_and_runs_nothing(desk, enter):
    """A title that looks like a formula stays a text."""
    number = await open_case(desk, subject="=1+1", complainant={**WINDOW["complainant"], "room": "1-1-0101"})
    later(desk, minutes=5)
    answer = await (await enter("csm")).get("/reports/month.xlsx?project=YXY&month=2026-11")
    book = load_workbook(io.BytesIO(answer.content))
    line = next(row for row in book.worksheets[3].iter_rows() if row[0].value == number)
    opened = next(row[1].value for row in book.worksheets[0].iter_rows() if row[0].value == "本月新增")

    assert "attachment" in answer.headers["content-disposition"]
    assert (line[1].value, line[1].data_type) == ("=1+1", "s")
    assert opened == sum(case.project == "YXY" and not case.factor for case in desk.kept.values())


async def test_the_figures_lead_to_the_month(desk, enter):
    assert 'href="/reports/month?project=YXY"' in (await (await enter("csm")).get("/figures?project=YXY")).text
