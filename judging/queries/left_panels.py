"""Judges who have left a panel after handing in: their sheets stay, and count."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from judging.domain.people import Person
from judging.domain.rounds import SheetState
from judging.persistence.database import db
from judging.persistence.entries import COMPETES, EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.people import people_by_id


@dataclass(frozen=True, slots=True)
class Left:
    """A judge who sits on the panel no more, and on how many of its entries a sheet counts."""

    judge: Person
    sheets: int


def left_panels(round_id: int) -> dict[int, tuple[Left, ...]]:
    """Who has left each panel of the round, by the number of the panel.

    Whoever sits on another panel with the entry scores it there; whoever is recused does not count.
    """
    seat, serving, panel = aliased(SeatRow), aliased(ServingRow), aliased(PanelRow)
    sits = (
        exists()
        .where(seat.judge_id == SheetRow.judge_id, serving.entry_id == SheetRow.entry_id)
        .where(serving.panel_id == seat.panel_id, panel.id == seat.panel_id)
        .where(panel.scorer == SheetRow.scorer)
    )
    is_recused = exists().where(
        RecusalRow.judge_id == SheetRow.judge_id, RecusalRow.entry_id == SheetRow.entry_id
    )
    rows = db.session.execute(
        select(PanelRow.id, SheetRow.judge_id, func.count(SheetRow.entry_id.distinct()))
        .join(EntryRow, EntryRow.id == SheetRow.entry_id)
        .join(ServingRow, ServingRow.entry_id == SheetRow.entry_id)
        .join(PanelRow, PanelRow.id == ServingRow.panel_id)
        .where(PanelRow.round_id == round_id, PanelRow.scorer == SheetRow.scorer)
        .where(SheetRow.state == SheetState.HANDED_IN.value, EntryRow.departure.is_(None), COMPETES)
        .where(~sits, ~is_recused)
        .group_by(PanelRow.id, SheetRow.judge_id)
    ).all()
    people = people_by_id({judge_id for _, judge_id, _ in rows})
    left: dict[int, list[Left]] = defaultdict(list)
    for panel_id, judge_id, sheets in sorted(rows, key=lambda row: people[row[1]].login):
        left[panel_id].append(Left(people[judge_id], sheets))
    return {panel_id: tuple(found) for panel_id, found in left.items()}
