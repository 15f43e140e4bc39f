"""Handover: an organiser takes unsent sheets from a tablet by its codes or its file."""

from collections import Counter
from contextlib import closing
from datetime import UTC, datetime

from flask import render_template, request
from flask_babel import LazyString, lazy_gettext as _l
from wtforms import FileField, TextAreaField

from judging.domain.handover import Pack, pack_of_file, packs_of
from judging.queries.competitions import competition
from judging.services.handing_over import Fate, Handed, receive_handover
from judging.services.sending import Via
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.arrival_words import FATES, OUTCOMES, REASONS
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in

# What is always told, also where it is none.
TOLD = set(Fate) - {Fate.KEPT}


class HandoverForm(HouseForm):
    """The codes as text, one a line, or the file."""

    codes = TextAreaField(_l("Codes, one a line"))
    file = FileField(_l("File of unsent sheets"))


@blueprint.route("/competitions/<code>/handover", methods=["GET", "POST"])
@open_to(*STAFF)
def handover(code: str) -> Page:
    """The form; once sheets came in, what became of each."""
    info = competition(code)
    form = HandoverForm()
    handed: list[Handed] = []
    if form.validate_on_submit():
        with form.refusing():
            via, packs = _packs(form)
            handed = receive_handover(signed_in(), info.id, packs, via=via, at=datetime.now(UTC))
            form.codes.data = ""
    page = render_template(
        "organiser/handover.html",
        info=info,
        form=form,
        handed=handed,
        totals=_totals(handed),
        waits=any(one.fate is Fate.WAITING for one in handed),
        outcomes=OUTCOMES,
        reasons=REASONS,
    )
    return page, form.status


def _totals(handed: list[Handed]) -> list[tuple[Fate, LazyString, int]]:
    counts = Counter(one.fate for one in handed)
    return [(fate, FATES[fate], counts[fate]) for fate in Fate if counts[fate] or fate in TOLD]


def _packs(form: HandoverForm) -> tuple[Via, list[Pack]]:
    file = request.files.get("file")
    if file and file.filename:
        with closing(file):  # a long one lies in a temporary file
            text = file.read().decode("utf-8", "replace")
        return Via.FILE, [pack_of_file(text)]
    return Via.CODES, packs_of((form.codes.data or "").split())
