"""In which order one judge is served: their flights by day, and on a balanced panel their own row.

The row is that of the judge's seat, and seats are counted by the numbers of the accounts: nothing
else need be kept for it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.planting import own_place
from judging.domain.serving_order import balanced_order
from judging.persistence.panels import SeatRow

T = TypeVar("T")


class ServedAt(NamedTuple):
    """Where an entry stands for a whole panel; sorting puts flights in order, `round` first.

    In a judge's own order too a calibration sample `is_first`, and a repeat far from its original.
    """

    round: int
    day: int
    group: int
    panel: int
    flight: int
    position: int
    entry: int
    is_first: bool
    repeat_of: int | None


def balanced_seats(session: Session, judge_id: int, panel_ids: Collection[int]) -> dict[int, int]:
    """The judge's place, counted from 0, on each of these panels, which are balanced."""
    if not panel_ids:
        return {}
    seats = session.execute(
        select(SeatRow.panel_id, SeatRow.judge_id)
        .where(SeatRow.panel_id.in_(panel_ids))
        .order_by(SeatRow.panel_id, SeatRow.judge_id)
    )
    judges: dict[int, list[int]] = {}
    for panel_id, judge in seats:
        judges.setdefault(panel_id, []).append(judge)
    return {panel_id: sitting.index(judge_id) for panel_id, sitting in judges.items()}


def own_flights(
    rows: Iterable[T], served_at: Callable[[T], ServedAt], seats: Mapping[int, int]
) -> list[list[tuple[T, int]]]:
    """The flights in order, each with its rows as the judge is served them, and their positions."""
    flights: dict[tuple[int, ...], list[tuple[ServedAt, T]]] = {}
    for row in rows:
        at = served_at(row)
        flights.setdefault(at[:5], []).append((at, row))
    found = []
    for key in sorted(flights):
        flight = sorted(flights[key], key=lambda pair: pair[0])
        seat = seats.get(flight[0][0].panel)
        served = flight if seat is None else _balanced(flight, seat)
        found.append([(row, at.position) for (_, row), (at, _) in zip(served, flight, strict=True)])
    return found


def _balanced(flight: Sequence[tuple[ServedAt, T]], seat: int) -> list[tuple[ServedAt, T]]:
    """The competing samples in the order of the seat; what is planted is put in."""
    first = [pair for pair in flight if pair[0].is_first]
    others = [pair for pair in flight if not pair[0].is_first]
    order = list(balanced_order([pair for pair in others if not pair[0].repeat_of], seat))
    for wanted, repeat in enumerate(others):
        if repeat[0].repeat_of:
            entries = [at.entry for at, _ in order]
            original = entries.index(repeat[0].repeat_of) if repeat[0].repeat_of in entries else 0
            order.insert(own_place(len(order), original, wanted), repeat)
    return [*first, *order]
