"""What is printed for the hall: samples by code, flights in serving order, who sits where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.domain.words import Words
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, SeatRow, ServingRow
from judging.queries.own_order import ServedAt, own_flights


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry as the hall knows it."""

    code: str
    group: Words


@dataclass(frozen=True, slots=True)
class ServedFlight:
    """The codes of one flight for each seat, in serving order; one order if all have the same."""

    number: int
    day: date | None
    orders: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class HallPanel:
    """A panel in the hall; judges sit in the order of their seats."""

    name: str
    group: Words
    judges: tuple[Person, ...]
    chair_id: int | None
    flights: tuple[ServedFlight, ...]


def samples_of(round_id: int) -> list[Sample]:
    """Everything that is served in the round, by group and code; nothing withdrawn."""
    rows = db.session.execute(
        select(EntryRow.code, GroupRow)
        .join(GroupRow, GroupRow.id == EntryRow.group_id)
        .where(EntryRow.round_id == round_id, EntryRow.withdrawn_because.is_(None))
        .order_by(GroupRow.position, EntryRow.code)
    )
    return [Sample(code, group.title) for code, group in rows]


def hall_panels(round_id: int) -> list[HallPanel]:
    """The tasting panels of the round, by group and name."""
    panels = db.session.scalars(
        select(PanelRow)
        .where(PanelRow.round_id == round_id, PanelRow.scorer == Scorer.PANEL)
        .options(
            joinedload(PanelRow.group),
            selectinload(PanelRow.seats).joinedload(SeatRow.judge),
            selectinload(PanelRow.servings).joinedload(ServingRow.entry),
        )
    ).all()
    first_day = db.session.scalars(
        select(CompetitionRow.starts_on)
        .join(RoundRow, RoundRow.competition_id == CompetitionRow.id)
        .where(RoundRow.id == round_id)
    ).first()
    ordered = sorted(panels, key=lambda panel: (panel.group.position, panel.name))
    return [_panel(panel, first_day) for panel in ordered]


def _panel(row: PanelRow, first_day: date | None) -> HallPanel:
    judges = sorted((seat.judge for seat in row.seats), key=lambda judge: judge.id)
    seats = range(len(judges)) if row.is_balanced else range(1)
    orders = [_flights(row, seat) for seat in seats]
    return HallPanel(
        name=row.name,
        group=row.group.title,
        judges=tuple(judge.person() for judge in judges),
        chair_id=row.chair_id,
        flights=tuple(_flight(flight, first_day) for flight in zip(*orders, strict=True)),
    )


def _flights(row: PanelRow, seat: int) -> list[list[ServingRow]]:
    """The flights of a panel as the judge on this seat is served."""
    seats = {row.id: seat} if row.is_balanced else {}
    flights = own_flights(row.servings, _served_at, seats)
    return [[serving for serving, _ in flight] for flight in flights]


def _served_at(row: ServingRow) -> ServedAt:
    return ServedAt(
        0, row.day or 0, 0, row.panel_id, row.flight, row.position, *row.entry.as_planted
    )


def _flight(orders: Sequence[list[ServingRow]], first_day: date | None) -> ServedFlight:
    first = orders[0][0]
    day = first_day + timedelta(days=first.day - 1) if first_day and first.day else None
    return ServedFlight(first.flight, day, tuple(_codes(order) for order in orders))


def _codes(order: Sequence[ServingRow]) -> tuple[str, ...]:
    return tuple(s.entry.code for s in order if s.entry.withdrawn_because is None)
