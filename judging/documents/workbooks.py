"""Tables as files: XLSX and CSV, in which no text can become a formula."""

import csv
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from judging.documents.table_files import DISARMED
from judging.domain.calendar import CAMBODIA
from judging.domain.names import INVISIBLE
from judging.domain.registry_table import NO, YES

Cell = str | int | Decimal | bool | date | datetime | None

FONT = "Khmer OS Battambang"
WIDEST, NARROWEST = 48, 8
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# The same facts give the same bytes, whenever they are written.
BEGINNING = datetime(2027, 1, 1, tzinfo=UTC)
MIMETYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written: its name, headings and rows; `choices` are lists by column."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def table_bytes(kind: str, table: Table, *more: Table) -> bytes:
    """The table as "xlsx", with `more` sheets after it, or as "csv"."""
    return workbook_bytes(table, *more) if kind == "xlsx" else csv_bytes(table)


def workbook_bytes(*tables: Table) -> bytes:
    """One XLSX file with a sheet for each table; numbers stay numbers, the first row stays."""
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with Workbook(stream, options) as book:
        book.set_properties({"created": BEGINNING.replace(tzinfo=None)})
        book.formats[0].set_font_name(FONT)
        formats = {
            name: book.add_format({"font_name": FONT, **look}) for name, look in LOOKS.items()
        }
        lists: list[tuple[Worksheet, int, Sequence[str]]] = []
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            _write(sheet, table, formats)
            lists += [(sheet, place, choices) for place, choices in table.choices.items()]
        if lists:
            _offer(book, lists)
    return stream.getvalue()


LOOKS: dict[str, dict[str, Any]] = {
    "heading": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF7"},
    "text": {"num_format": "@", "valign": "top"},
    "plain": {"valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "valign": "top"},
}


def _write(sheet: Worksheet, table: Table, formats: Mapping[str, Any]) -> None:
    widths = [_width(heading) // 2 + 2 for heading in table.headings]
    for place, heading in enumerate(table.headings):
        sheet.write_string(0, place, heading, formats["heading"])
    for number, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell, formats)
            widths[place] = max(widths[place], _width(cell))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, max(NARROWEST, min(width + 2, WIDEST)), formats.get("blank"))
    sheet.freeze_panes(1, 0)


def _write_cell(
    sheet: Worksheet, row: int, place: int, cell: Cell, formats: Mapping[str, Any]
) -> None:
    match _plain(cell):
        case "":
            return
        case str(text):
            sheet.write_string(row, place, text, formats["text"])
        case datetime() as moment:
            local = moment.astimezone(CAMBODIA).replace(tzinfo=None)
            sheet.write_datetime(row, place, local, formats["moment"])
        case date() as day:
            sheet.write_datetime(row, place, day, formats["day"])
        case number:
            sheet.write_number(row, place, number, formats["plain"])


def _width(cell: Cell) -> int:
    """How many letters stand side by side: Khmer marks stand above and below others."""
    return _letters(str(_plain(cell)))


@lru_cache(maxsize=4096)
def _letters(text: str) -> int:
    # The same names, groups and points come again and again in a long table.
    return sum(1 for letter in text if unicodedata.category(letter) not in ("Mn", "Cf"))


def _offer(book: Any, lists: Iterable[tuple[Worksheet, int, Sequence[str]]]) -> None:
    """Lists to choose from: they stand on a hidden sheet, for a cell holds only short ones."""
    hidden = book.add_worksheet("lists")
    hidden.hide()
    for number, (sheet, place, choices) in enumerate(lists):
        hidden.write_column(0, number, choices)
        letter = chr(ord("A") + number)
        source = f"=lists!${letter}$1:${letter}${len(choices)}"
        sheet.data_validation(
            1, place, 5_000, place,
            {"validate": "list", "source": source, "error_type": "warning"},
        )  # fmt: skip


def csv_bytes(table: Table) -> bytes:
    """UTF-8 with the mark by which Excel knows it; what looks like a formula is disarmed."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.headings)
    writer.writerows([_disarmed(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def _disarmed(cell: Cell) -> object:
    plain = _plain(cell)
    if isinstance(plain, datetime):
        return plain.astimezone(CAMBODIA).strftime("%Y-%m-%d %H:%M")
    if not isinstance(plain, str):
        return plain
    # Full-width signs, and signs behind what nobody sees, are formulas to some spreadsheets.
    bare = unicodedata.normalize("NFKC", plain.translate(INVISIBLE)).lstrip(" \u00a0\u200e\u200f")
    looks_like_one = bare.startswith(FORMULA) or plain.startswith((*FORMULA, DISARMED))
    return f"{DISARMED}{plain}" if looks_like_one else plain


def _plain(cell: Cell) -> str | int | Decimal | date | datetime:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return f"{YES.km} / {YES.en}" if cell else f"{NO.km} / {NO.en}"
    return cell
