"""A provincial round on the province's own server: its starter file, and its round file."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext, lazy_gettext as _l
from flask_wtf.file import FileRequired
from werkzeug.wrappers import Response
from wtforms import FileField

from judging.domain.refusal import NotThere
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.loans import loan_of
from judging.services.beginning_round import begin_round
from judging.services.lending import Travelling, lend_round, take_back
from judging.services.packing_round import pack_round
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.rounds import ConfirmForm
from judging.web.signed_in import signed_in

FILE_TYPE = "application/octet-stream"


class StarterForm(HouseForm):
    """The starter file."""

    file = FileField(_l("Starter file"), [FileRequired(_l("Choose the file."))])


@blueprint.route("/competitions/<code>/lend", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def lend(code: str) -> Page | Response:
    """Make the starter file; from then on the round is worked on at the province."""
    info = of_province(code)
    return _make(
        "organiser/lend.html",
        info,
        lambda: lend_round(signed_in(), info.round_id, datetime.now(UTC)),
    )


@blueprint.route("/competitions/<code>/round-file", methods=["GET", "POST"])
@open_to(*STAFF)
def round_file(code: str) -> Page | Response:
    """At the province: make the file with which the announced round goes home."""
    info = of_province(code)
    return _make(
        "organiser/round_file.html",
        info,
        lambda: pack_round(signed_in(), info.round_id, datetime.now(UTC)),
    )


@blueprint.route("/competitions/<code>/take-back", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def take_round_back(code: str) -> Page | Response:
    """Work on the round here again, for a reason."""
    info, form = of_province(code), ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            take_back(signed_in(), info.round_id, form.reason.data, datetime.now(UTC))
            flash(gettext("The round is worked on here again."), "good")
            return redirect(url_for("organiser.competition", code=code))
    return render_template("organiser/take_back_round.html", info=info, form=form), form.status


@blueprint.route("/begin-round", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def begin() -> Page | Response:
    """At the province: take the starter file in."""
    form = StarterForm()
    if form.validate_on_submit():
        with form.refusing():
            with closing(request.files["file"]) as file:
                data = file.read()
            begun = begin_round(signed_in(), data, datetime.now(UTC))
            if begun.is_known:
                flash(gettext("This file was taken in before; nothing has changed."), "good")
            else:
                flash(gettext("The round is here. Compare the digest with the centre."), "good")
            return redirect(url_for("organiser.competition", code=begun.code))
    return render_template("organiser/begin_round.html", form=form), form.status


def of_province(code: str) -> CompetitionInfo:
    """The provincial round with this code."""
    info = competition(code)
    if info.is_national:
        raise NotThere("Only the round of a province is worked on at another server.")
    return info


def _make(template: str, info: CompetitionInfo, make: Callable[[], Travelling]) -> Page | Response:
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusing():
            return file_of(make())
    loan = loan_of(info.round_id)
    return render_template(template, info=info, form=form, loan=loan), form.status


def file_of(made: Travelling) -> Response:
    """The file to save; nobody on the way keeps a copy."""
    answer = send_file(
        BytesIO(made.data), mimetype=FILE_TYPE, as_attachment=True, download_name=made.name
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
