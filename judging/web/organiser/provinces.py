"""The rounds of a competition: the national one and those of the provinces."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from judging.domain.provinces import PROVINCES
from judging.domain.rounds import LEADING, RoundState
from judging.queries.competitions import CompetitionInfo, competition, rounds_of
from judging.services.competing import add_rounds
from judging.web.filters import words
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.naming import ROUND_STATES
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.ticking import TicksField
from judging.web.signed_in import signed_in

MOST_LEADING = 100


class ProvincesForm(HouseForm):
    """The provinces that get a round, and how many of their products lead on."""

    provinces = TicksField(_l("Provinces"), [InputRequired(_l("Choose at least one province."))])
    leading_products = IntegerField(
        _l("Leading products of each province"),
        [
            InputRequired(_l("Write how many products of a province lead on.")),
            NumberRange(1, MOST_LEADING, message=_l("Write a number from 1 to 100.")),
        ],
        default=LEADING,
    )


@blueprint.route("/competitions/<code>/rounds", methods=["GET", "POST"])
@open_to(*STAFF)
def rounds(code: str) -> Page | Response:
    """Every round of the competition; provinces that have none yet get one."""
    info = competition(code)
    reach = signed_in().reach
    rows = rounds_of(info.id, reach)
    form = ProvincesForm()
    with_round = {row.province for row in rows}
    form.provinces.choices = [
        SelectChoice(province.iso, words(province.full_name))
        for province in PROVINCES
        if province not in with_round
    ]
    if form.validate_on_submit():
        with form.refusing():
            added = add_rounds(
                signed_in(),
                info.id,
                form.provinces.data,
                datetime.now(UTC),
                form.leading_products.data,
            )
            flash(gettext("Rounds added: %(count)s.", count=len(added)), "good")
            return redirect(url_for("organiser.rounds", code=code))
    page = render_template(
        "organiser/rounds.html",
        info=info,
        rows=rows,
        form=form,
        states=ROUND_STATES,
        may_add=_may_add(rows[0]) and not reach.is_limited,
    )
    return page, form.status


def _may_add(first: CompetitionInfo) -> bool:
    """Whether the national round is worked on here and not judged yet."""
    return first.round_state is RoundState.ENTERING and first.away_since is None
