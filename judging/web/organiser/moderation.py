"""Moderation: where panels disagree too much, asking them to look again, the chair's word."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response

from judging.domain.moderation import ModerationState
from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.queries.competitions import competition, written_standard
from judging.queries.moderation import ModerationView, moderation_of
from judging.services.moderating import (
    ask_all_to_look_again,
    ask_to_look_again,
    confirm_disagreement,
)
from judging.web.filters import digits
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.entries import entry_of
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in

# Each with the look of the macro `state` of the templates.
STATES = {
    ModerationState.NEEDED: ("warning", _l("Nobody is asked yet")),
    ModerationState.ASKED: ("draft", _l("The panel looks again")),
    ModerationState.ANSWERED: ("warning", _l("All have looked again and still disagree")),
    ModerationState.CONFIRMED: ("done", _l("The chair lets it stand")),
    ModerationState.SETTLED: ("done", _l("They do not disagree too much any more")),
}


@blueprint.route("/competitions/<code>/moderation", methods=["GET", "POST"])
@open_to(*STAFF)
def moderation(code: str) -> Page | Response:
    """Every entry beyond the threshold; the button asks all panels that were not asked."""
    info, form = competition(code), HouseForm()
    if form.validate_on_submit():
        with form.refusing():
            count = ask_all_to_look_again(signed_in(), info.round_id, datetime.now(UTC))
            flash(
                gettext("Panels asked for so many entries: %(count)s.", count=digits(count)), "good"
            )
            return redirect(url_for("organiser.moderation", code=code))
    entries = moderation_of(info.round_id)
    page = render_template(
        "organiser/moderation.html",
        info=info,
        form=form,
        entries=sorted(entries, key=lambda one: not one.is_open),
        needed=sum(1 for one in entries if one.state is ModerationState.NEEDED),
        limits=written_standard(code).rules.disagreement,
        states=STATES,
        can_ask=info.round_state is RoundState.JUDGING,
        can_confirm=info.round_state in (RoundState.JUDGING, RoundState.CLOSED),
        title_by_group={group.code: group.title for group in info.groups},
    )
    return page, form.status


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/look-again", methods=["GET", "POST"])
@open_to(*STAFF)
def look_again(code: str, entry_id: int) -> Page | Response:
    """Ask the panel of one entry."""
    info, shown = entry_of(code, entry_id)
    form = HouseForm()
    if form.validate_on_submit():
        with form.refusing():
            ask_to_look_again(signed_in(), entry_id, datetime.now(UTC))
            flash(gettext("The panel of %(code)s is asked to look again.", code=shown.code), "good")
            return redirect(url_for("organiser.moderation", code=code))
    view = _view(info.round_id, entry_id)
    page = render_template("organiser/look_again.html", info=info, form=form, view=view)
    return page, form.status


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/let-stand", methods=["GET", "POST"])
@open_to(*STAFF)
def let_stand(code: str, entry_id: int) -> Page | Response:
    """Confirm on the word of the panel's chair."""
    info, shown = entry_of(code, entry_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            confirm_disagreement(signed_in(), entry_id, form.reason.data, datetime.now(UTC))
            flash(gettext("The scores of %(code)s stand.", code=shown.code), "good")
            return redirect(url_for("organiser.moderation", code=code))
    view = _view(info.round_id, entry_id)
    page = render_template("organiser/let_stand.html", info=info, form=form, view=view)
    return page, form.status


def _view(round_id: int, entry_id: int) -> ModerationView:
    for view in moderation_of(round_id):
        if view.entry_id == entry_id:
            return view
    raise NotThere("The judges of this entry do not disagree too much.")
