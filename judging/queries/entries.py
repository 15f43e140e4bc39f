"""Entries as organisers, producers and the desk see them: with names."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from judging.domain.places import Place
from judging.domain.producers import ProducerForm
from judging.domain.refusal import NotThere
from judging.domain.rounds import Departure, Purpose, SheetState
from judging.domain.words import Words
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.score_sheets import SheetRow


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry; `wanted` sheets are asked of its judges, `handed_in` have come.

    `competition` is the code of the competition at the entry's round.
    """

    entry_id: int
    code: str
    group: str
    product: Words
    producer: Words
    form: ProducerForm
    place: Place
    withdrawn_because: str | None
    departure: Departure | None
    purpose: Purpose
    wanted: int
    handed_in: int
    competition: str
    account_id: int | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether the entry has left the round, in whatever way."""
        return self.departure is not None

    @property
    def competes(self) -> bool:
        """Whether it is put forward by a producer, and not planted."""
        return self.purpose is Purpose.COMPETING


def entries_of(round_id: int, group: str | None = None, search: str = "") -> list[EntryView]:
    """The entries of a round by group and code; `search` looks into names and codes."""
    wanted = _entries().where(EntryRow.round_id == round_id)
    if group:
        wanted = wanted.where(GroupRow.code == group)
    if search.strip():
        wanted = wanted.where(_contains(search.strip()))
    rows = db.session.scalars(wanted).all()
    seats, sheets = _seats_by_entry(round_id), _sheets_by_entry(round_id)
    return [_view(row, seats[row.id], sheets[row.id]) for row in rows]


def entry(entry_id: int) -> EntryView:
    """One entry; NotThere if there is none."""
    row = db.session.scalars(_entries().where(EntryRow.id == entry_id)).first()
    if row is None:
        raise NotThere("There is no such entry.")
    seats, sheets = _seats_by_entry(row.round_id), _sheets_by_entry(row.round_id)
    return _view(row, seats[row.id], sheets[row.id])


def entries_of_producer(account_id: int) -> list[EntryView]:
    """The competing entries of the producers whose account this is, the newest first."""
    rows = db.session.scalars(
        _entries()
        .where(ProducerRow.account_id == account_id, EntryRow.purpose == Purpose.COMPETING)
        .order_by(None)
    ).all()
    return [_view(row, 0, 0) for row in sorted(rows, key=lambda row: -row.id)]


def papers_seen(entry_id: int) -> frozenset[str]:
    """The papers of the entry that the desk has seen."""
    row = db.session.get(EntryRow, entry_id)
    return frozenset(paper.paper for paper in row.papers) if row else frozenset()


def _entries() -> Select[EntryRow]:
    return (
        select(EntryRow)
        .join(EntryRow.group)
        .join(EntryRow.product)
        .join(ProductRow.producer)
        .options(
            joinedload(EntryRow.group),
            joinedload(EntryRow.product).joinedload(ProductRow.producer),
            joinedload(EntryRow.round).joinedload(RoundRow.competition),
        )
        .order_by(GroupRow.position, EntryRow.code)
    )


def _contains(text: str) -> ColumnElement[bool]:
    columns = (
        EntryRow.code,
        ProductRow.name_km,
        ProductRow.name_en,
        ProducerRow.name_km,
        ProducerRow.name_en,
    )
    return or_(*(column.icontains(text, autoescape=True) for column in columns))


def _seats_by_entry(round_id: int) -> Counter[int]:
    """How many judges are to score each entry: seats of its panels less recusals."""
    rows = db.session.execute(
        select(ServingRow.entry_id, func.count())
        .join(PanelRow, PanelRow.id == ServingRow.panel_id)
        .join(SeatRow, SeatRow.panel_id == PanelRow.id)
        .outerjoin(RecusalRow, _is_recusal(SeatRow.judge_id, ServingRow.entry_id))
        .where(PanelRow.round_id == round_id, RecusalRow.judge_id.is_(None))
        .group_by(ServingRow.entry_id)
    )
    return Counter(dict(rows.all()))


def _sheets_by_entry(round_id: int) -> Counter[int]:
    """How many judges have handed in a sheet for each entry, recused ones left out."""
    sheets = (
        select(SheetRow.entry_id, SheetRow.judge_id, SheetRow.scorer)
        .join(EntryRow, EntryRow.id == SheetRow.entry_id)
        .outerjoin(RecusalRow, _is_recusal(SheetRow.judge_id, SheetRow.entry_id))
        .where(
            EntryRow.round_id == round_id,
            SheetRow.state == SheetState.HANDED_IN.value,
            RecusalRow.judge_id.is_(None),
        )
        .distinct()
        .subquery()
    )
    counts = select(sheets.c.entry_id, func.count()).group_by(sheets.c.entry_id)
    return Counter(dict(db.session.execute(counts).all()))


def _is_recusal(
    judge_id: InstrumentedAttribute[int], entry_id: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    return and_(RecusalRow.judge_id == judge_id, RecusalRow.entry_id == entry_id)


def _view(row: EntryRow, wanted: int, handed_in: int) -> EntryView:
    return EntryView(
        entry_id=row.id,
        code=row.code,
        group=row.group.code,
        product=row.product.name,
        producer=row.product.producer.name,
        form=row.product.producer.producer_form,
        place=row.product.place,
        withdrawn_because=row.withdrawn_because,
        departure=Departure(row.departure) if row.departure else None,
        purpose=Purpose(row.purpose),
        wanted=wanted,
        handed_in=handed_in,
        competition=row.round.code,
        account_id=row.product.producer.account_id,
    )
