"""The form for a paper of a product: what it says, and its scan."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from flask import request
from flask_babel import gettext, lazy_gettext as _l
from wtforms import BooleanField, DateField, Field, FileField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from judging.documents.scans import LARGEST_FILE, Scan, read_scan
from judging.domain.names import printable
from judging.domain.product_papers import ProductPaper, check_end, check_issue
from judging.domain.refusal import Refusal
from judging.domain.standard import Standard
from judging.queries.product_papers import PaperView
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.organiser.registry import today
from judging.web.sentences import sentence_of


class ProductPaperForm(HouseForm):
    """One paper; a file that was sent is read, and its scan kept in `scanned`."""

    kind = SelectField(_l("Kind of paper"), [InputRequired(_l("Choose the kind of paper."))])
    issuer = TextField(_l("Who gave it"))
    number = TextField(_l("Number on the paper"))
    issued_on = DateField(_l("Given on"), [Optional()])
    expires_on = DateField(_l("Good until"), [Optional()])
    scan = FileField(_l("Scan"))
    without_scan = BooleanField(_l("Take out the scan that is kept"))
    scanned: Scan | None = None
    had_file = False

    @property
    def paper(self) -> ProductPaper:
        """What was typed."""
        return ProductPaper(
            kind=self.kind.data,
            issuer=self.issuer.data or "",
            number=self.number.data or "",
            issued_on=self.issued_on.data,
            expires_on=self.expires_on.data,
        )

    def validate_issuer(self, field: Field) -> None:
        """Complain about a name that cannot be printed."""
        with _complaining():
            printable(field.data or "")

    def validate_number(self, field: Field) -> None:
        """Complain about a number that cannot be printed."""
        with _complaining():
            printable(field.data or "")

    def validate_issued_on(self, _field: Field) -> None:
        """Complain about a day of issue that cannot be."""
        with _complaining():
            check_issue(self.paper, today())

    def validate_expires_on(self, _field: Field) -> None:
        """Complain about a last day that cannot be."""
        with _complaining():
            check_end(self.paper, today())

    def validate_scan(self, _field: Field) -> None:
        """Read the file, or complain about it."""
        file = request.files.get("scan")
        if not file or not file.filename:
            return
        self.had_file = True
        # A long file lies in a temporary one.
        with _complaining(), closing(file):
            self.scanned = read_scan(file.read(LARGEST_FILE + 1))


@contextmanager
def _complaining() -> Iterator[None]:
    """What the law refuses is a complaint at the field."""
    try:
        yield
    except Refusal as refusal:
        raise ValidationError(sentence_of(refusal)) from refusal


def paper_form(
    standard: Standard, known: PaperView | None = None, *, kind: str = ""
) -> ProductPaperForm:
    """The form with the kinds of the standard, and what is known of the paper."""
    form = ProductPaperForm(data=_typed(known.paper) if known else {"kind": kind})
    kinds = {one.code: one.title for one in standard.papers}
    if known:  # of a kind, perhaps, that a newer standard has no more
        kinds.setdefault(known.kind.code, known.kind.title)
    form.kind.choices = [
        SelectChoice("", gettext("Choose")),
        *(SelectChoice(code, words(title)) for code, title in kinds.items()),
    ]
    return form


def _typed(paper: ProductPaper) -> dict[str, object]:
    return {
        "kind": paper.kind,
        "issuer": paper.issuer,
        "number": paper.number,
        "issued_on": paper.issued_on,
        "expires_on": paper.expires_on,
    }
