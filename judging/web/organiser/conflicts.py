"""Recusing judges for conflicts that a page has shown: each pair of judge and entry is one act."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.refusal import NotThere, Refusal
from judging.queries.competitions import competition
from judging.queries.conflicts import EntryConflict, conflicts_by_judge
from judging.queries.panels import panel as panel_with
from judging.services.planning import recuse
from judging.web.filters import digits
from judging.web.guarding import open_to
from judging.web.organiser.conflict_words import reason_of
from judging.web.organiser.pages import STAFF, blueprint
from judging.web.sentences import sentence_of
from judging.web.signed_in import signed_in


@blueprint.post("/competitions/<code>/panels/<int:panel_id>/recuse")
@open_to(*STAFF)
def recuse_from_panel(code: str, panel_id: int) -> Response:
    """Recuse a judge of a panel from the entries that the page has shown."""
    info, shown = competition(code), panel_with(panel_id)
    if shown.round_id != info.round_id:
        raise NotThere("There is no such panel.")
    numbers = [judge.id for judge in shown.judges]
    try:
        recuse_shown(conflicts_by_judge(info.round_id, numbers, dict(shown.entries)))
    except Refusal as refusal:
        flash(sentence_of(refusal), "bad")
    return redirect(url_for("organiser.panels", code=code))


def recuse_shown(found: Mapping[int, tuple[EntryConflict, ...]]) -> None:
    """Recuse judges from those of these entries that the page has shown; others stay as found."""
    shown = set(request.form.getlist("pair"))
    done = 0
    for judge_id, entries in found.items():
        for one in entries:
            if f"{judge_id}-{one.entry_id}" in shown:
                recuse(
                    signed_in(),
                    judge_id=judge_id,
                    entry_id=one.entry_id,
                    reason=reason_of(one.conflicts),
                    at=datetime.now(UTC),
                )
                done += 1
    if done:
        flash(gettext("Recusals kept: %(count)s.", count=digits(done)), "good")
