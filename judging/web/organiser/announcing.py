"""Announcing: look at what would be said, then say it in one act."""

from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from judging.domain.addresses import is_of_this_machine
from judging.domain.refusal import Refusal
from judging.domain.rounds import RoundState
from judging.queries.competitions import competition, written_standard
from judging.queries.previews import digest_of, preview_of
from judging.queries.tablets import tablets_of
from judging.queries.waiting import count_waiting
from judging.services.announcing import announce as announce_result
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.naming import STATES
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


class AnnounceForm(HouseForm):
    """The tick of somebody who has looked, and the digest of what he looked at."""

    have_read = BooleanField(
        _l("I have read what will be announced; it cannot be changed afterwards"),
        [InputRequired(_l("Read the page, then tick this."))],
    )
    digest = HiddenField()


@blueprint.route("/competitions/<code>/announce", methods=["GET", "POST"])
@open_to(*STAFF)
def announce(code: str) -> Page | Response:
    """What the announcement would say, and the act itself."""
    info, form = competition(code), AnnounceForm()
    if info.round_state is RoundState.ANNOUNCED:
        return redirect(url_for("organiser.certificates", code=code))
    previews = preview_of(info)
    digest = digest_of(previews)
    if form.validate_on_submit():
        with form.refusing():
            _require_read(form, digest)
            announce_result(signed_in(), info.round_id, datetime.now(UTC))
            flash(gettext("The result is announced and the certificates are issued."), "good")
            return redirect(url_for("organiser.certificates", code=code))
    form.digest.data = digest
    page = render_template(
        "organiser/announce.html",
        info=info,
        form=form,
        previews=previews,
        states=STATES,
        can_announce=info.round_state is RoundState.CLOSED,
        waiting=count_waiting(info.round_id),
        unsent=sum(tablet.unsent for tablet in tablets_of(info.round_id)),
        prints_own_address=is_of_this_machine(current_app.config["PUBLIC_URL"]),
        is_provisional=not info.specimen and written_standard(code).standard.provisional,
    )
    return page, form.status


def _require_read(form: AnnounceForm, digest: str) -> None:
    if form.digest.data != digest:
        form.have_read.data = False
        raise Refusal("Something changed since you opened this page; read it again.")
