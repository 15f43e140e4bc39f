"""Standings of each group with every reason: as they are now; once announced, as announced."""

from collections import Counter

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.domain.rubric import Rubric
from judging.domain.rules import Rules
from judging.queries.competitions import (
    CompetitionInfo,
    GroupInfo,
    competition,
    written_standard,
)
from judging.queries.people import people
from judging.queries.results import announced_group
from judging.queries.standings import standings_of
from judging.web.filters import words
from judging.web.guarding import open_to
from judging.web.organiser.announced_rows import announced_row
from judging.web.organiser.naming import STATES
from judging.web.organiser.pages import STAFF, blueprint, group_of, page_of
from judging.web.organiser.standing_detail import side_details
from judging.web.organiser.standing_rows import gate_text, standing_rows
from judging.web.result_words import parts_of, points


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
    if info.round_state is RoundState.ANNOUNCED:
        announced = list(announced_group(code, group).values())
        counts = Counter(entry.state for entry in announced)
        frozen, page, last = page_of(announced)
        rows = [announced_row(entry, rubric) for entry in frozen]
    else:
        views = standings_of(info.round_id, group)
        counts = Counter(view.standing.state for view in views)
        shown, page, last = page_of(views)
        rows = standing_rows(shown, rubric, rules, _judge_names())
    return render_template(
        "organiser/standings.html",
        info=info,
        group=wanted,
        rubric=rubric,
        rows=rows,
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
    if info.round_state is RoundState.ANNOUNCED:
        return _announced_standing(info, wanted, entry_code)
    rubric, rules = _written(code, group)
    found = [v for v in standings_of(info.round_id, group) if v.standing.entry == entry_code]
    if not found:
        raise NotThere("There is no such entry.")
    view, judges = found[0], _judge_names()
    (row,) = standing_rows(found, rubric, rules, judges)
    tally = view.standing.tally
    return render_template(
        "organiser/standing.html",
        info=info,
        group=wanted,
        entry_id=view.entry_id,
        row=row,
        points=points(rubric.points),
        part_scores=[
            (part.code, score, points(part.points))
            for part, score in zip(rubric.parts, row.parts, strict=True)
        ],
        star=view.standing.star,
        sides=side_details(tally, judges) if tally else [],
        unheld=[(gate_text(gate), gate.votes) for gate in tally.unheld_gates] if tally else [],
    )


def _announced_standing(info: CompetitionInfo, group: GroupInfo, entry_code: str) -> str:
    entries = announced_group(info.code, group.code).items()
    found = [(entry_id, entry) for entry_id, entry in entries if entry.code == entry_code]
    if not found:
        raise NotThere("There is no such entry.")
    entry_id, entry = found[0]
    rubric, _ = _written(info.code, group.code)
    return render_template(
        "organiser/announced_standing.html",
        info=info,
        group=group,
        entry_id=entry_id,
        row=announced_row(entry, rubric),
        points=points(entry.points),
        part_scores=[(p.code, points(p.score), points(p.highest)) for p in entry.parts],
        star=entry.star,
        parts=parts_of(entry),
    )


def _written(code: str, group: str) -> tuple[Rubric, Rules]:
    standard = written_standard(code)
    return next(r for r in standard.rubrics if r.group == group), standard.rules


def _judge_names() -> dict[str, str]:
    return {str(person.id): words(person.name) for person in people()}
