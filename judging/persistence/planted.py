"""From rows to what can be planted in, and what is planted in a round."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from judging.domain.planting import OpenFlight, OpenPanel
from judging.domain.rounds import Purpose
from judging.domain.rubric import Scorer
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, ServingRow


def planted(round_id: int) -> Select[EntryRow]:
    """Everything in the round that does not compete, the first planted first."""
    return (
        select(EntryRow)
        .where(EntryRow.round_id == round_id, EntryRow.purpose != Purpose.COMPETING)
        .order_by(EntryRow.id)
    )


def twins(session: Session, entry: EntryRow) -> Sequence[EntryRow]:
    """The same product under its other codes in the round: its blind repeats, or their original."""
    original = entry.repeat_of_id or entry.id
    same = or_(EntryRow.id == original, EntryRow.repeat_of_id == original)
    return session.scalars(select(EntryRow).where(same, EntryRow.id != entry.id)).all()


def tasting_panels(session: Session, round_id: int) -> Sequence[PanelRow]:
    """The panels of a round that taste, with what they are served; the desk is served nothing."""
    return session.scalars(
        select(PanelRow)
        .where(PanelRow.round_id == round_id, PanelRow.scorer == Scorer.PANEL)
        .options(
            joinedload(PanelRow.group),
            selectinload(PanelRow.seats),
            selectinload(PanelRow.servings).joinedload(ServingRow.entry),
        )
        .order_by(PanelRow.name)
    ).all()


def open_panels(session: Session, panels: Sequence[PanelRow]) -> list[OpenPanel]:
    """The panels as the law of planting knows them."""
    recusals = select(RecusalRow.judge_id, RecusalRow.entry_id)
    served = [serving.entry_id for panel in panels for serving in panel.servings]
    rows = session.execute(recusals.where(RecusalRow.entry_id.in_(served)))
    recused = {(judge_id, entry_id) for judge_id, entry_id in rows}
    return [_open_panel(panel, recused) for panel in panels]


def _open_panel(row: PanelRow, recused: set[tuple[int, int]]) -> OpenPanel:
    judges = tuple(sorted(seat.judge_id for seat in row.seats))
    tied = {entry for judge, entry in recused if judge in judges}
    by_flight = groupby(row.servings, key=lambda serving: (serving.flight, serving.day))
    flights = [(number, day, list(servings)) for (number, day), servings in by_flight]
    # A judge takes them by their days.
    flights.sort(key=lambda flight: (flight[1] or 0, flight[0]))
    return OpenPanel(
        id=row.id,
        name=row.name,
        group=row.group.code,
        judges=judges,
        flights=tuple(_open_flight(*flight, tied) for flight in flights),
    )


def _open_flight(
    number: int, day: int | None, servings: list[ServingRow], tied: set[int]
) -> OpenFlight:
    entries = tuple(serving.entry_id for serving in servings)
    left = {one.entry_id for one in servings if one.entry.withdrawn_because is not None}
    return OpenFlight(number, day, entries, frozenset(left), frozenset(tied & {*entries}))
