"""The product groups of a competition and the rubric of each, as it is judged by."""

from flask import render_template

from judging.queries.competitions import competition, written_standard
from judging.web.guarding import open_to
from judging.web.organiser.naming import EFFECTS, SCORERS
from judging.web.organiser.pages import STAFF, blueprint, group_of


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
