"""The product groups of a competition and the rubric of each, as it is judged by."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.refusal import Refusal
from judging.queries.competitions import competition, written_standard
from judging.services.competing import renew_standard
from judging.web.guarding import open_to
from judging.web.organiser.competitions import shipped_standard
from judging.web.organiser.naming import EFFECTS, SCORERS
from judging.web.organiser.pages import STAFF, blueprint, group_of
from judging.web.sentences import sentence_of
from judging.web.signed_in import signed_in


@blueprint.get("/competitions/<code>/groups")
@open_to(*STAFF)
def groups(code: str) -> str:
    """All groups with their points."""
    info, standard = competition(code), written_standard(code)
    return render_template(
        "organiser/groups.html",
        info=info,
        groups=list(zip(info.groups, standard.rubrics, strict=True)),
        scorers=SCORERS,
    )


@blueprint.get("/competitions/<code>/groups/<group>")
@open_to(*STAFF)
def group(code: str, group: str) -> str:
    """The rubric of one group."""
    info = competition(code)
    wanted = group_of(info, group)
    rubric = next(r for r in written_standard(code).rubrics if r.group == group)
    return render_template(
        "organiser/group.html",
        info=info,
        group=wanted,
        rubric=rubric,
        scorers=SCORERS,
        effects=EFFECTS,
    )


@blueprint.post("/competitions/<code>/groups/read-again")
@open_to(*STAFF, whole_country=True)
def read_standard_again(code: str) -> Response:
    """Judge by what the files say now; the rules are frozen at the first score sheet."""
    info = competition(code)
    try:
        renew_standard(signed_in(), info.id, shipped_standard(), datetime.now(UTC))
        flash(gettext("The written standard is read again."), "good")
    except Refusal as refusal:
        flash(sentence_of(refusal), "bad")
    return redirect(url_for("organiser.groups", code=code))
