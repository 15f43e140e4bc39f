"""A judge's flight: the entries to score, by code; names only for the desk."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.domain.rounds import Purpose, RoundState, SheetState
from judging.domain.rubric import Scorer
from judging.domain.words import Words
from judging.persistence.appeals import judged_anew_by
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.moderated import asked_again
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.producers import ProductRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.own_order import ServedAt, balanced_seats, own_flights

TO_DO = "to_do"


@dataclass(frozen=True, slots=True)
class FlightEntry:
    """One entry of a flight; product and producer are None for a blind judge.

    `sheet_state` is "to_do", "draft" or "handed_in"; a draft after a version that was handed in
    is "draft", and `version` the last one handed in (0 if none). `look_again` is the number of the
    asking that waits for the judge, None where nobody asked.
    """

    entry_id: int
    code: str
    competition: str
    group: str
    group_title: Words
    scorer: Scorer
    flight: int
    position: int
    sheet_state: str
    version: int
    is_open: bool
    is_recused: bool
    is_withdrawn: bool
    look_again: int | None
    product: Words | None
    producer: Words | None


@dataclass(frozen=True, slots=True)
class Own:
    """What is kept of one judge: sheets and askings by entry and scorer.

    `anew` are entries that the judge scores on a second panel.
    """

    sheets: Mapping[tuple[int, str], tuple[str, int]]
    recused: Collection[int]
    asked: Mapping[tuple[int, str], int]
    anew: Collection[int]

    def is_open(self, entry: EntryRow) -> bool:
        """Whether the entry may be scored now."""
        return entry.round.state == RoundState.JUDGING or entry.id in self.anew


def my_flight(judge_id: int) -> list[FlightEntry]:
    """Everything the judge is to score, in serving order.

    Every round in which judging is open, the newest first; if none is, the newest. The flights of
    several panels are counted on, so that each has its own number.
    """
    servings = _servings(judge_id)
    newest = {panel.round_id for _, panel in servings[:1]}
    own = _own(judge_id)
    shown = {panel.round_id for serving, panel in servings if own.is_open(serving.entry)} or newest
    mine = [(serving, panel) for serving, panel in servings if panel.round_id in shown]
    balanced = {panel.id for _, panel in mine if panel.is_balanced}
    seats = balanced_seats(db.session(), judge_id, balanced)
    flights = own_flights(mine, _served_at, seats)
    counts_on = len({panel.id for _, panel in mine}) > 1
    return [
        _entry(*row, (number if counts_on else row[0].flight, position), own)
        for number, flight in enumerate(flights, start=1)
        for row, position in flight
    ]


def _servings(judge_id: int) -> list[tuple[ServingRow, PanelRow]]:
    rows = db.session.execute(
        select(ServingRow, PanelRow)
        .join(PanelRow, PanelRow.id == ServingRow.panel_id)
        .join(SeatRow, SeatRow.panel_id == PanelRow.id)
        .where(SeatRow.judge_id == judge_id)
        .options(
            joinedload(ServingRow.entry).joinedload(EntryRow.group),
            joinedload(ServingRow.entry)
            .joinedload(EntryRow.round)
            .joinedload(RoundRow.competition),
            joinedload(ServingRow.entry)
            .joinedload(EntryRow.product)
            .joinedload(ProductRow.producer),
        )
        .order_by(PanelRow.round_id.desc(), PanelRow.id, ServingRow.position)
    )
    return [(serving, panel) for serving, panel in rows]


def _own(judge_id: int) -> Own:
    return Own(
        sheets=_newest_sheets(judge_id),
        recused=recused_entries(judge_id),
        asked=asked_again(db.session(), judge_id),
        anew=judged_anew_by(db.session(), judge_id),
    )


def _served_at(row: tuple[ServingRow, PanelRow]) -> ServedAt:
    serving, panel = row
    return ServedAt(
        round=-panel.round_id,
        day=serving.day or 0,
        group=0,
        panel=panel.id,
        flight=serving.flight,
        position=serving.position,
        entry=serving.entry_id,
        is_first=serving.entry.purpose == Purpose.CALIBRATION,
        repeat_of=serving.entry.repeat_of_id,
    )


def recused_entries(judge_id: int) -> set[int]:
    """The entries that the judge is recused from."""
    recused = select(RecusalRow.entry_id).where(RecusalRow.judge_id == judge_id)
    return set(db.session.scalars(recused))


def _newest_sheets(judge_id: int) -> dict[tuple[int, str], tuple[str, int]]:
    rows = db.session.execute(
        select(SheetRow.entry_id, SheetRow.scorer, SheetRow.state, SheetRow.version)
        .where(SheetRow.judge_id == judge_id)
        .order_by(SheetRow.version)
    )
    return {(entry_id, scorer): (state, version) for entry_id, scorer, state, version in rows}


def _entry(
    serving: ServingRow,
    panel: PanelRow,
    place: tuple[int, int],
    own: Own,
) -> FlightEntry:
    entry = serving.entry
    state, version = own.sheets.get((entry.id, panel.scorer), (TO_DO, 0))
    knows_names = panel.scorer == Scorer.DESK
    is_judging = entry.round.state == RoundState.JUDGING
    return FlightEntry(
        entry_id=entry.id,
        code=entry.code,
        competition=entry.round.code,
        group=entry.group.code,
        group_title=entry.group.title,
        scorer=Scorer(panel.scorer),
        flight=place[0],
        position=place[1],
        sheet_state=state,
        version=version - 1 if state == SheetState.DRAFT else version,
        is_open=own.is_open(entry),
        is_recused=entry.id in own.recused,
        is_withdrawn=entry.withdrawn_because is not None,
        look_again=own.asked.get((entry.id, panel.scorer)) if is_judging else None,
        product=entry.product.name if knows_names else None,
        producer=entry.product.producer.name if knows_names else None,
    )
