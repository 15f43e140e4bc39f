"""A QR code as a picture of WeasyPrint, drawn straight into the page."""

from collections.abc import Iterator
from typing import Any

import segno

# Looking for the best of eight masks costs four times the rest; any of them is valid.
_MASK = 4


class QrCode:
    """The code of a text at error level M, which restores 15 % of damage (ISO/IEC 18004).

    It fills its box in the text colour, without a quiet zone. As an SVG it would be the dearest
    thing on a page, for WeasyPrint reads the path of every module again.
    """

    def __init__(self, text: str) -> None:
        matrix = segno.make_qr(text, error="m", boost_error=False, mask=_MASK).matrix
        self._size = len(matrix)
        self._modules = "\n".join(run for y, row in enumerate(matrix) for run in _dark_runs(row, y))

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[int, int, int]:
        """Width, height and their ratio; CSS says how large it is printed."""
        return self._size, self._size, 1

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw the dark modules, each run of a row as one line."""
        stream.transform(a=width / self._size, d=height / self._size)
        stream.set_color(style["color"], stroke=True)
        stream.set_line_width(1)
        stream.stream.append(self._modules)
        stream.stroke()


def _dark_runs(row: bytearray, y: int) -> Iterator[str]:
    x = 0
    while (start := row.find(1, x)) >= 0:
        end = row.find(0, start)
        x = end if end >= 0 else len(row)
        yield f"{start} {y}.5 m {x} {y}.5 l"
