"""The monthly report as an Excel sheet (T27): values only. A title that looks like a formula stays a text."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from domain.vocabulary import Level, Stage
from web.language import Language
from web.moments import full

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = tuple[Any, ...]


def sheet(told: Mapping[str, Any], lang: Language) -> bytes:
    """The file. `told` is what the page shows."""
    from openpyxl import Workbook  # a sixth of what every start would import, for what few do

    book = Workbook()
    book.remove(book.active)
    for title, rows in parts(told, lang):
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
        for cells in page.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        for column, width in zip("ABCDEFG", (26, 34, 14, 14, 14, 22, 14), strict=True):
            page.column_dimensions[column].width = width
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def parts(told: Mapping[str, Any], lang: Language) -> list[tuple[str, list[Row]]]:
    """The leaves of the book."""
    return [
        (lang.say("Overview"), list(_overview(told, lang))),
        (lang.say("Duties"), list(_duties(told, lang))),
        (lang.say("Overdue"), list(_overdue(told, lang))),
        (lang.say("Longest open"), list(_longest(told, lang))),
    ]


def _overview(told: Mapping[str, Any], lang: Language) -> Iterable[Row]:
    found = told["found"]
    yield (lang.say("Monthly report"), found.project.name(lang.code), told["title"])
    yield (lang.say("As of"), told["until"])
    yield ()
    yield from ((label, count) for _, label, count in told["balance"])
    for title, lines in (*told["blocks"], *told["satisfaction"]):
        yield ()
        yield (title,)
        yield from ((line.label, line.count) for line in lines)
    yield ()
    yield (lang.say("Group complaints"), found.groups.groups)
    yield (lang.say("Households in them"), found.groups.households)
    yield (lang.say("Improvements recorded"), found.prevention.recorded)
    yield (lang.say("Improvements verified"), found.prevention.verified)
    yield (lang.say("Of these effective"), found.prevention.effective)


def _duties(told: Mapping[str, Any], lang: Language) -> Iterable[Row]:
    heads = (lang.say("Rule"), lang.say("Duty"), lang.say("In time"), lang.say("Late"), lang.say("Overdue now"))
    yield (*heads, lang.say("Share in time"))
    for label, one in told["duties"]:
        yield (one.rule, label, one.in_time, one.late, one.overdue, one.share)


def _overdue(told: Mapping[str, Any], lang: Language) -> Iterable[Row]:
    yield (
        lang.say("Case"),
        lang.say("Subject"),
        lang.say("Rule"),
        lang.say("Duty"),
        lang.say("Due"),
        lang.say("Late by"),
    )
    for one, label, late in told["overdue"]:
        yield (one.number, one.subject, one.rule, label, full(one.due_at, lang), late)


def _longest(told: Mapping[str, Any], lang: Language) -> Iterable[Row]:
    heads = (lang.say("Case"), lang.say("Subject"), lang.say("Level"), lang.say("Stage"))
    yield (*heads, lang.say("Opened on"), lang.say("Days"))
    for one in told["found"].longest:
        level = lang.term(Level(one.level)) if one.level else ""
        yield (one.number, one.subject, level, lang.term(Stage(one.stage)), full(one.opened_at, lang), one.days)
