"""Sheets that wait for a decision: all of them, and deciding one."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.validators import InputRequired

from judging.domain.verdict import Outcome
from judging.queries.competitions import competition
from judging.queries.waiting import ArrivalView, arrival_of, record_of, waiting_of
from judging.services.deciding import accept_version, leave_out_version
from judging.web.guarding import open_to
from judging.web.organiser.arrival_words import BARS, OUTCOMES, REASONS, VIAS
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in

WORDS = {"outcomes": OUTCOMES, "reasons": REASONS, "vias": VIAS, "scorers": SCORERS, "bars": BARS}
ACCEPT, LEAVE_OUT = "accept", "leave_out"


class DecisionForm(ReasonForm):
    """Whether the sheet counts after all, and why."""

    decision = RadioField(_l("Decision"), [InputRequired(_l("Choose what becomes of it."))])


@blueprint.get("/competitions/<code>/waiting")
@open_to(*STAFF)
def waiting(code: str) -> str:
    """Everything that waits, whole, and what is settled for the record."""
    info = competition(code)
    return render_template(
        "organiser/waiting.html",
        info=info,
        arrivals=waiting_of(info.round_id),
        record=record_of(info.round_id),
        **WORDS,
    )


@blueprint.route("/competitions/<code>/waiting/<int:arrival_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def decide(code: str, arrival_id: int) -> Page | Response:
    """One sheet beside what counts, and the form that decides."""
    info = competition(code)
    arrival = arrival_of(info.round_id, arrival_id)
    form = DecisionForm()
    form.decision.choices = _choices(arrival)
    if form.validate_on_submit():
        with form.refusing():
            act = accept_version if form.decision.data == ACCEPT else leave_out_version
            act(signed_in(), arrival_id, form.reason.data, datetime.now(UTC))
            flash(gettext("The decision is kept."), "good")
            return redirect(url_for("organiser.waiting", code=code))
    if arrival.bar and not form.is_submitted():
        form.decision.data = LEAVE_OUT
    can_decide = arrival.outcome is Outcome.WAITING
    page = render_template(
        "organiser/decide.html",
        info=info,
        arrival=arrival,
        form=form,
        can_decide=can_decide,
        **WORDS,
    )
    return page, form.status


def _choices(arrival: ArrivalView) -> list[tuple[str, str]]:
    choices = [(LEAVE_OUT, gettext("Leave it out: it stays in the record and never counts"))]
    if arrival.bar is None:
        choices.insert(0, (ACCEPT, gettext("Let it count: it becomes the newest of its sheet")))
    return choices
