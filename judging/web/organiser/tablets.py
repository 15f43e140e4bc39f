"""The tablets of the hall: how each is, who works on it, and taking one out of use."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from judging.domain.cards import HOURS
from judging.domain.refusal import NotThere
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.tablets import TabletView, tablet_of, tablets_of
from judging.queries.waiting import count_waiting
from judging.services.revoking import (
    allow_tablet as allow,
    continue_elsewhere,
    revoke_enrolment,
    revoke_tablet,
)
from judging.web.filters import words
from judging.web.guarding import open_to
from judging.web.organiser.card_files import cards_page
from judging.web.organiser.clock_words import clock_words
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in
from judging.web.tablet.shell import running_shell

WHOLE = "tablet"


class RevokingForm(ReasonForm):
    """What ends, the whole tablet or one judge on it, and why."""

    what = RadioField(_l("What ends?"), [InputRequired(_l("Choose what ends."))])


@blueprint.get("/competitions/<code>/tablets")
@open_to(*STAFF)
def tablets(code: str) -> str:
    """Every tablet on which somebody has enrolled."""
    info = competition(code)
    rows = tablets_of(info.round_id)
    return render_template(
        "organiser/tablets.html",
        info=info,
        tablets=rows,
        unsent=sum(tablet.unsent for tablet in rows),
        waiting=count_waiting(info.round_id),
        **_told(),
    )


@blueprint.route("/competitions/<code>/tablets/<int:tablet_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def tablet(code: str, tablet_id: int) -> Page | Response:
    """One tablet, and what can be ended on it."""
    info = competition(code)
    shown = tablet_of(info.round_id, tablet_id)
    form = _form(shown)
    if form.validate_on_submit():
        with form.refusing():
            _revoke(form, shown, datetime.now(UTC))
            flash(gettext("It is done; what is unsent is still on the tablet."), "good")
            return redirect(url_for("organiser.tablets", code=code))
    page = render_template("organiser/tablet.html", info=info, tablet=shown, form=form, **_told())
    return page, form.status


@blueprint.post("/competitions/<code>/tablets/<int:tablet_id>/allow")
@open_to(*STAFF)
def allow_tablet(code: str, tablet_id: int) -> Response:
    """A tablet that was out of use may be enrolled again."""
    shown = tablet_of(competition(code).round_id, tablet_id)
    allow(signed_in(), tablet_id, datetime.now(UTC))
    flash(gettext("%(tablet)s may be enrolled again, with new cards.", tablet=shown.name), "good")
    return redirect(url_for("organiser.tablets", code=code))


@blueprint.post("/competitions/<code>/tablets/<int:tablet_id>/judges/<int:enrolment_id>/move")
@open_to(*STAFF)
def move_judge(code: str, tablet_id: int, enrolment_id: int) -> str:
    """The judge continues on another tablet: the answer has the fresh card in it, this once."""
    info, at = competition(code), datetime.now(UTC)
    _require_enrolled(info, tablet_id, enrolment_id)
    card = continue_elsewhere(signed_in(), enrolment_id, hours=HOURS[0], at=at)
    return cards_page(info, [card], at)


def _told() -> dict[str, object]:
    return {
        "now": datetime.now(UTC),
        "newest": running_shell().version,
        "clock_words": clock_words,
    }


def _form(shown: TabletView) -> RevokingForm:
    form = RevokingForm()
    form.what.choices = [
        *(
            SelectChoice(
                str(judge.enrolment_id),
                gettext("%(judge)s on this tablet", judge=words(judge.person.name)),
            )
            for judge in shown.living
        ),
        SelectChoice(WHOLE, gettext("the whole tablet, for everybody")),
    ]
    return form


def _revoke(form: RevokingForm, shown: TabletView, at: datetime) -> None:
    if form.what.data == WHOLE:
        revoke_tablet(signed_in(), shown.id, form.reason.data, at)
    else:
        revoke_enrolment(signed_in(), int(form.what.data), form.reason.data, at)


def _require_enrolled(info: CompetitionInfo, tablet_id: int, enrolment_id: int) -> None:
    judges = tablet_of(info.round_id, tablet_id).judges
    if enrolment_id not in {judge.enrolment_id for judge in judges}:
        raise NotThere("There is no such tablet.")
