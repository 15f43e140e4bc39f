"""The entries on a judge's tablet: codes and sheets; names for the desk alone."""

from typing import Any

from sqlalchemy import Executable, Row, select
from sqlalchemy.orm import Session, joinedload

from judging.domain.people import Person
from judging.domain.rounds import Purpose
from judging.domain.rubric import Scorer
from judging.domain.words import Words
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.moderated import asked_again
from judging.persistence.panels import PanelRow, SeatRow, ServingRow
from judging.persistence.producers import ProductRow
from judging.queries.flights import recused_entries
from judging.queries.own_order import ServedAt, balanced_seats, own_flights
from judging.queries.tablet_papers import tablet_papers
from judging.queries.tablet_sheets import tablet_sheets

Plain = dict[str, Any]


def tablet_entries(session: Session, judge: Person, competition: CompetitionRow) -> list[Plain]:
    """Every entry of the judge's panels in serving order.

    A tablet knows flights by their numbers alone, so those of several panels are counted on.
    """
    servings = session.execute(_servings(judge.id, competition.id)).all()
    balanced = {row.panel_id for row in servings if row.is_balanced}
    flights = own_flights(servings, _served_at, balanced_seats(session, judge.id, balanced))
    counts_on = len({row.panel_id for row in servings}) > 1
    at_the_desk = [row.id for row in servings if row.scorer == Scorer.DESK]
    recused = recused_entries(judge.id)
    sheets = tablet_sheets(session, judge.id, competition.id)
    asked = asked_again(session, judge.id)
    # What a blind judge must not know is not even read.
    names = _names(session, at_the_desk, competition) if at_the_desk else {}
    return [
        _entry(row, is_recused=row.id in recused)
        | {"flight": number if counts_on else row.flight, "position": position}
        | names.get(row.id, {})
        | sheets.get((row.id, row.scorer), {})
        | ({"look_again": asked[row.id, row.scorer]} if (row.id, row.scorer) in asked else {})
        for number, flight in enumerate(flights, start=1)
        for row, position in flight
    ]


def _served_at(row: Row[Any]) -> ServedAt:
    return ServedAt(
        row.round_id,
        row.day or 0,
        row.group_position,
        row.panel_id,
        row.flight,
        row.position,
        row.id,
        row.purpose == Purpose.CALIBRATION,
        row.repeat_of_id,
    )


def _servings(judge_id: int, competition_id: int) -> Executable:
    return (
        select(
            EntryRow.id,
            EntryRow.round_id,
            EntryRow.code,
            EntryRow.withdrawn_because,
            EntryRow.purpose,
            EntryRow.repeat_of_id,
            GroupRow.code.label("group_code"),
            GroupRow.position.label("group_position"),
            PanelRow.id.label("panel_id"),
            PanelRow.is_balanced,
            PanelRow.scorer,
            ServingRow.flight,
            ServingRow.position,
            ServingRow.day,
        )
        .join(ServingRow, ServingRow.entry_id == EntryRow.id)
        .join(PanelRow, PanelRow.id == ServingRow.panel_id)
        .join(SeatRow, SeatRow.panel_id == PanelRow.id)
        .join(GroupRow, GroupRow.id == EntryRow.group_id)
        .join(RoundRow, RoundRow.id == EntryRow.round_id)
        .where(SeatRow.judge_id == judge_id, RoundRow.competition_id == competition_id)
    )


def _entry(row: Row[Any], *, is_recused: bool) -> Plain:
    state = "open"
    if row.withdrawn_because is not None:
        state = "withdrawn"
    elif is_recused:
        state = "recused"
    return {
        "round": row.round_id,
        "code": row.code,
        "group": row.group_code,
        "scorer": row.scorer,
        "state": state,
    }


def _names(session: Session, entry_ids: list[int], competition: CompetitionRow) -> dict[int, Plain]:
    """What the desk needs to read papers, by entry."""
    registered = tablet_papers(session, entry_ids, competition)
    papers: dict[int, list[str]] = {entry_id: [] for entry_id in entry_ids}
    seen = select(EntryPaperRow).where(EntryPaperRow.entry_id.in_(entry_ids))
    for row in session.scalars(seen.order_by(EntryPaperRow.paper)):
        papers[row.entry_id].append(row.paper)
    entries = session.execute(
        select(EntryRow.id, ProductRow)
        .join(ProductRow, ProductRow.id == EntryRow.product_id)
        .where(EntryRow.id.in_(entry_ids))
        .options(joinedload(ProductRow.producer))
    )
    return {
        entry_id: {
            "product": words(product.name),
            "producer": words(product.producer.name),
            "place": words(product.place.words),
            "papers_seen": papers[entry_id],
            "registered": registered.get(entry_id, {}),
        }
        for entry_id, product in entries
    }


def words(text: Words) -> dict[str, str]:
    """A text in both languages, as JSON says it."""
    return {"km": text.km, "en": text.en}
