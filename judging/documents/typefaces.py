"""The two typefaces of everything printed, each a Khmer file and a Latin file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final
from unicodedata import category

import uharfbuzz

DESIGNS: Final = Path(__file__).parents[2] / "certificates"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A weight of a family as CSS names it, and the stem of its two files."""

    family: str
    weight: int
    stem: str

    @property
    def files(self) -> tuple[str, str]:
        """The Khmer file, and the Latin one for the characters that it lacks."""
        return f"{self.stem}-khmer.ttf", f"{self.stem}-latin.ttf"


# The families have names of our own, or fontconfig could prefer a file of the machine.
TYPEFACES: Final = {
    "title": Typeface("Paper Title", 400, "Moul-400"),
    "text": Typeface("Paper Text", 400, "NotoSerifKhmer-400"),
    "bold": Typeface("Paper Text", 700, "NotoSerifKhmer-700"),
}


def faces_css() -> str:
    """The @font-face rules: `Paper Title` and `Paper Text`, each with its ` Latin` sister."""
    return "".join(
        f"@font-face {{ font-family: '{face.family}{sister}'; font-weight: {face.weight};"
        f" src: url(../fonts/{file}) }}\n"
        for face in TYPEFACES.values()
        for sister, file in zip(("", " Latin"), face.files, strict=True)
    )


def em_width(line: str, typeface: str) -> float:
    """The shaped width of a line in ems."""
    fonts = _fonts(typeface)
    runs = groupby(line, key=lambda character: _font_of(character, typeface))
    return sum(_run_width("".join(run), fonts[index or 0]) for index, run in runs)


def unprintable(text: str) -> Iterator[str]:
    """The characters that none of the files has, and those that only control a machine."""
    return (
        character
        for character in text
        if _font_of(character, "text") is None or category(character) == "Cc"
    )


@cache
def _fonts(typeface: str) -> tuple[uharfbuzz.Font, ...]:
    """In the order of preference; titles lend from the text what Moul lacks."""
    files = (DESIGNS / "fonts" / name for name in TYPEFACES[typeface].files)
    fonts = tuple(uharfbuzz.Font(uharfbuzz.Face(file.read_bytes())) for file in files)
    return fonts + _fonts("text") if typeface == "title" else fonts


@cache
def _font_of(character: str, typeface: str) -> int | None:
    return next(
        (
            index
            for index, font in enumerate(_fonts(typeface))
            if font.get_nominal_glyph(ord(character)) is not None
        ),
        None,
    )


def _run_width(run: str, font: uharfbuzz.Font) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    advances = sum(position.x_advance for position in buffer.glyph_positions)
    return float(advances) / float(font.face.upem)
