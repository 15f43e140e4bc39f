"""Broken samples: marked with a reason, until a new one is served."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.services.sampling import mark_broken, serve_new_sample
from judging.web.guarding import open_to
from judging.web.organiser.entries import entry_of
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/sample", methods=["GET", "POST"])
@open_to(*STAFF)
def sample(code: str, entry_id: int) -> Page | Response:
    """Mark that the sample of an entry is broken; the entry goes on competing."""
    info, shown = entry_of(code, entry_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            mark_broken(signed_in(), entry_id, form.reason.data, datetime.now(UTC))
            flash(gettext("The sample of entry %(code)s is marked.", code=shown.code), "good")
            return redirect(url_for("organiser.room", code=code))
    page = render_template("organiser/sample.html", info=info, form=form, entry=shown)
    return page, form.status


@blueprint.post("/competitions/<code>/entries/<int:entry_id>/sample/served")
@open_to(*STAFF)
def serve_sample(code: str, entry_id: int) -> Response:
    """A new sample is served in the place of the broken one."""
    _, shown = entry_of(code, entry_id)
    serve_new_sample(signed_in(), entry_id, datetime.now(UTC))
    flash(gettext("A new sample of entry %(code)s is served.", code=shown.code), "good")
    return redirect(url_for("organiser.room", code=code))
