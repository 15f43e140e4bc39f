"""Throwing a trial away, with everything that hangs on it."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response

from judging.queries.competitions import competition
from judging.queries.hanging import what_hangs_on
from judging.services.throwing_away import throw_competition_away as throw_away
from judging.web.forms import TextField
from judging.web.guarding import open_to
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


class ThrowAwayForm(ReasonForm):
    """Why, and the code of the competition, typed so that nobody does it by mistake."""

    code = TextField(_l("Code of the competition"))


@blueprint.route("/competitions/<code>/throw-away", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def throw_competition_away(code: str) -> Page | Response:
    """What would be lost; then it is lost."""
    info, form = competition(code), ThrowAwayForm()
    if form.validate_on_submit():
        with form.refusing():
            at = datetime.now(UTC)
            throw_away(signed_in(), info.id, form.code.data, form.reason.data, at)
            flash(gettext("The trial %(code)s is thrown away.", code=info.competition_code), "good")
            return redirect(url_for("organiser.home"))
    page = render_template(
        "organiser/throw_away.html", info=info, form=form, hanging=what_hangs_on(info.id)
    )
    return page, form.status
