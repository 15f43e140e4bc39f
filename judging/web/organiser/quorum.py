"""Lowering the quorum on the day: of one entry, or of the whole round."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.validators import InputRequired

from judging.domain.rubric import Scorer
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.entries import EntryView
from judging.queries.quorum import quorum_of
from judging.services.lowering import lower_quorum
from judging.web.filters import digits
from judging.web.guarding import open_to
from judging.web.organiser.entries import entry_of
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


class LowerForm(ReasonForm):
    """To how many sheets, of whom, and why."""

    quorum = RadioField(_l("New quorum"), [InputRequired(_l("Choose how many sheets are enough."))])


@blueprint.route("/competitions/<code>/quorum", methods=["GET", "POST"])
@open_to(*STAFF)
def round_quorum(code: str) -> Page | Response:
    """Of every entry of the round."""
    return _quorum(competition(code), None)


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/quorum", methods=["GET", "POST"])
@open_to(*STAFF)
def entry_quorum(code: str, entry_id: int) -> Page | Response:
    """Of one entry."""
    return _quorum(*entry_of(code, entry_id))


def _quorum(info: CompetitionInfo, entry: EntryView | None) -> Page | Response:
    entry_id = entry.entry_id if entry else None
    view, form = quorum_of(info.round_id, entry_id), LowerForm()
    form.quorum.choices = [
        (f"{scorer.value}-{sheets}", _choice(scorer, sheets)) for scorer, sheets in view.allowed
    ]
    if form.validate_on_submit():
        with form.refusing():
            scorer, _, sheets = form.quorum.data.partition("-")
            lower_quorum(
                signed_in(),
                info.round_id,
                entry_id=entry_id,
                scorer=Scorer(scorer),
                sheets=int(sheets),
                reason=form.reason.data,
                at=datetime.now(UTC),
            )
            flash(gettext("The quorum is lowered; the result will say so."), "good")
            return redirect(url_for("organiser.close_round", code=info.code, _anchor="below"))
    page = render_template(
        "organiser/quorum.html", info=info, entry=entry, view=view, form=form, scorers=SCORERS
    )
    return page, form.status


def _choice(scorer: Scorer, sheets: int) -> str:
    facts = {"scorer": SCORERS[scorer], "sheets": digits(sheets)}
    return str(gettext("%(scorer)s: %(sheets)s sheets are enough", **facts))
