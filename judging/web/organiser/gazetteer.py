"""The national gazetteer: how much of it is loaded, and a file to load."""

from contextlib import closing
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import Field, FileField
from wtforms.validators import ValidationError

from judging.domain.gazetteer import GazetteerRefusal
from judging.domain.refusal import Refusal
from judging.queries.gazetteer import how_many_by_level
from judging.services.loading_gazetteer import LARGEST_FILE, Loaded, load_gazetteer
from judging.web.filters import digits
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.sentences import sentence_of
from judging.web.signed_in import signed_in

MOST_FAULTS_SHOWN = 50


class GazetteerForm(HouseForm):
    """The file; `faults` are the lines that an act refused."""

    file = FileField(_l("CSV file"))
    faults: tuple[tuple[int, str], ...] = ()

    def validate_file(self, _field: Field) -> None:
        """A file is there."""
        file = request.files.get("file")
        if not file or not file.filename:
            raise ValidationError(gettext("Choose the file."))

    def take_refusal(self, refusal: Refusal) -> None:
        """Keep the sentence at the file, and the lines that it is about."""
        self.file.errors = [*self.file.errors, sentence_of(refusal)]
        if isinstance(refusal, GazetteerRefusal):
            shown = refusal.faults[:MOST_FAULTS_SHOWN]
            self.faults = tuple((line, sentence_of(fault)) for line, fault in shown)


@blueprint.route("/gazetteer", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def gazetteer() -> Page | Response:
    """How much is loaded; a file is taken in whole or not at all."""
    form = GazetteerForm()
    if form.validate_on_submit():
        with form.refusing():
            with closing(request.files["file"]) as file:
                content = file.read(LARGEST_FILE + 1)
            _tell(load_gazetteer(signed_in(), content, datetime.now(UTC)))
            return redirect(url_for("organiser.gazetteer"))
    counts = how_many_by_level()
    return render_template("organiser/gazetteer.html", form=form, counts=counts), form.status


def _tell(loaded: Loaded) -> None:
    counts = gettext(
        "The file is loaded: %(added)s new places, %(renamed)s renamed, %(same)s as before.",
        added=digits(loaded.added),
        renamed=digits(loaded.renamed),
        same=digits(loaded.same),
    )
    flash(counts, "good")
    if loaded.ignored:
        columns = ", ".join(loaded.ignored)
        flash(gettext("These columns were not looked at: %(columns)s.", columns=columns), "good")
