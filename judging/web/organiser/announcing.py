"""Announcing: look at what would be said, then propose to say it; another person confirms it."""

from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from judging.domain.addresses import is_of_this_machine
from judging.domain.refusal import Refusal
from judging.domain.rounds import RoundState
from judging.queries.competitions import CompetitionInfo, competition, written_standard
from judging.queries.previews import GroupPreview, digest_of, preview_of
from judging.queries.proposals import announcement_proposed
from judging.queries.tablets import tablets_of
from judging.queries.waiting import count_waiting
from judging.services.proposing import propose_announcement
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

    def require_read(self, digest: str) -> None:
        """Refuse where something else would be announced than what was read."""
        if self.digest.data != digest:
            self.have_read.data = False
            raise Refusal("Something changed since you opened this page; read it again.")


@blueprint.route("/competitions/<code>/announce", methods=["GET", "POST"])
@open_to(*STAFF)
def announce(code: str) -> Page | Response:
    """What the announcement would say, and the way to propose it."""
    info, form = competition(code), AnnounceForm()
    if info.round_state is RoundState.ANNOUNCED:
        return redirect(after_announcing(info))
    previews = preview_of(info)
    digest = digest_of(previews)
    if form.validate_on_submit():
        with form.refusing():
            form.require_read(digest)
            number = propose_announcement(signed_in(), info.round_id, datetime.now(UTC))
            flash(
                gettext("The announcement is proposed. Another person has to confirm it."), "good"
            )
            return redirect(url_for("organiser.proposal", code=code, proposal_id=number))
    form.digest.data = digest
    page = render_template(
        "organiser/announce.html",
        info=info,
        form=form,
        can_announce=info.round_state is RoundState.CLOSED,
        proposed=announcement_proposed(info.round_id),
        **what_is_said(info, previews),
    )
    return page, form.status


def what_is_said(info: CompetitionInfo, previews: list[GroupPreview]) -> dict[str, object]:
    """What a person reads before the announcement: all that would be said, and what warns."""
    own_address = is_of_this_machine(current_app.config["PUBLIC_URL"])
    return {
        "previews": previews,
        "states": STATES,
        "waiting": count_waiting(info.round_id),
        "unsent": sum(tablet.unsent for tablet in tablets_of(info.round_id)),
        "prints_own_address": own_address,
        "is_provisional": not info.specimen and written_standard(info.code).standard.provisional,
    }


def after_announcing(info: CompetitionInfo) -> str:
    """Where to go on once the result is announced."""
    page = "certificates" if info.is_national else "leading"
    return url_for(f"organiser.{page}", code=info.code)
