"""Competitions, their groups, and where their rounds stand."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from judging.domain.provinces import PROVINCE_BY_ISO, Province
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundKind, RoundState
from judging.domain.rubric import Rubric
from judging.domain.rules import Rules
from judging.domain.standard import Standard
from judging.domain.words import Words
from judging.domain.written import WrittenStandard
from judging.persistence.competitions import CompetitionRow, RoundRow, is_round
from judging.persistence.database import db
from judging.persistence.entries import COMPETES, EntryRow
from judging.persistence.loading import written
from judging.persistence.reach import in_reach


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
    """A competition as it stands at one of its rounds.

    `code` is the round's (`OVOP-2027`, or `OVOP-2027.KH-7` for a province), `competition_code`
    that of the competition. A national round has no province; of a province, so many
    `leading_products` go on to it.
    """

    id: int
    code: str
    competition_code: str
    title: Words
    starts_on: date
    ends_on: date
    specimen: bool
    round_id: int
    round_state: RoundState
    province: Province | None
    leading_products: int
    opened_at: datetime | None
    closed_at: datetime | None
    carried_at: datetime | None
    away_since: datetime | None
    groups: tuple[GroupInfo, ...]
    standard_version: str
    rules_version: str

    @property
    def is_national(self) -> bool:
        """Whether this is the round to which the provinces lead."""
        return self.province is None


def competitions(reach: Reach = EVERYWHERE) -> list[CompetitionInfo]:
    """Every competition at its national round, or at that of the one province that is in reach.

    The newest first.
    """
    kind = RoundKind.PROVINCIAL if reach.province else RoundKind.NATIONAL
    wanted = _rounds().where(RoundRow.kind == kind, in_reach(RoundRow, reach))
    rows = db.session.scalars(wanted.order_by(RoundRow.id.desc())).all()
    counts = _entries_by_group()
    return [_info(row, counts) for row in rows]


def rounds_of(competition_id: int, reach: Reach = EVERYWHERE) -> list[CompetitionInfo]:
    """The competition at each of its rounds: the national one, then the provinces' in order."""
    wanted = _rounds().where(RoundRow.competition_id == competition_id, in_reach(RoundRow, reach))
    rows = db.session.scalars(wanted).all()
    counts = _entries_by_group()
    infos = [_info(row, counts) for row in rows]
    return sorted(infos, key=lambda info: info.province.number if info.province else 0)


def every_round(reach: Reach = EVERYWHERE) -> list[CompetitionInfo]:
    """All competitions at all their rounds, the newest competition first, its national round."""
    wanted = _rounds().where(in_reach(RoundRow, reach))
    newest = wanted.order_by(RoundRow.competition_id.desc(), RoundRow.id)
    rows = db.session.scalars(newest).all()
    counts = _entries_by_group()
    return [_info(row, counts) for row in rows]


def competition(code: str) -> CompetitionInfo:
    """The competition at the round with this code; NotThere if there is none."""
    row = db.session.scalars(_rounds().where(is_round(code))).first()
    if row is None:
        raise NotThere("There is no competition with this code.")
    return _info(row, _entries_by_group())


def current_competition(reach: Reach = EVERYWHERE) -> CompetitionInfo | None:
    """The newest competition, at its national round or at that of the province in reach."""
    return next(iter(competitions(reach)), None)


def written_standard(code: str) -> WrittenStandard:
    """The rubrics, standard and rules that the competition is judged by."""
    info = competition(code)
    session = db.session()
    return WrittenStandard(
        tuple(written(session, Rubric, group.rubric_version) for group in info.groups),
        written(session, Standard, info.standard_version),
        written(session, Rules, info.rules_version),
    )


def _rounds() -> Select[RoundRow]:
    return (
        select(RoundRow)
        .join(RoundRow.competition)
        .options(joinedload(RoundRow.competition).selectinload(CompetitionRow.groups))
    )


def _entries_by_group() -> dict[tuple[int, int], int]:
    """How many entries compete in each group of each round."""
    counts = select(EntryRow.round_id, EntryRow.group_id, func.count()).where(COMPETES)
    rows = db.session.execute(counts.group_by(EntryRow.round_id, EntryRow.group_id))
    return {(round_id, group_id): count for round_id, group_id, count in rows}


def _info(row: RoundRow, counts: dict[tuple[int, int], int]) -> CompetitionInfo:
    competition = row.competition
    return CompetitionInfo(
        id=competition.id,
        code=row.code,
        competition_code=competition.code,
        title=competition.title,
        starts_on=competition.starts_on,
        ends_on=competition.ends_on,
        specimen=competition.specimen,
        round_id=row.id,
        round_state=RoundState(row.state),
        province=PROVINCE_BY_ISO[row.province] if row.province else None,
        leading_products=row.leading_products,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        carried_at=row.carried_at,
        away_since=row.away_since,
        groups=tuple(
            GroupInfo(
                group.code,
                group.title,
                group.position,
                counts.get((row.id, group.id), 0),
                group.rubric_version,
            )
            for group in competition.groups
        ),
        standard_version=competition.standard_version,
        rules_version=competition.rules_version,
    )
