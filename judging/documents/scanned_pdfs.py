"""PDFs from elsewhere: their pages alone, with nothing that acts, asks or carries other files."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from judging.domain.refusal import Refusal

MOST_PAGES = 20
MOST_OBJECTS = 50_000
MOST_UNPACKED = 200_000_000  # bytes of one stream
# What a page needs to be seen; its links, notes, actions and thumbnails are left behind.
OF_A_PAGE = frozenset(
    {"/Type", "/Parent", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit"}
    | {"/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}
)
# Inside pictures and forms: facts about them, other files, and what acts.
LEFT_BEHIND = ("/AA", "/AF", "/EF", "/JS", "/Metadata", "/OPI", "/PieceInfo", "/Ref")

# Small files that unpack to gigabytes are refused; this holds for the whole process.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
)


def plain_pdf(content: bytes) -> bytes:
    """The pages written into a new file, the same every time; Refusal if they cannot be.

    What stands in the fields of a form and on stamps is drawn on the page.
    """
    try:
        with Pdf.open(BytesIO(content)) as source, Pdf.new() as plain:
            _check(source)
            source.flatten_annotations("all")
            for page in source.pages:
                for key in set(page.obj.keys()) - OF_A_PAGE:
                    del page.obj[key]
            plain.pages.extend(source.pages)
            written = _write(plain)
        with Pdf.open(BytesIO(written)) as plain:
            if any(map(_acts, plain.objects)):
                raise Refusal("The PDF does more than show pages; print and scan the paper.")
    except pikepdf.PasswordError as fault:
        raise _locked() from fault
    except (PdfError, pikepdf.DataDecodingError, ValueError, TypeError, RuntimeError) as fault:
        raise Refusal("The PDF cannot be read; scan the paper again.") from fault
    return written


def _check(source: Pdf) -> None:
    if source.is_encrypted:
        raise _locked()
    if not source.pages:
        raise Refusal("The PDF has no page; scan the paper again.")
    if len(source.pages) > MOST_PAGES:
        raise Refusal(
            "The PDF has more than %(pages)s pages; keep only those of the paper.", pages=MOST_PAGES
        )
    if len(source.objects) > MOST_OBJECTS:
        raise Refusal("The PDF has too many parts; print and scan the paper.")


def _locked() -> Refusal:
    return Refusal("The PDF is locked with a password; save it without one.")


def _write(plain: Pdf) -> bytes:
    for one in plain.objects:
        for part in _dictionaries(one):
            for key in LEFT_BEHIND:
                if key in part:
                    del part[key]
    written = BytesIO()
    plain.save(
        written,
        deterministic_id=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return written.getvalue()


def _dictionaries(one: Object) -> Iterator[Object]:
    """The dictionary itself and those within it, not those that it points at."""
    waiting = [one]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary | Stream):
            yield part
            waiting += [value for value in _values(part) if not value.is_indirect]
        elif isinstance(part, Array):
            waiting += [
                value for value in part if isinstance(value, Object) and not value.is_indirect
            ]


def _values(part: Object) -> Iterator[Object]:
    return (value for _, value in part.items() if isinstance(value, Object))


def _acts(one: Object) -> bool:
    """Whether anything in it starts something, or takes its bytes from another file."""
    for part in _dictionaries(one):
        if "/JS" in part or part.get("/Type") in (Name.Action, Name.Filespec, Name.EmbeddedFile):
            return True
        if part.get("/S") in (Name.JavaScript, Name.Launch, Name.URI, Name.SubmitForm, Name.GoToR):
            return True
        if isinstance(part, Stream) and "/F" in part:
            return True
    return False
