"""How an entry leaves its round: withdrawn, disqualified, or moved to another product group."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from judging.services.leaving import move_entry, withdraw_entry
from judging.services.proposing import propose_disqualification
from judging.web.filters import words
from judging.web.guarding import open_to
from judging.web.organiser.entries import entry_of
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


class MoveForm(ReasonForm):
    """To which product group an entry goes, and why."""

    group = SelectField(
        _l("New product group"),
        [InputRequired(_l("Choose one of the competition's product groups."))],
    )


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/withdraw", methods=["GET", "POST"])
@open_to(*STAFF)
def withdraw(code: str, entry_id: int) -> Page | Response:
    """Take an entry out of the round because its producer leaves it."""
    info, shown = entry_of(code, entry_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            withdraw_entry(signed_in(), entry_id, form.reason.data, datetime.now(UTC))
            flash(gettext("Entry %(code)s is withdrawn.", code=shown.code), "good")
            return redirect(url_for("organiser.entry", code=code, entry_id=entry_id))
    page = render_template("organiser/withdraw.html", info=info, form=form, entry=shown)
    return page, form.status


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/disqualify", methods=["GET", "POST"])
@open_to(*STAFF)
def disqualify(code: str, entry_id: int) -> Page | Response:
    """Propose to take an entry out of the round because it broke the rules."""
    info, shown = entry_of(code, entry_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            at = datetime.now(UTC)
            number = propose_disqualification(signed_in(), entry_id, form.reason.data, at)
            flash(gettext("Proposed. Another person has to confirm it."), "good")
            return redirect(url_for("organiser.proposal", code=code, proposal_id=number))
    page = render_template("organiser/disqualify.html", info=info, form=form, entry=shown)
    return page, form.status


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/move", methods=["GET", "POST"])
@open_to(*STAFF)
def move(code: str, entry_id: int) -> Page | Response:
    """Let a product go on in another product group, under a new code."""
    info, shown = entry_of(code, entry_id)
    form = MoveForm()
    form.group.choices = [
        SelectChoice("", gettext("Choose")),
        *(SelectChoice(g.code, words(g.title)) for g in info.groups if g.code != shown.group),
    ]
    if form.validate_on_submit():
        with form.refusing():
            at = datetime.now(UTC)
            new_id = move_entry(signed_in(), entry_id, form.group.data, form.reason.data, at)
            flash(gettext("The entry is moved. Write its new code on the sample."), "good")
            return redirect(url_for("organiser.entry", code=code, entry_id=new_id))
    page = render_template("organiser/move.html", info=info, form=form, entry=shown)
    return page, form.status
