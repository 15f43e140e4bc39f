"""Bringing a provincial round home: the file, what it would do, and doing it."""

from contextlib import closing
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from flask_wtf.file import FileRequired
from werkzeug.wrappers import Response
from wtforms import FileField, HiddenField

from judging.domain.registry_meeting import Choice
from judging.queries.loans import homecoming as homecoming_of, loan_of, round_files
from judging.services.bringing_home import bring_home as bring
from judging.services.receiving_round import receive_round_file
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.homecoming_rows import FATES, fates_of, lines_of
from judging.web.organiser.lending import of_province
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


class RoundFileForm(HouseForm):
    """The round file."""

    file = FileField(_l("Round file"), [FileRequired(_l("Choose the file."))])


class HomecomingForm(HouseForm):
    """What was shown; the ticks beside the rows are read by their names."""

    as_of = HiddenField()


@blueprint.route("/competitions/<code>/bring-home", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def bring_home(code: str) -> Page | Response:
    """The form for the file, and the files that came before."""
    info, form = of_province(code), RoundFileForm()
    if form.validate_on_submit():
        with form.refusing():
            with closing(request.files["file"]) as file:
                name, data = file.filename or "", file.read()
            at = datetime.now(UTC)
            file_id = receive_round_file(signed_in(), info.round_id, name, data, at)
            return redirect(url_for("organiser.homecoming", code=code, file_id=file_id))
    page = render_template(
        "organiser/bring_home.html",
        info=info,
        form=form,
        loan=loan_of(info.round_id),
        files=round_files(info.round_id),
    )
    return page, form.status


@blueprint.route("/competitions/<code>/bring-home/<int:file_id>", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def homecoming(code: str, file_id: int) -> Page | Response:
    """What the file would do; and doing just that."""
    info, form = of_province(code), HomecomingForm()
    found = homecoming_of(info.round_id, file_id)
    if form.validate_on_submit():
        with form.refusing():
            at, as_of = datetime.now(UTC), form.as_of.data or ""
            if bring(signed_in(), file_id, _choice(), as_of, at):
                flash(gettext("The round is home. Look at its leading products."), "good")
            else:
                flash(gettext("This file came home before; nothing has changed."), "good")
            return redirect(url_for("organiser.competition", code=code))
    form.as_of.data = found.as_of
    chosen = _choice() if request.method == "POST" else found.choice
    page = render_template(
        "organiser/homecoming.html",
        info=info,
        form=form,
        found=found,
        lines=lines_of(found.meeting),
        fates=FATES,
        counts=fates_of(found.meeting),
        ticked=chosen.theirs | chosen.one_thing,
    )
    return page, form.status


def _choice() -> Choice:
    theirs, one_thing = (request.form.getlist(name) for name in ("theirs", "one_thing"))
    return Choice(frozenset(theirs), frozenset(one_thing))
