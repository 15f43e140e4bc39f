"""Names never break inside a word: they shrink until they fit, and only then take two lines."""

from dataclasses import dataclass

from markupsafe import Markup

from judging.documents.typefaces import em_width

_POINTS_PER_MM = 72 / 25.4
# Pango rounds every glyph to its own grid, so a measured line is given a little air.
_AIR = 0.985


@dataclass(frozen=True, slots=True)
class FittedName:
    """A name in one or two lines, and the font size in points at which they fit."""

    size: float
    lines: tuple[str, ...]


def fit_name(name: str, *, typeface: str, width: float, largest: float) -> FittedName:
    """The name within `width` millimetres, at `largest` points or as large as it can be.

    Below half of `largest` it takes two lines at a space, which are as high as one line at
    `largest`: so a long name never pushes the rest of the page. A name without a space
    shrinks on in one line.
    """
    name = " ".join(name.split())
    one = FittedName(_size_to_fit(name, typeface, width, largest), (name,))
    if one.size >= largest / 2 or " " not in name:
        return one
    halves = min(_splits(name), key=lambda lines: max(em_width(line, typeface) for line in lines))
    size = min(_size_to_fit(line, typeface, width, largest / 2) for line in halves)
    return FittedName(size, halves) if size > one.size else one


def fitted(name: str, typeface: str, width: float, largest: float) -> Markup:
    """`fit_name` as the filter of a template: a span of class `name`, which never breaks."""
    fit = fit_name(name, typeface=typeface, width=width, largest=largest)
    lines = Markup("<br/>").join(fit.lines)
    return Markup('<span class="name" style="font-size: {}pt">{}</span>').format(fit.size, lines)


def _size_to_fit(line: str, typeface: str, width: float, largest: float) -> float:
    tenths_of_points = width * _POINTS_PER_MM * _AIR * 10
    ems = em_width(line, typeface)
    return min(largest, int(tenths_of_points / ems) / 10) if ems else largest


def _splits(name: str) -> list[tuple[str, str]]:
    words = name.split(" ")
    return [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
