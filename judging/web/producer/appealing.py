"""A producer appeals on an own entry after the announcement."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.appeals import Ground
from judging.domain.people import Role
from judging.queries.appeals import last_day_of_appeals
from judging.queries.competitions import competition
from judging.services.appealing import bring_appeal
from judging.web.appeal_form import AppealForm
from judging.web.guarding import open_to
from judging.web.producer.pages import blueprint, own_entry
from judging.web.signed_in import signed_in

Page = tuple[str, int]


@blueprint.route("/entries/<int:entry_id>/appeal", methods=["GET", "POST"])
@open_to(Role.PRODUCER)
def appeal(entry_id: int) -> Page | Response:
    """The form, with the last day on which an appeal is taken."""
    own, form = own_entry(entry_id), AppealForm()
    form.choose()
    if form.validate_on_submit():
        with form.refusing():
            ground = Ground(form.ground.data)
            bring_appeal(signed_in(), entry_id, ground, form.text.data, datetime.now(UTC))
            flash(gettext("Your appeal is received."), "good")
            return redirect(url_for("producer.entry", entry_id=entry_id))
    info = competition(own.competition)
    page = render_template(
        "producer/appeal.html", own=own, form=form, last_day=last_day_of_appeals(info.round_id)
    )
    return page, form.status
