"""Reads a PDF back as a person or a machine would: its text, its ink, its fonts."""

import io
import subprocess

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2

MM_PER_INCH = 25.4


def pdfium_text(pdf: bytes) -> str:
    """The text of the only page, as Chrome and many phones extract it."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.get_textpage().get_text_bounded()


def poppler_text(pdf: bytes) -> str:
    """The text as pdftotext, which most Linux readers share, extracts it."""
    run = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return run.stdout.decode()


def page_picture(pdf: bytes, dpi: int = 72) -> npt.NDArray[np.uint8]:
    """The first page as grey levels, (height, width)."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return np.asarray(page.render(scale=dpi / 72, grayscale=True).to_numpy())


def changed_area(one: bytes, other: bytes) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in mm of what differs between two pages."""
    dpi = 144
    rows, columns = np.nonzero(page_picture(one, dpi) != page_picture(other, dpi))
    mm = MM_PER_INCH / dpi
    return (
        columns.min() * mm,
        rows.min() * mm,
        (columns.max() + 1) * mm,
        (rows.max() + 1) * mm,
    )


def embedded_fonts(pdf: bytes) -> set[str]:
    """The names of the fonts in the file, without the tag of the subset."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(item.BaseFont).partition("+")[2]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }
