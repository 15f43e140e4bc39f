"""Which score sheets to print: of a panel by judge and flight, and blank ones of a group."""

from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from judging.documents.paper_sheets import PrintedSheet
from judging.domain.paper_marks import PaperMark
from judging.domain.people import Person
from judging.domain.refusal import NotThere
from judging.domain.rubric import Rubric, Scorer
from judging.domain.standard import PaperKind, Standard
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.producers import ProductRow
from judging.queries.own_order import ServedAt, own_flights


@dataclass(frozen=True, slots=True)
class ToPrint:
    """One sheet to print, and whose of which entry it is."""

    entry_id: int
    judge: Person
    flight: int
    sheet: PrintedSheet


def sheets_to_print(round_id: int, panel_id: int) -> list[ToPrint]:
    """The sheets of a panel: judge by judge, each in the order in which the judge is served.

    Without those of judges who are recused and of entries that have left the round.
    """
    panel = _panel(round_id, panel_id)
    rows = db.session.execute(
        select(RecusalRow.judge_id, RecusalRow.entry_id)
        .join(ServingRow, ServingRow.entry_id == RecusalRow.entry_id)
        .where(ServingRow.panel_id == panel_id)
    )
    recused = {tuple(row) for row in rows}
    judges = sorted((seat.judge.person() for seat in panel.seats), key=attrgetter("id"))
    round_ = db.session.get_one(RoundRow, round_id)
    return [
        _to_print(round_, panel, judge, serving)
        for seat, judge in enumerate(judges)
        for serving in _served(panel, seat)
        if (judge.id, serving.entry_id) not in recused and serving.entry.withdrawn_because is None
    ]


def blank_sheet(round_id: int, group: str, scorer: Scorer) -> PrintedSheet:
    """A sheet of a group on which code and judge are written by hand."""
    round_ = db.session.get_one(RoundRow, round_id)
    found = next((row for row in round_.competition.groups if row.code == group), None)
    if found is None:
        raise NotThere("The competition has no such product group.")
    rubric = written(db.session(), Rubric, found.rubric_version)
    if scorer not in rubric.scorers:
        raise NotThere("Nobody scores this group so.")
    return PrintedSheet(
        mark=_mark(round_, None, None, scorer, found.rubric_version),
        rubric=rubric,
        papers=_papers(round_, scorer),
    )


def _panel(round_id: int, panel_id: int) -> PanelRow:
    row = db.session.scalars(
        select(PanelRow)
        .where(PanelRow.id == panel_id, PanelRow.round_id == round_id)
        .options(
            joinedload(PanelRow.group),
            selectinload(PanelRow.seats).joinedload(SeatRow.judge),
            selectinload(PanelRow.servings)
            .joinedload(ServingRow.entry)
            .joinedload(EntryRow.product)
            .joinedload(ProductRow.producer),
        )
    ).first()
    if row is None:
        raise NotThere("There is no such panel.")
    return row


def _served(panel: PanelRow, seat: int) -> list[ServingRow]:
    """The panel's entries as the judge on this seat is served them."""

    def served_at(serving: ServingRow) -> ServedAt:
        day = serving.day or 0
        planted = serving.entry.as_planted
        return ServedAt(0, day, 0, panel.id, serving.flight, serving.position, *planted)

    seats = {panel.id: seat} if panel.is_balanced else {}
    flights = own_flights(panel.servings, served_at, seats)
    return [serving for flight in flights for serving, _ in flight]


def _to_print(round_: RoundRow, panel: PanelRow, judge: Person, serving: ServingRow) -> ToPrint:
    scorer = Scorer(panel.scorer)
    product = serving.entry.product
    version = panel.group.rubric_version
    knows_names = scorer is Scorer.DESK
    sheet = PrintedSheet(
        mark=_mark(round_, serving.entry.code, judge.id, scorer, version),
        rubric=written(db.session(), Rubric, version),
        judge=judge.name,
        panel=panel.name,
        product=product.name if knows_names else None,
        producer=product.producer.name if knows_names else None,
        papers=_papers(round_, scorer),
    )
    return ToPrint(serving.entry_id, judge, serving.flight, sheet)


def _mark(
    round_: RoundRow, entry: str | None, judge: int | None, scorer: Scorer, rubric: str
) -> PaperMark:
    return PaperMark(round_.competition.identity, round_.code, entry, judge, scorer, rubric)


def _papers(round_: RoundRow, scorer: Scorer) -> tuple[PaperKind, ...]:
    """The papers to be seen at the desk; a panel sees none."""
    if scorer is not Scorer.DESK:
        return ()
    return written(db.session(), Standard, round_.competition.standard_version).papers
