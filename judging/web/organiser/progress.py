"""How far the judging is."""

from flask import render_template

from judging.queries.competitions import competition
from judging.queries.progress import below_quorum, progress_of
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, blueprint


@blueprint.get("/competitions/<code>/progress")
@open_to(*STAFF)
def progress(code: str) -> str:
    """Sheets by group and by judge."""
    info = competition(code)
    return render_template(
        "organiser/progress.html",
        info=info,
        progress=progress_of(info.round_id),
        below_quorum=below_quorum(info.round_id),
    )
