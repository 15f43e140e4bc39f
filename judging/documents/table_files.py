"""Reading tables that people wrote: XLSX and CSV, as text, whatever made them.

A table comes from a stranger's machine: nothing in it is run or looked up, and its size is known
before it is spread out in memory.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from judging.domain.refusal import Refusal, sentence

MOST_BYTES = 5_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS = 500
MOST_ROWS, MOST_COLUMNS = 5_000, 60
LONGEST_CELL = 5_000
CHUNK = 1 << 16
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ADDRESS = re.compile(r"([A-Z]{1,3})?([0-9]{1,7})")

NO_TABLE = sentence("This is no XLSX and no CSV table; save it as one of them and choose it again.")
OLD = sentence("This file is locked or of an old Excel; save it as XLSX without a password.")
TOO_LARGE = sentence("The table is too large: at most 5,000 rows and 60 columns, and 5 MB.")
NOT_ALLOWED = sentence("This file is not as Excel writes it; save it as XLSX or CSV again.")
NOT_UTF = sentence("The letters cannot be read; save the table as “CSV UTF-8” or as XLSX.")
AN_ERROR = sentence("The cell %(cell)s holds an error, such as #REF!; correct it and save again.")
EMPTY = sentence("The table is empty; its first row holds the headings.")


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """The headings in the first row, and the rows that are not blank by their numbers in it."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(data: bytes) -> WrittenTable:
    """The first sheet of an XLSX file, or a CSV file; what it is shows in its bytes.

    Formulas are read as the value that was kept with them. Raises Refusal with what to do.
    """
    if len(data) > MOST_BYTES:
        raise Refusal(TOO_LARGE)
    if data.startswith(OLD_EXCEL):
        raise Refusal(OLD)
    lines = _sheet(data) if data.startswith(b"PK") else _csv(data)
    rows = [(number, cells) for number, cells in enumerate(lines, 1) if any(cells)]
    if not rows:
        raise Refusal(EMPTY)
    (_, headings), *others = rows
    if len(others) > MOST_ROWS or max(len(cells) for _, cells in rows) > MOST_COLUMNS:
        raise Refusal(TOO_LARGE)
    return WrittenTable(headings, others)


def _sheet(data: bytes) -> list[list[str]]:
    try:
        with ZipFile(BytesIO(data)) as parts:
            _look_into(parts)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        return [_texts(row) for row in sheet.to_python(skip_empty_area=False)]
    except PasswordError:
        raise Refusal(OLD) from None
    except (BadZipFile, CalamineError, expat.ExpatError, NotImplementedError, RuntimeError):
        raise Refusal(NO_TABLE) from None
    except (EOFError, OSError, ValueError, IndexError):
        raise Refusal(NO_TABLE) from None


def _look_into(parts: ZipFile) -> None:
    """Unpack every part once, a piece at a time, before anybody reads the whole."""
    names = parts.namelist()
    if "xl/workbook.xml" not in names:
        raise Refusal(NO_TABLE)
    if len(names) > MOST_PARTS:
        raise Refusal(TOO_LARGE)
    left = MOST_UNPACKED
    for name in names:
        parser = _parser() if name.endswith((".xml", ".rels")) else None
        with parts.open(name) as part:
            while piece := part.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise Refusal(TOO_LARGE)
                if parser:
                    parser.Parse(piece, False)
        if parser:
            parser.Parse(b"", True)


def _parser() -> expat.XMLParserType:
    """Refuses what no spreadsheet needs, and cells so far out that the sheet could not be held."""

    def refuse(*_: object) -> None:
        raise Refusal(NOT_ALLOWED)

    def look(name: str, attributes: dict[str, str]) -> None:
        if attributes.get("t") == "e" and name.rpartition(":")[2] == "c":
            raise Refusal(AN_ERROR, cell=attributes.get("r", ""))
        if name.rpartition(":")[2] in ("c", "row") and "r" in attributes:
            address = ADDRESS.fullmatch(attributes["r"])
            if not address:
                raise Refusal(NOT_ALLOWED)
            column, row = address.groups()
            if int(row) > MOST_ROWS + 100 or _place(column or "") > MOST_COLUMNS:
                raise Refusal(TOO_LARGE)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = look
    return parser


def _place(column: str) -> int:
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


def _texts(cells: Sequence[object]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    """A cell as somebody would type it; a number without the point that it does not need."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return _short(str(cell))


def _short(text: str) -> str:
    if len(text) > LONGEST_CELL:
        raise Refusal(TOO_LARGE)
    return text.strip()


def _csv(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    if "\0" in text:
        raise Refusal(NO_TABLE)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    return list(_lines(text, mark))


def _lines(text: str, mark: str) -> Iterator[list[str]]:
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=mark)):
            if number > MOST_ROWS + 100:
                raise Refusal(TOO_LARGE)
            yield [_short(cell).removeprefix(DISARMED).strip() for cell in cells]
    except csv.Error:
        raise Refusal(NO_TABLE) from None


# What the tables of this app put before a text that a spreadsheet would take for a formula.
DISARMED = "'"


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    raise Refusal(NOT_UTF)
