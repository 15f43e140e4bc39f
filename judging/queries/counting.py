"""The count of a round as it stands: from its sheets, whenever it is asked for."""

from collections.abc import Iterable

from sqlalchemy import func, select

from judging.domain.counting import RoundCount, count_round
from judging.domain.rounds import Departure
from judging.persistence.database import db
from judging.persistence.entries import COMPETES, EntryRow
from judging.persistence.entries_now import EntryNow, entries_now


def count_of(round_id: int) -> RoundCount:
    """Where every entry of the round is."""
    return count_of_entries(round_id, entries_now(db.session(), round_id))


def count_of_entries(round_id: int, entries: Iterable[EntryNow]) -> RoundCount:
    """The same, for whoever has asked for the entries of the round already."""
    here = EntryRow.round_id == round_id
    session = db.session()
    return count_round(
        (entry.state for entry in entries),
        entered=session.scalars(select(func.count(EntryRow.id)).where(here, COMPETES)).one(),
        moved=session.scalars(
            select(func.count(EntryRow.id)).where(here, EntryRow.departure == Departure.MOVED)
        ).one(),
    )
