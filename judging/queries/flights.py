"""A judge's flight: the entries to score, by code; names only for the desk."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.domain.rounds import RoundState, SheetState
from judging.domain.rubric import Scorer
from judging.domain.words import Words
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.producers import ProductRow
from judging.persistence.score_sheets import SheetRow

TO_DO = "to_do"


@dataclass(frozen=True, slots=True)
class FlightEntry:
    """One entry of a flight; product and producer are None for a blind judge.

    `sheet_state` is "to_do", "draft" or "handed_in"; a draft after a version that was handed in
    is "draft", and `version` the last one handed in (0 if none).
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
    product: Words | None
    producer: Words | None


def my_flight(judge_id: int) -> list[FlightEntry]:
    """Everything the judge is to score, in serving order.

    Every round in which judging is open, the newest first; if none is, the newest.
    """
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
    servings = list(rows)
    newest = {panel.round_id for _, panel in servings[:1]}
    shown = {p.round_id for s, p in servings if s.entry.round.state == RoundState.JUDGING} or newest
    recused = recused_entries(judge_id)
    sheets = _newest_sheets(judge_id)
    return [
        _entry(serving, panel, sheets, recused)
        for serving, panel in servings
        if panel.round_id in shown
    ]


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
    sheets: dict[tuple[int, str], tuple[str, int]],
    recused: set[int],
) -> FlightEntry:
    entry = serving.entry
    state, version = sheets.get((entry.id, panel.scorer), (TO_DO, 0))
    knows_names = panel.scorer == Scorer.DESK
    return FlightEntry(
        entry_id=entry.id,
        code=entry.code,
        competition=entry.round.code,
        group=entry.group.code,
        group_title=entry.group.title,
        scorer=Scorer(panel.scorer),
        flight=serving.flight,
        position=serving.position,
        sheet_state=state,
        version=version - 1 if state == SheetState.DRAFT else version,
        is_open=entry.round.state == RoundState.JUDGING,
        is_recused=entry.id in recused,
        is_withdrawn=entry.withdrawn_because is not None,
        product=entry.product.name if knows_names else None,
        producer=entry.product.producer.name if knows_names else None,
    )
