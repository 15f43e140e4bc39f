"""The chair of a panel lets its scores stand although its judges disagree; no score is shown."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from judging.domain.people import Role
from judging.domain.refusal import NotThere
from judging.queries.moderation import to_confirm
from judging.services.moderating import confirm_disagreement
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.judge.pages import blueprint
from judging.web.signed_in import signed_in

Page = tuple[str, int]


class ConfirmForm(HouseForm):
    """Why the scores stand."""

    reason = TextAreaField(
        _l("Why do the scores stand?"),
        [
            DataRequired(_l("Write in a few words why the scores stand.")),
            Length(max=500, message=_l("Shorten the reason to 500 characters.")),
        ],
    )


@blueprint.route("/entries/<entry_code>/confirm", methods=["GET", "POST"])
@open_to(Role.JUDGE, Role.DESK)
def confirm(entry_code: str) -> Page | Response:
    """Confirm for one entry of the chair's panel."""
    waiting = {code: entry_id for entry_id, code in to_confirm(signed_in().id)}
    if entry_code not in waiting:
        raise NotThere("No entry with this code waits for your word as a chair.")
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusing():
            confirm_disagreement(
                signed_in(), waiting[entry_code], form.reason.data, datetime.now(UTC)
            )
            flash(gettext("The scores of %(code)s stand.", code=entry_code), "good")
            return redirect(url_for("judge.flight"))
    return render_template("judge/confirm.html", form=form, code=entry_code), form.status
