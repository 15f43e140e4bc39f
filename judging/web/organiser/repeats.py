"""Blind repeats and calibration samples: planted, taken out, and what they tell of judges."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from secrets import randbelow

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from judging.domain.drawing import LARGEST_SEED
from judging.domain.rounds import RoundState
from judging.domain.words import Words
from judging.queries.competitions import CompetitionInfo, GroupInfo, competition
from judging.queries.panels import panels_of
from judging.queries.repeats import calibrators, planted_in
from judging.services.planting import plant_repeats, take_repeats_out
from judging.web.filters import digits, words
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.draw_form import NUMBER
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in

# Before the code of a group, in the name of the field of its calibration sample.
SAMPLE = "sample_"


class PlantForm(HouseForm):
    """The seed; the calibration samples have a field for each group that tastes."""

    seed = IntegerField(
        _l("Seed"),
        [
            InputRequired(NUMBER),
            NumberRange(1, LARGEST_SEED, _l("Write a number from 1 to 999999.")),
        ],
    )

    @property
    def samples(self) -> list[SelectField]:
        """The fields of the calibration samples."""
        return [field for field in self if field.name.startswith(SAMPLE)]

    @property
    def calibrating(self) -> dict[str, int]:
        """The chosen products by the code of the group."""
        return {field.name.removeprefix(SAMPLE): field.data for field in self.samples if field.data}


@blueprint.route("/competitions/<code>/repeats", methods=["GET", "POST"])
@open_to(*STAFF)
def repeats(code: str) -> Page | Response:
    """What is planted and what it tells; before judging opens, plant."""
    info = competition(code)
    form = _form(info)
    if form.validate_on_submit():
        with form.refusing():
            count = plant_repeats(
                signed_in(),
                info.round_id,
                form.calibrating,
                seed=form.seed.data,
                at=datetime.now(UTC),
            )
            flash(gettext("Blind repeats planted: %(count)s.", count=digits(count)), "good")
            return redirect(url_for("organiser.repeats", code=code))
    page = render_template(
        "organiser/repeats.html",
        info=info,
        form=form,
        planted=planted_in(info.round_id),
        can_plant=info.round_state is RoundState.ENTERING,
        can_take_out=info.round_state in (RoundState.ENTERING, RoundState.JUDGING),
        titles={group.code: group.title for group in info.groups},
    )
    return page, form.status


@blueprint.post("/competitions/<code>/repeats/out")
@open_to(*STAFF)
def take_out_repeats(code: str) -> Response:
    """Take everything out that was planted."""
    take_repeats_out(signed_in(), competition(code).round_id, datetime.now(UTC))
    flash(gettext("What was planted is taken out."), "good")
    return redirect(url_for("organiser.repeats", code=code))


def _form(info: CompetitionInfo) -> PlantForm:
    """With a field for each group that has a panel, from the products that do not compete."""

    class OfGroups(PlantForm):
        """The form of this round."""

    tasting = {panel.group for panel in panels_of(info.round_id) if panel.scorer == "panel"}
    offered = calibrators(info.round_id, signed_in().reach)
    for group in info.groups:
        if group.code in tasting:
            setattr(OfGroups, SAMPLE + group.code, _sample(group, offered))
    return OfGroups(data={"seed": 1 + randbelow(LARGEST_SEED)})


def _sample(group: GroupInfo, offered: Mapping[str, Sequence[tuple[int, Words]]]) -> SelectField:
    products = [*offered.get(group.code, ()), *offered.get("", ())]
    choices = [SelectChoice(number, words(name)) for number, name in products]
    none = SelectChoice(0, gettext("No calibration sample"))
    return SelectField(words(group.title), coerce=int, choices=[none, *choices])
