"""The leading products of a province: who they are, and their way to the national round."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.queries.competitions import CompetitionInfo, competition, rounds_of
from judging.queries.leading import LeadingView, leading_of
from judging.services.carrying import carry_leading
from judging.web.addresses import asked_number
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.ticking import TicksField
from judging.web.signed_in import signed_in


class LeadingForm(HouseForm):
    """Which entries lead on, and why if the scores say otherwise."""

    entries = TicksField(_l("Leading products"), coerce=asked_number)
    reason = TextAreaField(
        _l("Reason, if you choose otherwise than the scores"),
        [Length(max=500, message=_l("Shorten the reason to 500 characters."))],
    )


@blueprint.route("/competitions/<code>/leading", methods=["GET", "POST"])
@open_to(*STAFF)
def leading(code: str) -> Page | Response:
    """Who leads on as things stand; after the announcement, carry them on."""
    info = competition(code)
    if info.is_national:
        raise NotThere("Only products of a provincial round lead on to the national round.")
    rows = leading_of(info.round_id)
    form = _form(rows)
    if form.validate_on_submit():
        with form.refusing():
            carried = carry_leading(
                signed_in(), info.round_id, form.entries.data, form.reason.data, datetime.now(UTC)
            )
            flash(gettext("Products in the national round: %(count)s.", count=len(carried)), "good")
            return redirect(url_for("organiser.leading", code=code))
    national = next(one for one in rounds_of(info.id) if one.is_national)
    page = render_template(
        "organiser/leading.html",
        info=info,
        national=national,
        can_carry=_can_carry(info, national),
        form=form,
        rows=list(zip(form.entries, rows, strict=True)),
        must_choose=any(row.is_equal for row in rows),
    )
    return page, form.status


def _form(rows: list[LeadingView]) -> LeadingForm:
    is_carried = any(row.carried for row in rows)
    ticked = [row.entry_id for row in rows if (row.carried if is_carried else row.is_first)]
    form = LeadingForm(data=None if request.method == "POST" else {"entries": ticked})
    form.entries.choices = [SelectChoice(row.entry_id, row.code) for row in rows]
    return form


def _can_carry(info: CompetitionInfo, national: CompetitionInfo) -> bool:
    is_open = national.round_state is RoundState.ENTERING and national.away_since is None
    return info.round_state is RoundState.ANNOUNCED and is_open
