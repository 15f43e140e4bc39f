"""Opening and closing the judging: each with a page that says what it means."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.queries.closing import before_closing
from judging.queries.competitions import competition
from judging.queries.panels import unserved
from judging.services.competing import close_judging, open_judging
from judging.services.proposing import propose_reopening
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.standing_rows import shortfall_text
from judging.web.signed_in import signed_in


class ConfirmForm(HouseForm):
    """Nothing but the button."""


@blueprint.route("/competitions/<code>/open", methods=["GET", "POST"])
@open_to(*STAFF)
def open_round(code: str) -> Page | Response:
    """Let judges and desk officers score."""
    info, form = competition(code), ConfirmForm()
    if form.validate_on_submit():
        with form.refusing():
            open_judging(signed_in(), info.round_id, datetime.now(UTC))
            flash(gettext("Judging is open."), "good")
            return redirect(url_for("organiser.room", code=code))
    page = render_template(
        "organiser/open_round.html",
        info=info,
        form=form,
        unserved=unserved(info.round_id),
        scorers=SCORERS,
    )
    return page, form.status


@blueprint.route("/competitions/<code>/close", methods=["GET", "POST"])
@open_to(*STAFF)
def close_round(code: str) -> Page | Response:
    """Take no more score sheets."""
    info, form = competition(code), ConfirmForm()
    if form.validate_on_submit():
        with form.refusing():
            close_judging(signed_in(), info.round_id, datetime.now(UTC))
            flash(gettext("Judging is closed. Look at the standings."), "good")
            return redirect(url_for("organiser.standings", code=code))
    page = render_template(
        "organiser/close_round.html",
        info=info,
        form=form,
        before=before_closing(info.round_id),
        shortfall_text=shortfall_text,
    )
    return page, form.status


@blueprint.route("/competitions/<code>/reopen", methods=["GET", "POST"])
@open_to(*STAFF)
def reopen_round(code: str) -> Page | Response:
    """Propose to let judges score again, for a reason."""
    info, form = competition(code), ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            at = datetime.now(UTC)
            number = propose_reopening(signed_in(), info.round_id, form.reason.data, at)
            flash(gettext("Proposed. Another person has to confirm it."), "good")
            return redirect(url_for("organiser.proposal", code=code, proposal_id=number))
    return render_template("organiser/reopen_round.html", info=info, form=form), form.status
