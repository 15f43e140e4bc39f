"""From rows to conflicts: what the law asks about judges and entries, and who is recused."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.conflicts import (
    Conflict,
    EntryFacts,
    JudgeFacts,
    Marks,
    Tie,
    conflicts_between,
    marks_of,
    ties_of_entry,
    ties_of_judge,
)
from judging.domain.interests import Interest
from judging.domain.localities import Locality
from judging.domain.rules import Rules
from judging.persistence.competitions import CompetitionRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.interests import InterestRow, JudgeProfileRow
from judging.persistence.loading import written
from judging.persistence.panels import RecusalRow
from judging.persistence.producers import ProducerRow, ProductRow

# The numbers of a judge and an entry.
Pair = tuple[int, int]


def standing_conflicts(
    session: Session, round_id: int, pairs: Collection[Pair]
) -> dict[Pair, tuple[Conflict, ...]]:
    """The conflicts of those of these pairs that have any and for which nobody is recused.

    A withdrawn entry is in conflict with nobody.
    """
    rule = _rules_of(session, round_id).conflicts
    judges = judges_facts(session, {judge_id for judge_id, _ in pairs})
    entries = entries_facts(session, {entry_id for _, entry_id in pairs})
    recused, near = recused_pairs(session, judges), _near(judges, entries)
    found = {
        (judge_id, entry_id): conflicts_between(judges[judge_id], entries[entry_id], rule)
        for judge_id, entry_id in pairs
        if entry_id in near[judge_id] and (judge_id, entry_id) not in recused
    }
    return {pair: tuple(conflicts) for pair, conflicts in found.items() if conflicts}


def _near(
    judges: Mapping[int, JudgeFacts], entries: Mapping[int, EntryFacts]
) -> dict[int, set[int]]:
    """The entries that share a tie with each judge; few of all pairs have to be looked at."""
    by_tie: dict[Tie, set[int]] = defaultdict(set)
    for entry_id, entry in entries.items():
        for tie in ties_of_entry(entry):
            by_tie[tie].add(entry_id)
    return {
        judge_id: set().union(*(by_tie[tie] for tie in ties_of_judge(judge) if tie in by_tie))
        for judge_id, judge in judges.items()
    }


def _rules_of(session: Session, round_id: int) -> Rules:
    version = select(CompetitionRow.rules_version).join(
        RoundRow, RoundRow.competition_id == CompetitionRow.id
    )
    return written(session, Rules, session.scalars(version.where(RoundRow.id == round_id)).one())


def judges_facts(session: Session, judge_ids: Collection[int]) -> dict[int, JudgeFacts]:
    """What is known of each of these judges."""
    profiles = select(JudgeProfileRow).where(JudgeProfileRow.account_id.in_(judge_ids))
    marks = {row.account_id: row.marks for row in session.scalars(profiles)}
    interests: dict[int, list[Interest]] = defaultdict(list)
    standing = (
        select(InterestRow)
        .where(InterestRow.judge_id.in_(judge_ids), InterestRow.ended_at.is_(None))
        .order_by(InterestRow.id)
    )
    for row in session.scalars(standing):
        interests[row.judge_id].append(row.interest)
    return {
        judge_id: JudgeFacts(marks.get(judge_id, Marks()), interests[judge_id])
        for judge_id in judge_ids
    }


def entries_facts(session: Session, entry_ids: Collection[int]) -> dict[int, EntryFacts]:
    """What is known of each of these entries that is not withdrawn."""
    rows = session.execute(
        select(EntryRow.id, ProductRow, ProducerRow)
        .join(ProductRow, ProductRow.id == EntryRow.product_id)
        .join(ProducerRow, ProducerRow.id == ProductRow.producer_id)
        .where(EntryRow.id.in_(entry_ids), EntryRow.withdrawn_because.is_(None))
    )
    return {
        entry_id: EntryFacts(
            producer.id,
            product.id,
            marks_of(
                producer.name, producer.contact_phone, Locality(product.place, product.gazetteer)
            ),
        )
        for entry_id, product, producer in rows
    }


def recused_pairs(session: Session, judge_ids: Collection[int]) -> set[Pair]:
    """The numbers of judge and entry of each recusal of these judges."""
    rows = select(RecusalRow.judge_id, RecusalRow.entry_id).where(
        RecusalRow.judge_id.in_(judge_ids)
    )
    return {(judge_id, entry_id) for judge_id, entry_id in session.execute(rows)}
