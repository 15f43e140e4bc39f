"""Makes Khmer that is copied or read aloud from a PDF be the Khmer that was written.

A PDF maps each glyph to one text, but a Khmer glyph stands for different texts in different
clusters. So every line with Khmer is bracketed with its own text (ISO 32000-1, 14.9.4).
"""

import re
from typing import Any, Final

import pydyf
import weasyprint
from weasyprint.draw import text as weasyprint_text

from judging.documents.khmer_lines import ZERO_WIDTH_SPACE

_KHMER: Final = re.compile("[\u1780-\u17ff\u19e0-\u19ff]")
_KNOWN_VERSION: Final = "70.0"
_draw_line: Final = weasyprint_text.draw_first_line


def _draw_line_with_its_text(stream: Any, textbox: Any, *details: Any) -> Any:
    if not _KHMER.search(textbox.text):
        return _draw_line(stream, textbox, *details)
    written = pydyf.String(textbox.text.replace(ZERO_WIDTH_SPACE, ""))
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": written}))
    try:
        return _draw_line(stream, textbox, *details)
    finally:
        stream.end_marked_content()


def install() -> None:
    """Let WeasyPrint write every Khmer line with its text.

    `draw_first_line` is not public, so another version has to be looked at before it is trusted.
    """
    if weasyprint.__version__ != _KNOWN_VERSION:
        raise RuntimeError(
            f"The Khmer text layer knows WeasyPrint {_KNOWN_VERSION}, not "
            f"{weasyprint.__version__}: run tests/documents/test_text_layer.py and raise "
            "_KNOWN_VERSION, or install the locked packages with `make setup`."
        )
    weasyprint_text.draw_first_line = _draw_line_with_its_text
