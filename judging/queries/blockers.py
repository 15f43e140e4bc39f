"""What stands between a round and its closing: counted here, listed on the page that closes."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from judging.domain.standing import State
from judging.persistence.conflict_facts import standing_conflicts
from judging.persistence.database import db
from judging.persistence.entries_now import EntryNow
from judging.persistence.panels import PanelRow, SeatRow, ServingRow
from judging.queries.kept_since import SCORING, kept_since
from judging.queries.panels import unserved
from judging.queries.progress import Progress
from judging.queries.tablets import TabletView
from judging.queries.waiting import count_waiting


@dataclass(frozen=True, slots=True)
class Blockers:
    """How many of each thing somebody has to mend or decide before the round should close.

    `unserved` are entries that no panel, or no desk team, has; `conflicts` pairs of a judge and an
    entry; `unsent` sheets that are still on tablets.
    """

    missing: int
    below_quorum: int
    unsent: int
    waiting: int
    conflicts: int
    unserved: int

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(
            self.missing
            or self.below_quorum
            or self.unsent
            or self.waiting
            or self.conflicts
            or self.unserved
        )


@dataclass(frozen=True, slots=True)
class _Planned:
    conflicts: int
    unserved: int


def blockers_of(
    round_id: int,
    progress: Progress,
    tablets: Iterable[TabletView],
    entries: Iterable[EntryNow],
) -> Blockers:
    """The blockers of a round, from what is known of it already."""
    planned = kept_since(round_id, SCORING, _planned)
    return Blockers(
        missing=sum(seat.count.missing for seat in progress.seats),
        below_quorum=sum(entry.state is State.BELOW_QUORUM for entry in entries),
        unsent=sum(tablet.unsent for tablet in tablets),
        waiting=count_waiting(round_id),
        conflicts=planned.conflicts,
        unserved=planned.unserved,
    )


def _planned(round_id: int) -> _Planned:
    """It meets every judge and every entry."""
    pairs = db.session.execute(
        select(SeatRow.judge_id, ServingRow.entry_id)
        .join(ServingRow, ServingRow.panel_id == SeatRow.panel_id)
        .join(PanelRow, PanelRow.id == SeatRow.panel_id)
        .where(PanelRow.round_id == round_id)
    )
    found = standing_conflicts(db.session(), round_id, {(j, e) for j, e in pairs})
    return _Planned(len(found), unserved(round_id).total())
