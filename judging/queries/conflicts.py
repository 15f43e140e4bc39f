"""Conflicts of interest where panels are planned: which judge with which entry, and why."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from judging.domain.conflicts import Conflict
from judging.domain.people import Person
from judging.persistence.conflict_facts import standing_conflicts
from judging.persistence.database import db
from judging.queries.panels import PanelView


@dataclass(frozen=True, slots=True)
class EntryConflict:
    """An entry with which a judge is in conflict, for one reason or more."""

    entry_id: int
    code: str
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class SeatConflict:
    """A judge who sits on a panel that serves these entries, and is not recused from them."""

    panel: PanelView
    judge: Person
    entries: tuple[EntryConflict, ...]


def conflicts_by_judge(
    round_id: int, judge_ids: Collection[int], codes: dict[int, str]
) -> dict[int, tuple[EntryConflict, ...]]:
    """The standing conflicts of these judges with these entries of a round, by judge.

    `codes` are the codes of the entries by their numbers, in the order of the answer.
    """
    pairs = [(judge_id, entry_id) for judge_id in judge_ids for entry_id in codes]
    found: dict[int, list[EntryConflict]] = defaultdict(list)
    for (judge_id, entry_id), conflicts in standing_conflicts(
        db.session(), round_id, pairs
    ).items():
        found[judge_id].append(EntryConflict(entry_id, codes[entry_id], conflicts))
    return {judge_id: tuple(entries) for judge_id, entries in found.items()}


def seat_conflicts(round_id: int, panels: Sequence[PanelView]) -> list[SeatConflict]:
    """The conflicts that stand on these panels of a round, panel by panel."""
    pairs = {(j.id, entry_id) for p in panels for j in p.judges for entry_id, _ in p.entries}
    found = standing_conflicts(db.session(), round_id, pairs)
    seats = [
        SeatConflict(panel, judge, _with(judge.id, panel, found))
        for panel in panels
        for judge in panel.judges
    ]
    return [seat for seat in seats if seat.entries]


def _with(
    judge_id: int, panel: PanelView, found: dict[tuple[int, int], tuple[Conflict, ...]]
) -> tuple[EntryConflict, ...]:
    return tuple(
        EntryConflict(entry_id, code, found[judge_id, entry_id])
        for entry_id, code in panel.entries
        if (judge_id, entry_id) in found
    )
