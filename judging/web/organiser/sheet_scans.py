"""The scan of a paper sheet: kept with it, and given out to the staff."""

from datetime import UTC, datetime

from flask import Response as File, flash, redirect, render_template
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import Field, FileField, ValidationError

from judging.documents.scans import Scan
from judging.domain.refusal import Refusal
from judging.queries.paper_sheets import sheet_scan
from judging.services.paper_sheets import keep_sheet_scan
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.keying import SHEET, address_of, sheet_at
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.scan_files import scan_file, scans_folder, sent_scan
from judging.web.sentences import sentence_of
from judging.web.signed_in import signed_in


class ScanForm(HouseForm):
    """The file with the scan of all pages of one sheet."""

    scan = FileField(_l("Scan"))
    scanned: Scan | None = None

    def validate_scan(self, _field: Field) -> None:
        """Read the file, or complain about it."""
        try:
            self.scanned = sent_scan("scan")
        except Refusal as refusal:
            raise ValidationError(sentence_of(refusal)) from refusal
        if self.scanned is None:
            raise ValidationError(gettext("Choose the file of the scan."))


@blueprint.route(f"{SHEET}/scan", methods=["GET", "POST"])
@open_to(*STAFF)
def scan_paper_sheet(code: str, entry_id: int, account_id: int) -> Page | Response:
    """Keep the scan of a sheet."""
    info, page = sheet_at(code, entry_id, account_id)
    form = ScanForm()
    if form.validate_on_submit() and form.scanned:
        with form.refusing():
            at, scan, folder = datetime.now(UTC), form.scanned, scans_folder()
            keep_sheet_scan(signed_in(), entry_id, account_id, scan, at, folder=folder)
            flash(gettext("The scan is kept."), "good")
            return redirect(address_of("paper_sheet", code, page))
    shown = render_template("organiser/scan_sheet.html", info=info, page=page, form=form)
    return shown, form.status


@blueprint.get(f"{SHEET}/scan/file")
@open_to(*STAFF)
def paper_sheet_scan(code: str, entry_id: int, account_id: int) -> File:
    """The scan as a file."""
    sheet_at(code, entry_id, account_id)
    return scan_file(sheet_scan(entry_id, account_id, scans_folder()))
