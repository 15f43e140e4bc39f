"""What a tablet holds of a judge's competition: flights, codes, rubrics, sheets; see tablets.md.

A blind judge's copy is made without ever reading a name or a paper; no number of a row is in it.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from judging.domain.meaning import to_plain
from judging.domain.people import Person
from judging.domain.rubric import Rubric, Scorer
from judging.domain.standard import Standard
from judging.persistence.competitions import CompetitionRow, GroupRow
from judging.persistence.database import db
from judging.persistence.loading import written
from judging.persistence.panels import PanelRow, SeatRow
from judging.queries.tablet_entries import tablet_entries, words

Plain = dict[str, Any]
FORMAT = 1


def tablet_competition(judge: Person, competition_id: int) -> Plain:
    """The judge's competition as JSON says it, without the time of the server."""
    session = db.session()
    competition = session.scalars(
        select(CompetitionRow)
        .where(CompetitionRow.id == competition_id)
        .options(selectinload(CompetitionRow.rounds))
    ).one()
    seats = _seats(session, judge, competition)
    groups = {group.code: group for group, _ in seats}
    scorer_by_version = {group.rubric_version: scorer for group, scorer in seats}
    is_desk = Scorer.DESK in scorer_by_version.values()
    plain: Plain = {
        "format": FORMAT,
        "judge": {"id": judge.id, "name": words(judge.name), "role": judge.role.value},
        "competition": {
            "identity": competition.identity,
            "code": competition.code,
            "title": words(competition.title),
            "specimen": competition.specimen,
        },
        "rounds": {str(r.id): {"kind": r.kind, "state": r.state} for r in competition.rounds},
        "groups": {
            code: {"title": words(group.title), "rubric": group.rubric_version}
            for code, group in groups.items()
        },
        "rubrics": {
            version: _scorers_part(session, version, scorer)
            for version, scorer in scorer_by_version.items()
        },
        "training": next(iter(scorer_by_version), None),
        "entries": tablet_entries(session, judge, competition),
    }
    if is_desk:
        standard = written(session, Standard, competition.standard_version)
        plain["papers"] = [to_plain(paper) for paper in standard.papers]
    return plain


def _seats(
    session: Session, judge: Person, competition: CompetitionRow
) -> list[tuple[GroupRow, Scorer]]:
    """The groups that the judge scores, in their order; a judge is all desk or all panel."""
    rows = session.execute(
        select(GroupRow, PanelRow.scorer)
        .join(PanelRow, PanelRow.group_id == GroupRow.id)
        .join(SeatRow, SeatRow.panel_id == PanelRow.id)
        .where(SeatRow.judge_id == judge.id, GroupRow.competition_id == competition.id)
        .order_by(GroupRow.position, PanelRow.id)
    )
    return [(group, Scorer(scorer)) for group, scorer in rows]


def _scorers_part(session: Session, version: str, scorer: Scorer) -> Plain:
    return _plain_rubric(written(session, Rubric, version), version, scorer)


def _plain_rubric(rubric: Rubric, version: str, scorer: Scorer) -> Plain:
    if (version, scorer) not in _PLAIN:
        plain: Plain = to_plain(rubric)
        plain["parts"] = [p for p in plain["parts"] if p["scored_by"] == scorer.value]
        _PLAIN[version, scorer] = plain
    return _PLAIN[version, scorer]


# A version is the digest of its meaning, so what was made plain of it stays right for ever.
_PLAIN: dict[tuple[str, Scorer], Plain] = {}
