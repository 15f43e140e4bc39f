"""Appeals: those that came, entering one that came by letter, deciding."""

from datetime import UTC, date, datetime, time

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import DateField, RadioField
from wtforms.validators import DataRequired, InputRequired

from judging.domain.appeals import Decision, Ground
from judging.domain.calendar import CAMBODIA
from judging.domain.people import Role
from judging.domain.refusal import Refusal
from judging.queries.appeals import (
    AppealView,
    appeal as appeal_of,
    appeals_of,
    counted_again,
    last_day_of_appeals,
    scorers_of,
    second_panel_of,
)
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.entries import entries_of
from judging.queries.people import people
from judging.services.appealing import Letter, bring_appeal, grant_appeal, refuse_appeal
from judging.services.judging_anew import call_second_panel, finish_second_panel
from judging.web.addresses import asked_number
from judging.web.appeal_form import AppealForm
from judging.web.appeal_words import GROUNDS, OUTCOMES, change_words
from judging.web.filters import digits, words
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.ticking import TicksField
from judging.web.signed_in import signed_in

# How an appeal is granted so that a second panel judges the entry.
ANEW = "anew"


class LetterForm(AppealForm):
    """An appeal that came on paper."""

    entry = TextField(_l("Entry code"), [DataRequired(_l("Write the code of the entry."))])
    sender = TextField(_l("From whom"), [DataRequired(_l("Write who sent the letter."))])
    received_on = DateField(_l("Received on"), [InputRequired(_l("Write the day."))])


class DecisionForm(ReasonForm):
    """Granted or refused, why, and for procedure whose sheets do not count."""

    decision = RadioField(_l("Decision"), [InputRequired(_l("Choose what becomes of it."))])
    without = TicksField(_l("Whose sheets do not count for this entry"), coerce=asked_number)
    judges = TicksField(_l("Who sits on the second panel"), coerce=asked_number)


@blueprint.get("/competitions/<code>/appeals")
@open_to(*STAFF)
def appeals(code: str) -> str:
    """All appeals of the round with what became of them."""
    info = competition(code)
    return render_template(
        "organiser/appeals.html",
        info=info,
        appeals=appeals_of(info.round_id),
        grounds=GROUNDS,
        outcomes=OUTCOMES,
        last_day=last_day_of_appeals(info.round_id),
    )


@blueprint.route("/competitions/<code>/appeals/new", methods=["GET", "POST"])
@open_to(*STAFF)
def enter_appeal(code: str) -> Page | Response:
    """Enter one that came by letter."""
    info, form = competition(code), LetterForm()
    form.choose()
    if form.validate_on_submit():
        with form.refusing():
            at = datetime.now(UTC)
            letter = Letter(form.sender.data, _received(form.received_on.data, at))
            entry_id, ground = _entry_id(info, form.entry.data), Ground(form.ground.data)
            bring_appeal(signed_in(), entry_id, ground, form.text.data, at, letter)
            flash(gettext("The appeal is kept."), "good")
            return redirect(url_for("organiser.appeals", code=code))
    page = render_template("organiser/appeal_letter.html", info=info, form=form)
    return page, form.status


def _received(day: date, at: datetime) -> datetime:
    """The end of that day in Cambodia: a letter has no hour; for today, now."""
    return min(datetime.combine(day, time.max, CAMBODIA).astimezone(UTC), at)


def _entry_id(info: CompetitionInfo, code: str) -> int:
    for entry in entries_of(info.round_id, search=code):
        if entry.code == code:
            return entry.entry_id
    raise Refusal("No entry has the code %(code)s; look at the letter again.", code=code)


@blueprint.route("/competitions/<code>/appeals/<int:appeal_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def appeal(code: str, appeal_id: int) -> Page | Response:
    """Read one appeal, see what counting again would change, decide."""
    info = competition(code)
    shown = appeal_of(info.round_id, appeal_id)
    form = _decision_form(shown)
    if form.validate_on_submit():
        with form.refusing():
            flash(_decide(form, appeal_id), "good")
            return redirect(url_for("organiser.appeals", code=code))
    is_open = shown.outcome is None or shown.is_judged_anew
    foreseen = counted_again(info.round_id) if is_open else []
    page = render_template(
        "organiser/appeal.html",
        info=info,
        form=form,
        appeal=shown,
        grounds=GROUNDS,
        outcomes=OUTCOMES,
        changes=[change_words(change) for change in foreseen],
        second_panel=second_panel_of(shown) if shown.is_judged_anew else [],
    )
    return page, form.status


@blueprint.route("/competitions/<code>/appeals/<int:appeal_id>/finish", methods=["GET", "POST"])
@open_to(*STAFF)
def finish_appeal(code: str, appeal_id: int) -> Page | Response:
    """Count again with the sheets of the second panel."""
    info, form = competition(code), HouseForm()
    shown = appeal_of(info.round_id, appeal_id)
    if form.validate_on_submit():
        with form.refusing():
            version = finish_second_panel(signed_in(), appeal_id, datetime.now(UTC))
            flash(_finished(version), "good")
            return redirect(url_for("organiser.appeals", code=code))
    page = render_template(
        "organiser/finish_appeal.html",
        info=info,
        form=form,
        appeal=shown,
        changes=[change_words(change) for change in counted_again(info.round_id)],
        second_panel=second_panel_of(shown),
    )
    return page, form.status


def _finished(version: int) -> str:
    return str(
        gettext(
            "The second panel is done; version %(version)s of the result holds.",
            version=digits(version),
        )
    )


def _decision_form(shown: AppealView) -> DecisionForm:
    form = DecisionForm()
    is_procedure = shown.ground is Ground.PROCEDURE
    scorers = scorers_of(shown.entry_id) if is_procedure else []
    others = people(Role.JUDGE, reach=signed_in().reach) if is_procedure else []
    form.decision.choices = [
        (Decision.GRANTED.value, gettext("Grant: count the sheets again, as a new version")),
        *([(ANEW, gettext("Grant: a second panel scores the entry anew"))] if is_procedure else []),
        (Decision.REFUSED.value, gettext("Refuse: the result stands")),
    ]
    form.without.choices = [(person.id, words(person.name)) for person in scorers]
    form.judges.choices = [
        (person.id, words(person.name))
        for person in others
        if person.is_active and person not in scorers
    ]
    return form


def _decide(form: DecisionForm, appeal_id: int) -> str:
    at, reason = datetime.now(UTC), form.reason.data
    if form.decision.data == Decision.REFUSED:
        refuse_appeal(signed_in(), appeal_id, reason, at)
        return str(gettext("The appeal is refused; the result stands."))
    if form.decision.data == ANEW:
        call_second_panel(signed_in(), appeal_id, reason, form.judges.data or (), at)
        return str(gettext("The appeal is granted; the second panel can score the entry now."))
    version = grant_appeal(signed_in(), appeal_id, reason, at, without=form.without.data or ())
    return str(
        gettext(
            "The appeal is granted; version %(version)s of the result is announced.",
            version=digits(version),
        )
    )
