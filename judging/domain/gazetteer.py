"""The national gazetteer as a CSV file: districts, communes and villages by their numbers."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from judging.domain.names import LONGEST_PLACE, printable_words
from judging.domain.provinces import PROVINCES
from judging.domain.refusal import Refusal, sentence
from judging.domain.spelling import look_of
from judging.domain.words import Words

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

COLUMNS = ("number", "name_km", "name_en")
NO_HEADINGS = sentence("The first line must name the columns number, name_km and name_en.")
FAULTY = sentence("Lines that must be corrected: %(count)s. Nothing is loaded.")
SEPARATORS = (",", ";", "\t")
PROVINCE_BY_NUMBER = {f"{province.number:02}": province for province in PROVINCES}
DIGITS_OF_PROVINCE, MOST_DIGITS = 2, 8


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place; 2 digits are a province, 4 a district, 6 a commune, 8 a village."""

    number: str
    name: Words

    @property
    def parent(self) -> str:
        """The number of the place around it; empty for a province."""
        return self.number[:-2]


@dataclass(frozen=True, slots=True)
class GazetteerFile:
    """What a file says: its places below the provinces, by the line each stands on."""

    place_by_line: Mapping[int, GazetteerPlace]
    ignored: tuple[str, ...]


class GazetteerRefusal(Refusal):
    """A file with lines that cannot be right; `faults` are all of them, with their numbers."""

    def __init__(self, faults: list[tuple[int, Refusal]]) -> None:
        count = len(faults)
        super().__init__(FAULTY, count=count)
        self.faults = sorted(faults, key=lambda fault: fault[0])


def read_gazetteer(text: str) -> GazetteerFile:
    """The places of a CSV file with the columns number, name_km, name_en in any order.

    Columns may be separated by commas, semicolons or tabs. Refuses what is no such file, and
    with GazetteerRefusal one with wrong lines.
    """
    rows = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        headings = [heading.strip().lower() for heading in next(rows, [])]
        lines = dict(_lines_of(rows))
    except csv.Error as fault:
        raise Refusal(
            "Line %(line)s is not CSV; write quotation marks around a text that has some.",
            line=rows.line_num,
        ) from fault
    if any(headings.count(column) != 1 for column in COLUMNS):
        raise Refusal(NO_HEADINGS)
    if not lines:
        raise Refusal("The file has no places under its headings.")
    at = [headings.index(column) for column in COLUMNS]
    ignored = tuple(heading for heading in headings if heading and heading not in COLUMNS)
    return GazetteerFile(_read_lines(lines, at), ignored)


def refuse_orphans(file: GazetteerFile, known: set[str]) -> None:
    """Refuse places whose district or commune is neither in the file nor `known`."""
    there = known | {place.number for place in file.place_by_line.values()}
    faults = [
        (
            line,
            Refusal(
                "%(number)s lies in %(parent)s, which is not there.",
                number=place.number,
                parent=place.parent,
            ),
        )
        for line, place in file.place_by_line.items()
        if place.parent not in there and len(place.parent) > DIGITS_OF_PROVINCE
    ]
    if faults:
        raise GazetteerRefusal(faults)


def _lines_of(rows: "CsvReader") -> Iterator[tuple[int, list[str]]]:
    for row in rows:
        if any(cell.strip() for cell in row):
            yield rows.line_num, row


def _separator(text: str) -> str:
    first = text[: text.find("\n")] if "\n" in text else text
    return max(SEPARATORS, key=first.count)


def _read_lines(lines: dict[int, list[str]], at: list[int]) -> dict[int, GazetteerPlace]:
    places: dict[int, GazetteerPlace] = {}
    faults: list[tuple[int, Refusal]] = []
    line_by_number: dict[str, int] = {}
    for line, row in lines.items():
        try:
            place = _place(*(row[column] if column < len(row) else "" for column in at))
            first = line_by_number.setdefault(place.number, line)
            if first != line:
                raise Refusal(
                    "%(number)s stands on line %(line)s already; delete one of the two.",
                    number=place.number,
                    line=first,
                )
        except Refusal as refusal:
            faults.append((line, refusal))
        else:
            places[line] = place
    if faults:
        raise GazetteerRefusal(faults)
    return {line: one for line, one in places.items() if len(one.number) > DIGITS_OF_PROVINCE}


def _place(number: str, name_km: str, name_en: str) -> GazetteerPlace:
    place = GazetteerPlace(_number(number), printable_words(Words(name_km, name_en), LONGEST_PLACE))
    if not (place.name.km and place.name.en):
        raise Refusal(
            "The name of %(number)s is missing in Khmer or in English.", number=place.number
        )
    province = PROVINCE_BY_NUMBER.get(place.number[:DIGITS_OF_PROVINCE])
    if province is None:
        raise Refusal(
            "%(number)s begins with no number of a province, 01 to 25.", number=place.number
        )
    pairs = ((place.name.km, province.name.km), (place.name.en, province.name.en))
    if len(place.number) == DIGITS_OF_PROVINCE and not any(
        look_of(said) == look_of(ours) for said, ours in pairs
    ):
        raise Refusal(
            "%(number)s is the province %(province)s and not this one.",
            number=place.number,
            province=f"{province.name.km} / {province.name.en}",
        )
    return place


def _number(typed: str) -> str:
    """2, 4, 6 or 8 figures; a nought that a spreadsheet has taken from the front is put back."""
    figures = "".join(_figures(typed.strip()))
    if not figures or len(figures) > MOST_DIGITS:
        raise Refusal("“%(number)s” is no number of 2, 4, 6 or 8 figures.", number=typed.strip())
    return figures.zfill(len(figures) + len(figures) % 2)


def _figures(typed: str) -> Iterator[str]:
    for letter in typed:
        value = unicodedata.decimal(letter, None)
        if value is None:
            raise Refusal("“%(number)s” is no number of 2, 4, 6 or 8 figures.", number=typed)
        yield str(value)
