"""The entries of registered products over all competitions, with what was announced of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.rounds import Purpose, RoundState
from judging.domain.words import Words
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.reach import in_reach
from judging.queries.results import entry_results


@dataclass(frozen=True, slots=True)
class PastEntry:
    """One entry of a product; `star` is None before the announcement and without one."""

    entry_id: int
    code: str
    competition: str
    title: Words
    group: Words
    state: RoundState
    is_withdrawn: bool
    star: int | None


def past_entries(
    product_ids: Collection[int], reach: Reach = EVERYWHERE
) -> dict[int, list[PastEntry]]:
    """The competing entries of these products by product, the newest first."""
    rows = db.session.scalars(
        select(EntryRow)
        .where(EntryRow.product_id.in_(product_ids), in_reach(EntryRow, reach))
        .where(EntryRow.purpose == Purpose.COMPETING)
        .options(
            joinedload(EntryRow.group),
            joinedload(EntryRow.round).joinedload(RoundRow.competition),
        )
        .order_by(EntryRow.id.desc())
    ).all()
    announced = entry_results([row.id for row in rows])
    found: dict[int, list[PastEntry]] = defaultdict(list)
    for row in rows:
        result = announced.get(row.id)
        found[row.product_id].append(_past(row, result.star if result else None))
    return found


def _past(row: EntryRow, star: int | None) -> PastEntry:
    competition = row.round.competition
    return PastEntry(
        entry_id=row.id,
        code=row.code,
        competition=row.round.code,
        title=competition.title,
        group=row.group.title,
        state=RoundState(row.round.state),
        is_withdrawn=row.withdrawn_because is not None,
        star=star,
    )
