"""Papers and their scans, as tests need them."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
from flask import Flask
from PIL import Image

from judging.documents.scans import read_scan
from judging.domain.product_papers import ProductPaper
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.services.recording_papers import record_paper
from tests.story import NOON, Story, shipped

HYGIENE = ProductPaper(
    "food-hygiene", number="ISC-0123", issued_on=date(2026, 1, 5), expires_on=date(2029, 1, 4)
)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def pdf(pages: int = 1) -> pikepdf.Pdf:
    """A PDF with so many empty pages."""
    made = pikepdf.Pdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(300, 300))
    return made


def written(made: pikepdf.Pdf, **options: object) -> bytes:
    """The bytes of a PDF."""
    file = BytesIO()
    made.save(file, **options)
    return file.getvalue()


def product_of(entry_id: int) -> int:
    """The product that is put forward as this entry."""
    return db.session.get_one(EntryRow, entry_id).product_id


def scans(app: Flask) -> Path:
    """Where the app keeps scans."""
    return Path(app.config["DATA_DIR"]) / "scans"


def record(
    app: Flask, story: Story, entry_id: int, paper: ProductPaper = HYGIENE, scan: bytes = b""
) -> int:
    """Record a paper of the entry's product; its number."""
    return record_paper(
        story.organiser,
        product_of(entry_id),
        paper,
        NOON,
        standard=shipped().standard,
        scan=read_scan(scan) if scan else None,
        folder=scans(app),
    )
