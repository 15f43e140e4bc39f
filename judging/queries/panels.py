"""Panels and desk teams with their judges and entries."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from judging.domain.people import Person
from judging.domain.refusal import NotThere
from judging.domain.rubric import Scorer
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.entries import COMPETES, EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel; entries are (number, code) pairs in serving order."""

    id: int
    round_id: int
    name: str
    scorer: Scorer
    group: str
    judges: tuple[Person, ...]
    chair_id: int | None
    entries: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RecusalView:
    """A judge recused from an entry, and why."""

    judge: Person
    entry_code: str
    reason: str


def panels_of(round_id: int) -> list[PanelView]:
    """The panels of a round by group and name."""
    panels = db.session.scalars(_panels().where(PanelRow.round_id == round_id)).all()
    return [_view(panel) for panel in sorted(panels, key=lambda p: (p.group.position, p.name))]


def panel(panel_id: int) -> PanelView:
    """One panel; NotThere if there is none."""
    row = db.session.scalars(_panels().where(PanelRow.id == panel_id)).first()
    if row is None:
        raise NotThere("There is no such panel.")
    return _view(row)


def recusals_of(round_id: int) -> list[RecusalView]:
    """Who is recused from what in a round."""
    rows = db.session.execute(
        select(AccountRow, EntryRow.code, RecusalRow.reason)
        .join(RecusalRow, RecusalRow.judge_id == AccountRow.id)
        .join(EntryRow, EntryRow.id == RecusalRow.entry_id)
        .where(EntryRow.round_id == round_id)
        .order_by(EntryRow.code, AccountRow.login)
    )
    return [RecusalView(account.person(), code, reason) for account, code, reason in rows]


def unserved(round_id: int) -> Counter[tuple[str, Scorer]]:
    """How many entries no panel, or no desk team, has, by group code and scorer."""
    entries = db.session.execute(
        select(EntryRow.id, GroupRow.code)
        .join(EntryRow.group)
        .where(EntryRow.round_id == round_id, EntryRow.departure.is_(None), COMPETES)
    )
    servings = db.session.execute(
        select(ServingRow.entry_id, PanelRow.scorer)
        .join(PanelRow, PanelRow.id == ServingRow.panel_id)
        .where(PanelRow.round_id == round_id)
    )
    served = set(servings)
    return Counter(
        (group, scorer)
        for entry_id, group in entries
        for scorer in Scorer
        if (entry_id, scorer) not in served
    )


def _panels() -> Select[PanelRow]:
    return select(PanelRow).options(
        joinedload(PanelRow.group),
        selectinload(PanelRow.seats).joinedload(SeatRow.judge),
        selectinload(PanelRow.servings).joinedload(ServingRow.entry),
    )


def _view(row: PanelRow) -> PanelView:
    people = sorted((seat.judge.person() for seat in row.seats), key=lambda p: p.login)
    return PanelView(
        id=row.id,
        round_id=row.round_id,
        name=row.name,
        scorer=Scorer(row.scorer),
        group=row.group.code,
        judges=tuple(people),
        chair_id=row.chair_id,
        entries=tuple((s.entry.id, s.entry.code) for s in row.servings),
    )
