"""Who leads on from a provincial round: by the announced result, or as the sheets stand now."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.leading import Candidate, Leading, leading_entries
from judging.domain.meaning import from_plain
from judging.domain.ranking import percent_of
from judging.domain.result import ResultEntry
from judging.domain.rounds import RoundState
from judging.domain.standing import State
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.loading import group_standings
from judging.persistence.results import ResultEntryRow, ResultRow


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with a rank in its group, and what it stands with among all groups."""

    entry_id: int
    candidate: Candidate
    star: int | None
    rank: int | None


def leading_of_round(session: Session, round_: RoundRow) -> tuple[Leading, list[Ranked]]:
    """Who leads on, and everybody with a rank, best first.

    By the newest announced result where there is one. An entry that has left the round since
    then leads nowhere.
    """
    is_announced = round_.state == RoundState.ANNOUNCED
    found = _announced(session, round_.id) if is_announced else _as_of_now(session, round_)
    ranked = sorted(found, key=lambda one: (-one.candidate.percent, one.candidate.entry))
    return leading_entries((one.candidate for one in ranked), round_.leading_products), ranked


def _announced(session: Session, round_id: int) -> Iterator[Ranked]:
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
            percent = 100 * Fraction(entry.final_score) / Fraction(entry.points)
            yield Ranked(entry_id, Candidate(entry.code, percent), entry.star, entry.rank)


def _as_of_now(session: Session, round_: RoundRow) -> Iterator[Ranked]:
    rows = select(EntryRow.code, EntryRow.id).where(EntryRow.round_id == round_.id)
    ids = dict(session.execute(rows).all())
    for group in round_.competition.groups:
        for one in group_standings(session, round_.competition, group, round_.id):
            if one.state is State.RANKED and one.tally is not None:
                candidate = Candidate(one.entry, percent_of(one.tally))
                yield Ranked(ids[one.entry], candidate, one.star, one.rank)
