"""Scans are written anew: what is no picture and no page does not come through."""

import struct
import zlib
from io import BytesIO
from random import Random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from judging.documents.scanned_pdfs import MOST_UNPACKED
from judging.documents.scans import LARGEST_FILE, LONGEST_SIDE, read_scan
from judging.domain.refusal import Refusal
from tests.papers import pdf, picture, written


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def unpacked(content: bytes) -> bytes:
    """A PDF with nothing packed away, so that a word in it is found."""
    file = BytesIO()
    with Pdf.open(BytesIO(content)) as made:
        made.save(
            file,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return file.getvalue()


def with_place() -> bytes:
    """A photograph that lies on its side, taken at a known place, with a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a-secret-camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = "a-secret-place"
    return picture(exif=exif, comment=b"a-secret-comment", icc_profile=b"a-secret-profile")


def test_a_photograph_stands_upright_and_tells_nothing_else() -> None:
    sent = with_place()
    assert sent.count(b"a-secret") == 4
    scan = read_scan(sent)
    assert scan.type == "jpeg"
    assert b"a-secret" not in scan.content
    image = opened(scan.content)
    assert image.size == (40, 60)
    assert not image.getexif()
    red, green, blue = image.getpixel((20, 5))
    assert red > 200 > blue + green


def test_the_text_in_a_png_is_left_behind_and_what_is_clear_is_white() -> None:
    told, file = PngInfo(), BytesIO()
    told.add_text("Comment", "a-secret-comment")
    Image.new("RGBA", (5, 5), (255, 0, 0, 0)).save(file, "PNG", pnginfo=told)
    scan = read_scan(file.getvalue())
    assert (scan.type, b"a-secret" in scan.content) == ("png", False)
    assert opened(scan.content).getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA", "CMYK"])
def test_every_kind_of_picture_is_read(mode: str) -> None:
    file = BytesIO()
    grey = Image.new("I;16", (9, 9), 40_000) if mode == "I;16" else Image.new("L", (9, 9), 156)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    (grey if mode == "I;16" else grey.convert(mode)).save(file, kind)
    shown = opened(read_scan(file.getvalue()).content).convert("L").getpixel((4, 4))
    assert shown == (255 if mode == "1" else pytest.approx(156, abs=3))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_picture_becomes_3000_points_long(kind: str) -> None:
    image = opened(read_scan(picture(kind, (LONGEST_SIDE + 800, 1900))).content)
    assert image.size == (3000, 1500)


def test_the_same_file_gives_the_same_scan() -> None:
    for sent in (with_place(), picture("PNG"), written(pdf())):
        assert read_scan(sent) == read_scan(sent)


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims to be so large; its points are not there."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0"))


def chunk(name: bytes, content: bytes) -> bytes:
    """A piece of a PNG with its length and its sum."""
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


@pytest.mark.parametrize("side", [9_000, 10_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused(side: int) -> None:
    with pytest.raises(Refusal, match="too many pixels"):
        read_scan(png_of(side, side))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff" + bytes(LARGEST_FILE), "larger than 10 MB"),
        (b"MZ\x90\x00", "JPEG or PNG picture or a PDF"),
        (b"GIF89a", "JPEG or PNG picture or a PDF"),
        (b"<svg/>", "JPEG or PNG picture or a PDF"),
        (b"\xff\xd8\xffno picture", "picture cannot be read"),
        (picture()[:-300], "picture cannot be read"),
        (b"%PDF-1.7 nothing", "PDF cannot be read"),
        (written(pdf(21)), "more than 20 pages"),
        (written(pikepdf.Pdf.new()), "no page"),
        (written(pdf(), encryption=pikepdf.Encryption(owner="a", user="b")), "locked"),
        (written(pdf(), encryption=pikepdf.Encryption(owner="a", user="")), "locked"),
    ],
)
def test_what_is_no_scan_is_refused_by_what_is_in_it(content: bytes, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_scan(content)
    assert why in str(refused.value)


def test_twenty_pages_come_through() -> None:
    with Pdf.open(BytesIO(read_scan(written(pdf(20))).content)) as made:
        assert len(made.pages) == 20


def script(code: str) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String(code))


def acting() -> bytes:
    """A PDF that acts in every way that we know, and carries another file."""
    made = pdf()
    page = made.pages[0]
    launch = Dictionary(S=Name.Launch, F=String("evil.exe"))
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 90, 90], A=launch, AA=script("evil")
    )
    page.obj.Annots = Array([made.make_indirect(note)])
    page.obj.AA = Dictionary(O=script("evil"))
    page.obj.Metadata = made.make_stream(b"evil metadata")
    made.attachments["evil.exe"] = b"MZ evil"
    made.Root.OpenAction = script("evil")
    made.Root.AA = Dictionary(WC=script("evil"))
    made.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script("evil")]))
    form = made.make_stream(b"0 0 10 10 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 10, 10])
    form.AF = Array([made.make_indirect(Dictionary(Type=Name.Filespec, F=String("evil")))])
    page.obj.Resources = Dictionary(XObject=Dictionary(X=form))
    page.obj.Contents = made.make_stream(b"/X Do")
    return written(made)


def test_a_pdf_loses_all_that_acts_and_keeps_what_is_drawn() -> None:
    sent = acting()
    for word in (b"evil", b"Launch", b"JavaScript", b"Filespec", b"EmbeddedFile"):
        assert word in unpacked(sent)
        assert word not in unpacked(read_scan(sent).content), word
    assert b"0 0 10 10 re f" in unpacked(read_scan(sent).content)


def test_what_stands_in_the_field_of_a_form_is_drawn_on_the_page() -> None:
    made = pdf()
    look = made.make_stream(b"0 0 7 7 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 7, 7])
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("number"), Rect=[9, 9, 16, 16],
        AP=Dictionary(N=look), F=4,
    )  # fmt: skip
    field = made.make_indirect(field)
    made.pages[0].obj.Annots = Array([field])
    made.Root.AcroForm = Dictionary(Fields=Array([field]))
    plain = unpacked(read_scan(written(made)).content)
    assert b"0 0 7 7 re f" in plain
    assert b"AcroForm" not in plain


def test_an_action_where_nobody_looks_for_one_is_refused() -> None:
    made = pdf()
    made.pages[0].obj.Resources = Dictionary(Properties=Dictionary(X=script("evil")))
    made.pages[0].obj.Resources.Properties.X.Next = Dictionary(S=Name.Launch)
    with pytest.raises(Refusal, match="does more than show pages"):
        read_scan(written(made))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "PDF"])
def test_no_broken_file_is_a_fault(kind: str) -> None:
    sent = acting() if kind == "PDF" else picture(kind)
    chance = Random(kind)
    for _ in range(150):
        broken = bytearray(sent)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(8, len(broken))] = chance.randrange(256)
        try:
            scan = read_scan(bytes(broken))
        except Refusal:
            continue
        assert b"evil" not in scan.content


def test_a_pdf_that_unpacks_to_too_much_is_refused() -> None:
    assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == MOST_UNPACKED
    packed = written(pdf(9), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    before = pikepdf.settings.set_qpdf_limits(flate_max_memory=100)
    try:
        with pytest.raises(Refusal, match="PDF cannot be read"):
            read_scan(packed)
    finally:
        pikepdf.settings.set_qpdf_limits(**before)
    assert read_scan(packed).type == "pdf"
