"""Proposals: what waits for a second person, and whether it still is what was proposed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload

from judging.domain.people import Person
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.domain.words import Words
from judging.persistence.competitions import RoundRow
from judging.persistence.counted import counted_entries, digest_of_counted
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.proposals import ProposalRow
from judging.persistence.reach import in_reach

ANNOUNCEMENT, REOPENING, DISQUALIFICATION = (
    "result.announced",
    "round.reopened",
    "entry.disqualified",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposed; `entry_code` and `product` where it is on an entry.

    It waits as long as it has no `outcome`. It `has_changed` where what was proposed cannot be
    done as it was proposed any more.
    """

    id: int
    act: str
    round: str
    competition: Words
    reason: str | None
    by: Person
    at: datetime
    outcome: str | None
    entry_id: int | None = None
    entry_code: str | None = None
    product: Words | None = None
    has_changed: bool = False


def open_proposals(reach: Reach = EVERYWHERE) -> list[Proposal]:
    """What is in reach and waits for a second person, the oldest first."""
    rows = db.session.execute(
        _proposals().where(ProposalRow.ended_at.is_(None), in_reach(ProposalRow, reach))
    )
    return [_proposal(row, entry) for row, entry in rows]


def proposal_of(round_id: int, proposal_id: int) -> Proposal:
    """One proposal of the round, and whether what it is on has changed since."""
    found = db.session.execute(
        _proposals().where(ProposalRow.id == proposal_id, ProposalRow.round_id == round_id)
    ).first()
    if found is None:
        raise NotThere("There is no such proposal.")
    row, entry = found
    return _proposal(row, entry, has_changed=row.outcome is None and _has_changed(row, entry))


def announcement_proposed(round_id: int) -> int | None:
    """The number of the proposal to announce the round, if one waits."""
    return db.session.scalar(
        select(ProposalRow.id).where(
            ProposalRow.round_id == round_id,
            ProposalRow.act == ANNOUNCEMENT,
            ProposalRow.ended_at.is_(None),
        )
    )


def _proposals() -> Select[ProposalRow, EntryRow]:
    on_it = and_(ProposalRow.act == DISQUALIFICATION, EntryRow.id == ProposalRow.subject_id)
    return (
        select(ProposalRow, EntryRow)
        .outerjoin(EntryRow, on_it)
        .options(
            joinedload(ProposalRow.by),
            joinedload(ProposalRow.round).joinedload(RoundRow.competition),
            joinedload(EntryRow.product),
        )
        .order_by(ProposalRow.id)
    )


def _has_changed(row: ProposalRow, entry: EntryRow | None) -> bool:
    state = RoundState(row.round.state)
    if row.round.away_since is not None:
        return True
    if entry is not None:
        return entry.departure is not None or state is RoundState.ANNOUNCED
    if state is not RoundState.CLOSED:
        return True
    if row.act != ANNOUNCEMENT:
        return False
    competition = row.round.competition
    entries = counted_entries(db.session(), competition, row.round)
    return digest_of_counted(competition, entries) != row.digest


def _proposal(row: ProposalRow, entry: EntryRow | None, *, has_changed: bool = False) -> Proposal:
    return Proposal(
        id=row.id,
        act=row.act,
        round=row.round.code,
        competition=row.round.competition.title,
        reason=row.reason,
        by=row.by.person(),
        at=row.at,
        outcome=row.outcome,
        entry_id=entry.id if entry else None,
        entry_code=entry.code if entry else None,
        product=entry.product.name if entry else None,
        has_changed=has_changed,
    )
