"""On the day: a judge is taken off a panel, or put on it."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from judging.domain.people import Person
from judging.domain.refusal import NotThere
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.panels import PanelView, panel as panel_with
from judging.queries.people import people
from judging.services.planning import ROLE_BY_SCORER
from judging.services.reseating import put_on_panel, take_off_panel
from judging.web.filters import words
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


class TakeOffForm(HouseForm):
    """Nothing but the button."""


class PutOnForm(HouseForm):
    """Who comes to the panel."""

    judge = SelectField(
        _l("Judge"), [InputRequired(_l("Choose who comes to the panel."))], coerce=str
    )


@blueprint.route(
    "/competitions/<code>/panels/<int:panel_id>/judges/<int:account_id>/off",
    methods=["GET", "POST"],
)
@open_to(*STAFF)
def take_off(code: str, panel_id: int, account_id: int) -> Page | Response:
    """Take a judge off a panel; what was handed in stays and counts."""
    info, panel = _panel(code, panel_id)
    judge = next((one for one in panel.judges if one.id == account_id), None)
    if judge is None:
        raise NotThere("This judge does not sit on the panel any more.")
    form = TakeOffForm()
    if form.validate_on_submit():
        with form.refusing():
            take_off_panel(signed_in(), panel_id, account_id, datetime.now(UTC))
            flash(gettext("%(judge)s has left “%(panel)s”.", **_names(judge, panel)), "good")
            return redirect(url_for("organiser.room", code=code))
    page = render_template(
        "organiser/take_off.html", info=info, panel=panel, judge=judge, form=form
    )
    return page, form.status


@blueprint.route("/competitions/<code>/panels/<int:panel_id>/judges", methods=["GET", "POST"])
@open_to(*STAFF)
def put_on(code: str, panel_id: int) -> Page | Response:
    """Put a judge on a panel; every sheet of it is asked for."""
    info, panel = _panel(code, panel_id)
    sitting = {judge.id for judge in panel.judges}
    found = {
        str(one.id): one
        for one in people(ROLE_BY_SCORER[panel.scorer], reach=signed_in().reach)
        if one.is_active and one.id not in sitting
    }
    form = PutOnForm()
    form.judge.choices = [
        SelectChoice("", gettext("Choose")),
        *(SelectChoice(number, words(one.name)) for number, one in found.items()),
    ]
    if form.validate_on_submit():
        with form.refusing():
            judge = found[form.judge.data]
            put_on_panel(signed_in(), panel_id, judge.id, datetime.now(UTC))
            flash(gettext("%(judge)s sits on “%(panel)s” now.", **_names(judge, panel)), "good")
            return redirect(url_for("organiser.room", code=code))
    return render_template("organiser/put_on.html", info=info, panel=panel, form=form), form.status


def _panel(code: str, panel_id: int) -> tuple[CompetitionInfo, PanelView]:
    info, panel = competition(code), panel_with(panel_id)
    if panel.round_id != info.round_id:
        raise NotThere("There is no such panel.")
    return info, panel


def _names(judge: Person, panel: PanelView) -> dict[str, str]:
    return {"judge": words(judge.name), "panel": panel.name}
