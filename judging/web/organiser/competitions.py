"""Competitions: where the current one stands, all of them, and how one is made."""

from datetime import UTC, datetime
from pathlib import Path

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.refusal import Refusal
from judging.domain.rounds import RoundState
from judging.domain.written import WrittenStandard
from judging.queries.competitions import (
    CompetitionInfo,
    competition as competition_with,
    competitions,
    current_competition,
)
from judging.queries.loans import loan_of
from judging.queries.progress import progress_of
from judging.queries.proposals import open_proposals
from judging.queries.waiting import count_waiting
from judging.rubric_files import BadFile, load_all
from judging.services.competing import create_competition
from judging.web.guarding import open_to
from judging.web.organiser.competition_form import CompetitionForm
from judging.web.organiser.naming import ROUND_STATES
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


@blueprint.get("/")
@open_to(*STAFF)
def home() -> str:
    """The newest competition, or the way to the first one."""
    info = current_competition(signed_in().reach)
    return overview(info) if info else render_template("organiser/first_competition.html")


@blueprint.get("/competitions/<code>")
@open_to(*STAFF)
def competition(code: str) -> str:
    """One competition."""
    return overview(competition_with(code))


@blueprint.route("/competitions/new", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def make_competition() -> Page | Response:
    """Make a competition that is judged by the rubrics as they are written now."""
    form = CompetitionForm()
    if form.validate_on_submit():
        with form.refusing():
            create_competition(
                signed_in(),
                code=form.code.data,
                title=form.both("title"),
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                specimen=form.specimen.data,
                standard=shipped_standard(),
                signatory=form.both("signatory"),
                signatory_title=form.both("signatory_title"),
                at=datetime.now(UTC),
            )
            flash(gettext("The competition is made. Enter the products next."), "good")
            return redirect(url_for("organiser.competition", code=form.code.data))
    return render_template("organiser/competition_form.html", form=form), form.status


def shipped_standard() -> WrittenStandard:
    """The written standard of the rubrics folder."""
    try:
        return load_all(Path(current_app.config["RUBRICS_DIR"]))
    except BadFile as bad:
        raise Refusal(
            "The rubrics folder has %(count)s faults; run “rubrics check” and mend them first.",
            count=len(bad.faults),
        ) from bad


def overview(info: CompetitionInfo) -> str:
    """The page of a competition: how far it is and what comes next."""
    counts = [judge.count for judge in progress_of(info.round_id).judges]
    return render_template(
        "organiser/competition.html",
        info=info,
        steps=_steps(info.round_state),
        states=ROUND_STATES,
        entries=sum(group.entries for group in info.groups),
        wanted=sum(count.wanted for count in counts),
        handed_in=sum(count.handed_in for count in counts),
        judges=len(counts),
        waiting=count_waiting(info.round_id),
        loan=loan_of(info.round_id),
        proposals=open_proposals(signed_in().reach),
        others=[other for other in competitions(signed_in().reach) if other.code != info.code],
    )


def _steps(now: RoundState) -> list[tuple[RoundState, str]]:
    """Every state of a round and whether it is past, present or to come."""
    order = list(RoundState)
    at = len(order) if now is RoundState.ANNOUNCED else order.index(now)
    return [
        (state, "done" if place < at else "now" if place == at else "later")
        for place, state in enumerate(order)
    ]
