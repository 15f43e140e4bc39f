"""Standings of each group, as they are now: rank, star, honour and every reason."""

from collections import Counter

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from judging.domain.refusal import NotThere
from judging.domain.rubric import Rubric
from judging.domain.rules import Rules
from judging.queries.competitions import competition, written_standard
from judging.queries.people import people
from judging.queries.standings import standings_of
from judging.web.filters import words
from judging.web.guarding import open_to
from judging.web.organiser.naming import STATES
from judging.web.organiser.pages import STAFF, blueprint, group_of, page_of
from judging.web.organiser.standing_detail import side_details
from judging.web.organiser.standing_rows import gate_text, standing_rows


@blueprint.get("/competitions/<code>/standings")
@open_to(*STAFF)
def standings(code: str) -> Response:
    """The first group that has entries."""
    groups = competition(code).groups
    first = next((group for group in groups if group.entries), groups[0])
    return redirect(url_for("organiser.group_standings", code=code, group=first.code))


@blueprint.get("/competitions/<code>/standings/<group>")
@open_to(*STAFF)
def group_standings(code: str, group: str) -> str:
    """The standings of one group."""
    info = competition(code)
    wanted = group_of(info, group)
    rubric, rules = _written(code, group)
    views = standings_of(info.round_id, group)
    counts = Counter(view.standing.state for view in views)
    shown, page, last = page_of(views)
    return render_template(
        "organiser/standings.html",
        info=info,
        group=wanted,
        rubric=rubric,
        rows=standing_rows(shown, rubric, rules, _judge_names()),
        counts=[(name, counts[state]) for state, name in STATES.items() if counts[state]],
        page=page,
        last=last,
        link=lambda number: url_for(
            "organiser.group_standings", code=code, group=group, page=number
        ),
    )


@blueprint.get("/competitions/<code>/standings/<group>/<entry_code>")
@open_to(*STAFF)
def standing(code: str, group: str, entry_code: str) -> str:
    """How one entry came to its standing."""
    info = competition(code)
    wanted = group_of(info, group)
    rubric, rules = _written(code, group)
    found = [v for v in standings_of(info.round_id, group) if v.standing.entry == entry_code]
    if not found:
        raise NotThere("There is no such entry.")
    view, judges = found[0], _judge_names()
    tally = view.standing.tally
    return render_template(
        "organiser/standing.html",
        info=info,
        group=wanted,
        rubric=rubric,
        view=view,
        row=standing_rows(found, rubric, rules, judges)[0],
        sides=side_details(tally, judges) if tally else [],
        unheld=[(gate_text(gate), gate.votes) for gate in tally.unheld_gates] if tally else [],
    )


def _written(code: str, group: str) -> tuple[Rubric, Rules]:
    standard = written_standard(code)
    return next(r for r in standard.rubrics if r.group == group), standard.rules


def _judge_names() -> dict[str, str]:
    return {str(person.id): words(person.name) for person in people()}
