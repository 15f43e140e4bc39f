"""The announced result of a provincial round, and who leads on by it."""

import json
from collections.abc import Iterator
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.leading import Candidate, Leading, leading_entries
from judging.domain.meaning import from_plain
from judging.domain.result import ResultEntry
from judging.domain.standing import State
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.results import ResultEntryRow, ResultRow


def leading_of_round(session: Session, round_: RoundRow) -> tuple[Leading, dict[int, str]]:
    """Who leads on by the newest announced result, and the codes of all ranked, by entry.

    An entry that has left the round since then leads nowhere.
    """
    ranked = list(_ranked(session, round_.id))
    leading = leading_entries((candidate for _, candidate in ranked), round_.leading_products)
    return leading, {entry_id: candidate.entry for entry_id, candidate in ranked}


def _ranked(session: Session, round_id: int) -> Iterator[tuple[int, Candidate]]:
    newest = (
        select(ResultRow.id)
        .where(ResultRow.round_id == round_id)
        .order_by(ResultRow.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(ResultEntryRow.entry_id, ResultEntryRow.content)
        .join(EntryRow, EntryRow.id == ResultEntryRow.entry_id)
        .where(ResultEntryRow.result_id == newest, EntryRow.departure.is_(None))
    )
    for entry_id, content in rows:
        entry = from_plain(ResultEntry, json.loads(content))
        if entry.state is State.RANKED and entry.final_score is not None:
            yield entry_id, Candidate(entry.code, percent_of(entry))


def percent_of(entry: ResultEntry) -> Fraction:
    """An announced final score in percent of the rubric's points, exact."""
    return 100 * Fraction(entry.final_score or 0) / Fraction(entry.points)
