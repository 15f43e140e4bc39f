"""Declaring an interest: a judge who has a tie to an entry does not score it."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from judging.domain.people import Role
from judging.queries.sheets import sheet_page
from judging.services.planning import recuse
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.judge.pages import blueprint
from judging.web.signed_in import signed_in

Page = tuple[str, int]


class InterestForm(HouseForm):
    """What ties the judge to the entry."""

    reason = TextAreaField(
        _l("What ties you to this entry?"),
        [
            DataRequired(_l("Write in a few words what ties you to this entry.")),
            Length(max=500, message=_l("Shorten the reason to 500 characters.")),
        ],
    )


@blueprint.route("/entries/<entry_code>/interest", methods=["GET", "POST"])
@open_to(Role.JUDGE, Role.DESK)
def interest(entry_code: str) -> Page | Response:
    """Step back from one entry."""
    flight = sheet_page(signed_in().id, entry_code).flight
    form = InterestForm()
    if form.validate_on_submit():
        with form.refusing():
            recuse(
                signed_in(),
                judge_id=signed_in().id,
                entry_id=flight.entry_id,
                reason=form.reason.data,
                at=datetime.now(UTC),
            )
            flash(gettext("You do not score %(code)s.", code=flight.code), "good")
            return redirect(url_for("judge.flight"))
    return render_template("judge/interest.html", form=form, flight=flight), form.status
