"""Tables from strangers' machines are read as text, or refused in one sentence."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from judging.documents import table_files
from judging.documents.table_files import MOST_ROWS, read_table
from judging.documents.workbooks import Table, csv_bytes, workbook_bytes
from judging.domain.refusal import Refusal

BOMB = b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;&a;">]>'


def sheet(*rows: tuple[object, ...]) -> bytes:
    """An XLSX file as another program writes it, with numbers and formulas as such."""
    stream = BytesIO()
    with Workbook(stream) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return stream.getvalue()


def with_part(data: bytes, name: str, change: bytes) -> bytes:
    """The file with something put before the root of one of its parts."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == name:
                text = text.replace(b"?>\n", b"?>\n" + change, 1)
            new.writestr(part, text)
    return stream.getvalue()


def test_numbers_days_and_formulas_come_as_somebody_would_type_them() -> None:
    table = read_table(sheet(("a", "b", "c", "d"), (12345678, 7.5, True, date(2027, 4, 7))))
    assert table.rows == [(2, ["12345678", "7.5", "yes", "46484"])]
    formula = read_table(sheet(("a",), ("=1+1",)))
    assert formula.rows == [(2, ["0"])]  # the value that was kept with it
    own = workbook_bytes(Table("t", ["a", "b"], [[date(2027, 4, 7), "=1+1"]]))
    assert read_table(own).rows == [(2, ["2027-04-07", "=1+1"])]


def test_rows_keep_their_numbers_and_blank_rows_are_left_out() -> None:
    table = read_table(sheet(("a", "b"), ("", ""), ("x", "")))
    assert (table.headings, table.rows) == (["a", "b"], [(3, ["x", ""])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_in_every_way_that_excel_writes_it(encoding: str, mark: str) -> None:
    text = mark.join(["ឈ្មោះ", "b"]) + "\r\n" + mark.join(['"x\ny"', "0123"]) + "\r\n"
    table = read_table(text.encode(encoding))
    assert table.headings == ["ឈ្មោះ", "b"]
    assert table.rows == [(2, ["x\ny", "0123"])]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+855 12", "-1", "@x", "\u200b=1+1", "＝1+1", "\ufeff＋1", "'quoted", " =1", "\t=1"],
)
def test_a_text_that_looks_like_a_formula_is_disarmed_and_comes_back(text: str) -> None:
    data = csv_bytes(Table("t", ["a"], [[text]]))
    cell = data.decode("utf-8-sig").splitlines()[1]
    assert cell.lstrip('"').startswith("'")
    assert read_table(data).rows == [(2, [text.strip()])]


def test_a_number_is_not_disarmed() -> None:
    assert csv_bytes(Table("t", ["a"], [[-5]])).decode("utf-8-sig") == "a\r\n-5\r\n"


def test_no_text_becomes_a_formula_or_a_link_in_xlsx() -> None:
    data = workbook_bytes(Table("t", ["a"], [["=1+1"], ["https://example.org"], ["00123"]]))
    with zipfile.ZipFile(BytesIO(data)) as parts:
        text = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in text
    assert b"hyperlink" not in text
    assert [cells for _, cells in read_table(data).rows] == [
        ["=1+1"],
        ["https://example.org"],
        ["00123"],
    ]


def test_the_same_table_is_the_same_bytes() -> None:
    table = Table("t", ["ក"], [["ខ"]])
    assert workbook_bytes(table) == workbook_bytes(table)


def far_out() -> bytes:
    stream = BytesIO()
    with Workbook(stream) as book:
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, "x")
    return stream.getvalue()


def with_error() -> bytes:
    stream = BytesIO()
    with Workbook(stream) as book:
        book.add_worksheet().write_formula(1, 0, "=1/0", value="#DIV/0!")
    return stream.getvalue()


def zipped(**parts: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


GOOD = sheet(("a",), ("x",))
REFUSED = {
    "an old Excel": (b"\xd0\xcf\x11\xe0" + b"x" * 100, "old Excel"),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff\x00\xfe", "letters cannot be read"),
    "a zip": (zipped(readme=b"x"), "no XLSX and no CSV"),
    "half a file": (GOOD[: len(GOOD) // 2], "no XLSX and no CSV"),
    "nothing": (b"", "empty"),
    "blank lines": (b"\n\n;;;\n", "empty"),
    "NUL": (b"a,b\n\0,x\n", "no XLSX and no CSV"),
    "an entity": (with_part(GOOD, "xl/worksheets/sheet1.xml", BOMB), "not as Excel writes it"),
    "an entity elsewhere": (with_part(GOOD, "xl/sharedStrings.xml", BOMB), "not as Excel"),
    "a cell far out": (far_out(), "too large"),
    "an error": (with_error(), "The cell A2 holds an error"),
    "too many rows": (b"a\n" + b"x\n" * (MOST_ROWS + 1), "too large"),
    "too many columns": (b"a" + b",x" * 60 + b"\n", "too large"),
    "too many bytes": (b"a\n" + b"x" * 5_000_001, "too large"),
    "an endless cell": (b"a\n" + b"x" * 5_001, "too large"),
    "an open quote": (b'a\n"' + b"x" * 200_000, "no XLSX and no CSV"),
    "a broken part": (zipped(xl__workbook_xml=b"<a>"), "no XLSX and no CSV"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_good_table_is_refused_in_one_sentence(name: str) -> None:
    data, sentence = REFUSED[name]
    with pytest.raises(Refusal, match=sentence):
        read_table(data)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "MOST_UNPACKED", 1_000_000)
    bomb = zipped(xl__workbook_xml=b"<a/>", other=bytes(5_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(Refusal, match="too large"):
        read_table(bomb)
