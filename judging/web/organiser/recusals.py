"""Recusals: which judge does not score which entry, and why."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from judging.domain.people import Role
from judging.domain.refusal import Refusal
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.entries import entries_of
from judging.queries.panels import recusals_of
from judging.queries.people import people
from judging.services.planning import recuse
from judging.web.filters import words
from judging.web.forms import TextField
from judging.web.guarding import open_to
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


class RecusalForm(ReasonForm):
    """Who, from which entry, why."""

    judge = SelectField(_l("Judge or desk officer"), [InputRequired(_l("Choose who."))])
    entry = TextField(
        _l("Entry code"), [DataRequired(_l("Write the code that stands on the sample."))]
    )


@blueprint.route("/competitions/<code>/recusals", methods=["GET", "POST"])
@open_to(*STAFF)
def recusals(code: str) -> Page | Response:
    """All recusals, and the form for another."""
    info = competition(code)
    form = RecusalForm(entry=request.args.get("entry", ""))
    form.judge.choices = [
        SelectChoice("", gettext("Choose")),
        *(
            SelectChoice(str(person.id), f"{words(person.name)} ({person.login})")
            for person in people(Role.JUDGE, Role.DESK, reach=signed_in().reach)
        ),
    ]
    if form.validate_on_submit():
        with form.refusing():
            recuse(
                signed_in(),
                judge_id=int(form.judge.data),
                entry_id=_entry_id(info, form.entry.data),
                reason=form.reason.data,
                at=datetime.now(UTC),
            )
            flash(gettext("The recusal is kept."), "good")
            return redirect(url_for("organiser.recusals", code=code))
    page = render_template(
        "organiser/recusals.html", info=info, form=form, recusals=recusals_of(info.round_id)
    )
    return page, form.status


def _entry_id(info: CompetitionInfo, code: str) -> int:
    for entry in entries_of(info.round_id, search=code):
        if entry.code == code:
            return entry.entry_id
    raise Refusal("No entry has the code %(code)s; look at the sample again.", code=code)
