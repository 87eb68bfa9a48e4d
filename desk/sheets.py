"""Reading a list of households from an Excel sheet: values only, within limits, nothing of it executed."""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from desk.errors import Unreadable
from domain.asked import REGISTER
from domain.fields import Field, Problem

#: Households in one list, columns that are looked at, and letters of one cell.
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 2000, 30, 5000
#: What a list may weigh, packed and unpacked, and of how many parts it may be made.
PACKED, UNPACKED, PARTS = 1024 * 1024, 24 * 1024 * 1024, 100
#: Columns of a list are the fields of a complaint.
FIELDS: dict[str, Field] = {f.name: f for f in REGISTER if f.name != "group"}
NEEDED = ("room", "name", "phone", "demand")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the sheet and what stands in the columns we know."""

    no: int
    values: dict[str, str]


def read_sheet(data: bytes) -> tuple[SheetRow, ...]:
    """The rows under the first one, which names the columns. Raises Unreadable, saying what is wrong."""
    from openpyxl import load_workbook  # a sixth of what every start would import, for what few do

    _unpacks(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        lines = _lines(book.worksheets[0])
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken file does to its reader
        raise _unreadable("no_list") from error
    return _rows(lines)


def _unpacks(data: bytes) -> None:
    """A file that grows when unpacked is not opened (zip bombs). Entities in its XML are refused by defusedxml."""
    if len(data) > PACKED:
        raise _unreadable("list_too_large", MOST_ROWS)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise _unreadable("list_too_large", MOST_ROWS)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise _unreadable("no_list") from error


def _lines(sheet: Any) -> list[list[str]]:
    """All cells as text. A formula gives the value it had when the file was saved, or nothing."""
    lines = []
    sheet.reset_dimensions()  # what the file says of its own size is not believed
    for cells in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
        lines.append([_text(cell) for cell in cells])
        if len(lines) > MOST_ROWS + 1 + MOST_BLANK:
            raise _unreadable("list_too_large", MOST_ROWS)
    return lines


#: Empty rows below the last household, as sheets have them.
MOST_BLANK = 200


def _text(cell: object) -> str:
    """A cell as a person reads it: a telephone number kept as a number has no fraction."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()[: MOST_LETTERS + 1]


def _rows(lines: list[list[str]]) -> tuple[SheetRow, ...]:
    head = [_column(cell) for cell in lines[0]] if lines else []
    if not all(name in head for name in NEEDED):
        raise _unreadable("no_columns")
    rows = tuple(
        SheetRow(no, {name: _value(name, cell) for name, cell in zip(head, cells, strict=False) if name and cell})
        for no, cells in enumerate(lines[1:], 2)
        if any(cells)
    )
    if not rows:
        raise _unreadable("empty_list")
    if len(rows) > MOST_ROWS:
        raise _unreadable("list_too_large", MOST_ROWS)
    return rows


def _column(cell: str) -> str:
    """The field a column is for, named in Chinese, in English or by its code."""
    return _named(cell, ((f.name, (f.name, f.zh, f.en)) for f in FIELDS.values()))


def _value(name: str, cell: str) -> str:
    """A choice by its code; written in words it is the same. What is none of them stays, to be refused."""
    codes = FIELDS[name].codes
    return _named(cell, ((str(c), (str(c), c.zh, c.en)) for c in codes)) or cell


def _named(cell: str, known: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    sought = cell.strip().casefold()
    return next((code for code, words in known if sought in {w.casefold() for w in words}), "")


def _unreadable(code: str, limit: int = 0) -> Unreadable:
    return Unreadable((Problem("list", code, limit),))
