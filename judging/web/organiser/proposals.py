"""Proposals: what one person proposed; another one confirms it, or somebody takes it back."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import LazyString, gettext, lazy_gettext as _l
from werkzeug.wrappers import Response

from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.previews import digest_of, preview_of
from judging.queries.proposals import (
    ANNOUNCEMENT,
    DISQUALIFICATION,
    REOPENING,
    Proposal,
    proposal_of,
)
from judging.services.proposing import confirm, take_back
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.announcing import AnnounceForm, after_announcing, what_is_said
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.rounds import ConfirmForm
from judging.web.signed_in import signed_in

DONE = {
    DISQUALIFICATION: _l("The entry is disqualified."),
    REOPENING: _l("Judging is open again."),
}


@blueprint.route("/competitions/<code>/proposals/<int:proposal_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def proposal(code: str, proposal_id: int) -> Page | Response:
    """What is proposed, by whom and why; the second person confirms it here."""
    info = competition(code)
    found = proposal_of(info.round_id, proposal_id)
    form, said, digest = _form(info, found)
    if form.validate_on_submit():
        with form.refusing():
            if isinstance(form, AnnounceForm):
                form.require_read(digest)
            confirm(signed_in(), proposal_id, datetime.now(UTC))
            flash(_done(info, found.act), "good")
            return redirect(_after(info, found))
    if isinstance(form, AnnounceForm):
        form.digest.data = digest
    page = render_template(
        "organiser/proposal.html",
        info=info,
        form=form,
        proposal=found,
        is_own=found.by.id == signed_in().id,
        **said,
    )
    return page, form.status


@blueprint.post("/competitions/<code>/proposals/<int:proposal_id>/take-back")
@open_to(*STAFF)
def take_back_proposal(code: str, proposal_id: int) -> Response:
    """End what was proposed without doing it."""
    proposal_of(competition(code).round_id, proposal_id)
    take_back(signed_in(), proposal_id, datetime.now(UTC))
    flash(gettext("The proposal is taken back; nothing was done."), "good")
    return redirect(url_for("organiser.competition", code=code))


def _form(info: CompetitionInfo, found: Proposal) -> tuple[HouseForm, dict[str, object], str]:
    """What to fill in, what to read before, and the digest of that."""
    if found.act != ANNOUNCEMENT or found.outcome:
        return ConfirmForm(), {"previews": ()}, ""
    previews = preview_of(info)
    return AnnounceForm(), what_is_said(info, previews), digest_of(previews)


def _done(info: CompetitionInfo, act: str) -> LazyString | str:
    if act != ANNOUNCEMENT:
        return DONE[act]
    if info.is_national:
        return str(gettext("The result is announced and the certificates are issued."))
    return str(
        gettext("The result is announced. Carry the leading products to the national round.")
    )


def _after(info: CompetitionInfo, found: Proposal) -> str:
    match found.act:
        case "result.announced":
            return after_announcing(info)
        case "entry.disqualified":
            return url_for("organiser.entry", code=info.code, entry_id=found.entry_id)
        case _:
            return url_for("organiser.room", code=info.code)
