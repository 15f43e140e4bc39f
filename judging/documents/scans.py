"""Scans of papers: what comes as a file is written anew as a plain picture or PDF, or refused."""

import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageOps

from judging.documents.scanned_pdfs import plain_pdf
from judging.domain.refusal import Refusal

LARGEST_FILE = 10_000_000  # bytes
LONGEST_SIDE = 3_000  # pixels; A4 at 250 dots per inch
MOST_PIXELS = 80_000_000
SIGNATURES = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"%PDF-", "pdf"))
# What Pillow raises on files that are none, or broken ones.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    LookupError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class ScanType(StrEnum):
    """What a kept scan is."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that is safe to keep and to give out again."""

    type: ScanType
    content: bytes


def read_scan(content: bytes) -> Scan:
    """The file written anew, the same every time; Refusal for what it cannot be.

    What it is, its first bytes say and not its name. Pictures are turned upright, made small
    enough, and lose all that is no picture: place, camera, colour profile.
    """
    if not content:
        raise Refusal("The file of the scan is empty; choose another one.")
    if len(content) > LARGEST_FILE:
        raise Refusal("The scan is larger than 10 MB; make it smaller.")
    kind = next((kind for start, kind in SIGNATURES if content.startswith(start)), None)
    if kind is None:
        raise Refusal("A scan is a JPEG or PNG picture or a PDF; choose such a file.")
    if kind == ScanType.PDF:
        return Scan(ScanType.PDF, plain_pdf(content))
    return Scan(ScanType(kind), _plain_picture(content, kind.upper()))


def _plain_picture(content: bytes, format_: str) -> bytes:
    try:
        with Image.open(BytesIO(content), formats=(format_,)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_many_pixels()
            # A large photograph is decoded at half or a quarter at once.
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            plain = _without_metadata(ImageOps.exif_transpose(picture))
    except BOMBS as fault:
        raise _too_many_pixels() from fault
    except UNREADABLE as fault:
        raise Refusal("The picture cannot be read; scan the paper again.") from fault
    written = BytesIO()
    plain.save(written, format_, quality=85, optimize=True)
    return written.getvalue()


def _without_metadata(picture: Image.Image) -> Image.Image:
    """The points alone on white, grey or in colours, at most LONGEST_SIDE in each direction."""
    if picture.mode.startswith("I"):  # 16 bits a point
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    mode = "L" if picture.mode in ("1", "L") and "transparency" not in picture.info else "RGB"
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        plain = Image.new("RGB", picture.size, "white")
        plain.paste(picture, mask=picture.getchannel("A"))
    else:
        plain = Image.new(mode, picture.size)
        plain.paste(picture.convert(mode))
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return plain


def _too_many_pixels() -> Refusal:
    return Refusal("The picture has too many pixels; scan the paper at 300 dots per inch or less.")
