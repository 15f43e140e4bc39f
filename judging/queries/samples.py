"""Samples that are broken, until a new one is served."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.samples import BrokenSampleRow


@dataclass(frozen=True, slots=True)
class BrokenSample:
    """An entry of which a new sample has to be served, and what happened to the old one."""

    entry_id: int
    code: str
    reason: str
    broken_at: datetime


def broken_samples(round_id: int) -> list[BrokenSample]:
    """Those of a round, the oldest first; an entry that has left needs none."""
    rows = db.session.execute(
        select(EntryRow.id, EntryRow.code, BrokenSampleRow.reason, BrokenSampleRow.broken_at)
        .join(EntryRow, EntryRow.id == BrokenSampleRow.entry_id)
        .where(EntryRow.round_id == round_id, EntryRow.departure.is_(None))
        .where(BrokenSampleRow.replaced_at.is_(None))
        .order_by(BrokenSampleRow.id)
    )
    return [BrokenSample(*row) for row in rows]


def broken_sample_of(round_id: int, entry_id: int) -> BrokenSample | None:
    """That of one entry, if it has one."""
    return next((one for one in broken_samples(round_id) if one.entry_id == entry_id), None)
