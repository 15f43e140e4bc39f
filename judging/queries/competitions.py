"""Competitions, their groups and where their round stands."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.domain.rubric import Rubric
from judging.domain.rules import Rules
from judging.domain.standard import Standard
from judging.domain.words import Words
from judging.domain.written import WrittenStandard
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written


@dataclass(frozen=True, slots=True)
class GroupInfo:
    """A product group and how many entries of the round are in it."""

    code: str
    title: Words
    order: int
    entries: int
    rubric_version: str


@dataclass(frozen=True, slots=True)
class CompetitionInfo:
    """A competition with its one round."""

    id: int
    code: str
    title: Words
    starts_on: date
    ends_on: date
    specimen: bool
    round_id: int
    round_state: RoundState
    opened_at: datetime | None
    closed_at: datetime | None
    groups: tuple[GroupInfo, ...]
    standard_version: str
    rules_version: str


def competitions() -> list[CompetitionInfo]:
    """Every competition, the newest first."""
    rows = db.session.scalars(_competitions().order_by(CompetitionRow.id.desc())).all()
    counts = _entries_by_group()
    return [_info(row, counts) for row in rows]


def competition(code: str) -> CompetitionInfo:
    """The competition with this code; NotThere if there is none."""
    row = db.session.scalars(_competitions().where(CompetitionRow.code == code)).first()
    if row is None:
        raise NotThere("There is no competition with this code.")
    return _info(row, _entries_by_group())


def current_competition() -> CompetitionInfo | None:
    """The newest competition."""
    return next(iter(competitions()), None)


def written_standard(code: str) -> WrittenStandard:
    """The rubrics, standard and rules that the competition is judged by."""
    info = competition(code)
    session = db.session()
    return WrittenStandard(
        tuple(written(session, Rubric, group.rubric_version) for group in info.groups),
        written(session, Standard, info.standard_version),
        written(session, Rules, info.rules_version),
    )


def _competitions() -> Select[CompetitionRow]:
    return select(CompetitionRow).options(
        selectinload(CompetitionRow.rounds), selectinload(CompetitionRow.groups)
    )


def _entries_by_group() -> dict[int, int]:
    counts = select(EntryRow.group_id, func.count()).group_by(EntryRow.group_id)
    return dict(db.session.execute(counts).all())


def _info(row: CompetitionRow, entries_by_group: dict[int, int]) -> CompetitionInfo:
    round_ = row.rounds[0]
    return CompetitionInfo(
        id=row.id,
        code=row.code,
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        specimen=row.specimen,
        round_id=round_.id,
        round_state=RoundState(round_.state),
        opened_at=round_.opened_at,
        closed_at=round_.closed_at,
        groups=tuple(
            GroupInfo(
                group.code,
                group.title,
                group.position,
                entries_by_group.get(group.id, 0),
                group.rubric_version,
            )
            for group in row.groups
        ),
        standard_version=row.standard_version,
        rules_version=row.rules_version,
    )
