"""How far the judging of a round is: by group, by judge, and seat by seat."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, exists, func, select

from judging.domain.people import Person
from judging.domain.rounds import SheetState
from judging.domain.standing import State
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.entries_now import entries_now
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.people import people_by_id


@dataclass(frozen=True, slots=True)
class Count:
    """Sheets wanted, handed in, and open as drafts."""

    wanted: int
    handed_in: int
    draft: int

    @property
    def to_do(self) -> int:
        """Sheets that nobody has started."""
        return self.wanted - self.handed_in - self.draft

    @property
    def missing(self) -> int:
        """Sheets that are not handed in."""
        return self.wanted - self.handed_in


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """One judge's sheets on one panel; when the last was saved, and when handed in."""

    panel_id: int
    group: str
    judge: Person
    count: Count
    last_at: datetime | None
    handed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class JudgeProgress:
    """One judge's sheets, and when the last was saved."""

    judge: Person
    count: Count
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The round's sheets seat by seat, by group code, and by judge."""

    seats: tuple[SeatProgress, ...]

    @property
    def by_group(self) -> dict[str, Count]:
        """The sheets of each product group that has a panel with entries."""
        counts: dict[str, list[Count]] = defaultdict(list)
        for seat in self.seats:
            counts[seat.group].append(seat.count)
        return {group: _sum(found) for group, found in counts.items()}

    @property
    def judges(self) -> tuple[JudgeProgress, ...]:
        """Everybody who is asked for sheets, by sign-in name."""
        seats: dict[int, list[SeatProgress]] = defaultdict(list)
        for seat in sorted(self.seats, key=lambda seat: seat.judge.login):
            seats[seat.judge.id].append(seat)
        return tuple(
            JudgeProgress(
                found[0].judge,
                _sum(seat.count for seat in found),
                max((seat.last_at for seat in found if seat.last_at), default=None),
            )
            for found in seats.values()
        )


def progress_of(round_id: int) -> Progress:
    """Progress over every judge's every entry, without withdrawn entries and recusals."""
    rows = db.session.execute(_seats(round_id)).all()
    people = people_by_id({row.judge_id for row in rows})
    return Progress(
        tuple(
            SeatProgress(
                panel_id=row.panel_id,
                group=row.code,
                judge=people[row.judge_id],
                count=Count(row.wanted, row.handed_in, row.draft),
                last_at=row.saved_at,
                handed_in_at=row.handed_in_at,
            )
            for row in sorted(rows, key=lambda row: (row.panel_id, people[row.judge_id].login))
        )
    )


def below_quorum(round_id: int) -> Counter[str]:
    """How many entries are below quorum as the law counts: by whole sheets; by group code."""
    return Counter(
        entry.group
        for entry in entries_now(db.session(), round_id)
        if entry.state is State.BELOW_QUORUM
    )


def _sum(counts: Iterable[Count]) -> Count:
    found = list(counts)
    return Count(
        sum(count.wanted for count in found),
        sum(count.handed_in for count in found),
        sum(count.draft for count in found),
    )


def _seats(round_id: int) -> Select[*tuple[Any, ...]]:
    """Counted by the database: a round has thousands of sheets, and some hundred seats.

    A sheet that was handed in stays so while a correction of it is drafted.
    """
    is_recused = exists().where(
        RecusalRow.judge_id == SeatRow.judge_id, RecusalRow.entry_id == ServingRow.entry_id
    )
    is_handed_in = SheetRow.state == SheetState.HANDED_IN.value
    handed_in = func.count(case((is_handed_in, SheetRow.entry_id)).distinct())
    return (
        select(
            SeatRow.panel_id,
            SeatRow.judge_id,
            GroupRow.code,
            func.count(ServingRow.entry_id.distinct()).label("wanted"),
            handed_in.label("handed_in"),
            (func.count(SheetRow.entry_id.distinct()) - handed_in).label("draft"),
            func.max(SheetRow.saved_at).label("saved_at"),
            func.max(SheetRow.handed_in_at).label("handed_in_at"),
        )
        .join(PanelRow, PanelRow.id == SeatRow.panel_id)
        .join(GroupRow, GroupRow.id == PanelRow.group_id)
        .join(ServingRow, ServingRow.panel_id == PanelRow.id)
        .join(EntryRow, EntryRow.id == ServingRow.entry_id)
        .outerjoin(
            SheetRow,
            (SheetRow.entry_id == ServingRow.entry_id)
            & (SheetRow.judge_id == SeatRow.judge_id)
            & (SheetRow.scorer == PanelRow.scorer),
        )
        .where(PanelRow.round_id == round_id, EntryRow.withdrawn_because.is_(None), ~is_recused)
        .group_by(SeatRow.panel_id, SeatRow.judge_id, GroupRow.code)
    )
