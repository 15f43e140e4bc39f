"""The press: one per process, it keeps fonts, styles and art warm and prints one page at a time."""

import gc
import threading
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from weasyprint import CSS
from weasyprint.css import ColorProfile
from weasyprint.images import SVGImage
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from judging.documents import text_layer
from judging.documents.artwork import BASE, ArtFetcher
from judging.documents.dates import khmer_digits
from judging.documents.fitting import fitted
from judging.documents.khmer_lines import break_khmer
from judging.documents.packing import pack_streams
from judging.documents.page_tree import PageTree
from judging.documents.qr import QrCode
from judging.documents.remembered_art import RememberedArt
from judging.documents.typefaces import DESIGNS, faces_css

# Names keep together whatever a design says of them.
_HOUSE_CSS: Final = ".name { white-space: nowrap }\n"
# Two threads that share fonts and art spoil pages without any error, so only one prints.
_LOCK: Final = threading.Lock()
_COLOURS: Final = "paper"
_NOTHING: Final[Mapping[str, QrCode]] = MappingProxyType({})


def print_page(
    design: str, page: str, context: Mapping[str, Any], drawn: Mapping[str, QrCode] = _NOTHING
) -> bytes:
    """The PDF/A-3a of `certificates/<design>/<page>.html` with its `<page>.css`.

    `drawn` are pictures of this page alone, by the name that the page gives as their `src`.
    """
    with _LOCK:
        # A page is a hundred thousand small things, all gone when it is printed. To look through
        # them for garbage meanwhile takes a twentieth of its time, more in an app with much loaded.
        gc.disable()
        try:
            return _press(design, page).print(context, drawn)
        finally:
            gc.enable()


class _Press:
    """One page of one design, ready to be printed again and again."""

    def __init__(self, design: str, page: str) -> None:
        self._base_url = f"{BASE}{design}/"
        self._fetcher = ArtFetcher(design)
        self._template = _template(design, page)
        self._fonts = _fonts()
        css = (DESIGNS / design / f"{page}.css").read_text(encoding="utf-8")
        self._css = CSS(
            string=faces_css() + _HOUSE_CSS + css,
            base_url=self._base_url,
            url_fetcher=self._fetcher,
            font_config=self._fonts,
        )
        # What WeasyPrint fetched. It cannot grow with the pages: only files of the design come in.
        self._art: dict[str, Any] = {}

    def print(self, context: Mapping[str, Any], drawn: Mapping[str, QrCode]) -> bytes:
        html = PageTree(self._template.render(context), self._base_url, self._fetcher)
        of_this_page = {f"{self._base_url}{name}": picture for name, picture in drawn.items()}
        art = self._art | of_this_page
        try:
            pdf = html.write_pdf(
                stylesheets=[self._css],
                font_config=self._fonts,
                pdf_variant="pdf/a-3a",
                color_profiles={_COLOURS: _srgb()},
                output_intent=_COLOURS,
                cache=art,
                finisher=pack_streams,
            )
        except FatalURLFetchingError as error:
            raise RuntimeError(f"The design asks for what it may not have: {error}") from error
        self._art = {
            url: RememberedArt(picture) if isinstance(picture, SVGImage) else picture
            for url, picture in art.items()
            if url not in of_this_page
        }
        return bytes(pdf)


@cache
def _press(design: str, page: str) -> _Press:
    text_layer.install()
    return _Press(design, page)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def _srgb() -> ColorProfile:
    """The colours that PDF/A names: new for each page, for littleCMS alters what it was asked."""
    return ColorProfile(
        BytesIO(_srgb_bytes()), "sRGB", "relative-colorimetric", (["r"], ["g"], ["b"])
    )


@cache
def _srgb_bytes() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _template(design: str, page: str) -> Template:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(DESIGNS / design),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(breakable=break_khmer, fitted=fitted, khmer_digits=khmer_digits)
    return environment.get_template(f"{page}.html")
