"""Where an entry came from and where it went: other rounds, other product groups."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from judging.domain.provinces import PROVINCE_BY_ISO, Province
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.words import Words
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.reach import in_reach


class Step(StrEnum):
    """How one entry is tied to another of the same product."""

    CARRIED_FROM = "carried_from"
    CARRIED_TO = "carried_to"
    MOVED_FROM = "moved_from"
    MOVED_TO = "moved_to"


@dataclass(frozen=True, slots=True)
class Whereabout:
    """Another entry of the product; `round` is the code of its round, national without province."""

    step: Step
    entry_id: int
    code: str
    round: str
    province: Province | None
    group: Words


def whereabouts_of(entry_id: int, reach: Reach = EVERYWHERE) -> list[Whereabout]:
    """The entries that this one came from, and those that came from it."""
    own = db.session.get_one(EntryRow, entry_id)
    rows = db.session.scalars(
        select(EntryRow)
        .where(
            or_(
                EntryRow.id.in_([own.carried_from_id or 0, own.moved_from_id or 0]),
                EntryRow.carried_from_id == entry_id,
                EntryRow.moved_from_id == entry_id,
            ),
            in_reach(EntryRow, reach),
        )
        .options(
            joinedload(EntryRow.group), joinedload(EntryRow.round).joinedload(RoundRow.competition)
        )
        .order_by(EntryRow.id)
    )
    return [_whereabout(_step(own, row), row) for row in rows]


def _step(own: EntryRow, other: EntryRow) -> Step:
    if other.id == own.moved_from_id:
        return Step.MOVED_FROM
    if other.id == own.carried_from_id:
        return Step.CARRIED_FROM
    return Step.MOVED_TO if other.moved_from_id == own.id else Step.CARRIED_TO


def _whereabout(step: Step, row: EntryRow) -> Whereabout:
    province = row.round.province
    return Whereabout(
        step=step,
        entry_id=row.id,
        code=row.code,
        round=row.round.code,
        province=PROVINCE_BY_ISO[province] if province else None,
        group=row.group.title,
    )
