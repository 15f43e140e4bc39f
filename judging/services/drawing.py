"""Keeping a drawn plan: the panels of a round, all at once, exactly as they were shown."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.analysis.drawing import draw_plan
from judging.domain.drawing import Choices, PlannedPanel, ServingOrder, digest_of_draw
from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.domain.rounds import RoundState
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.drawing import lots_of
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, SeatRow, ServingRow
from judging.persistence.score_sheets import SheetRow
from judging.services.acts import act
from judging.services.looking_up import require_state, there
from judging.services.permissions import require
from judging.services.planting import clear_planted


def keep_plan(
    by: Person, round_id: int, choices: Choices, *, seed: int, shown: str, at: datetime
) -> int:
    """Draw again with this seed and keep it, if it is what was `shown`; how many panels there are.

    Panels that were drawn before make room, and those that were formed by hand if so chosen.
    """
    require(by, "panels.drawn")
    # The draw takes seconds, in which others must be able to write.
    lots = lots_of(db.session(), there(db.session(), RoundRow, round_id), choices)
    plan = draw_plan(lots, seed)
    with act("panels.drawn", by=by, at=at) as deed:
        session, round_ = deed.session, there(deed.session, RoundRow, round_id)
        require_state(round_, RoundState.ENTERING, RoundState.JUDGING)
        _refuse_sheets(session, round_id)
        if digest_of_draw(lots, plan) != shown or lots_of(session, round_, choices) != lots:
            raise Refusal("Entries, judges or panels have changed meanwhile; look at the new plan.")
        if not plan.panels:
            raise Refusal("There is nothing to keep: nobody can sit, or nothing is to be served.")
        clear_planted(session, round_id)
        _clear(session, round_id, replaces_formed=choices.replaces_formed)
        groups = _groups(session, round_.competition_id)
        is_balanced = choices.rules.order is ServingOrder.BALANCED
        for panel in plan.panels:
            session.add(_row(panel, groups, round_id, seed, is_balanced=is_balanced))
        deed.on = f"round:{round_.code}"
        deed.detail |= {"seed": seed, "digest": shown, "panels": len(plan.panels)}
        return len(plan.panels)


def _refuse_sheets(session: Session, round_id: int) -> None:
    sheet = select(SheetRow.id).join(EntryRow, EntryRow.id == SheetRow.entry_id)
    if session.scalar(sheet.where(EntryRow.round_id == round_id).limit(1)):
        raise Refusal("There are score sheets in this round already; change its panels by hand.")


def _clear(session: Session, round_id: int, *, replaces_formed: bool) -> None:
    going = select(PanelRow).where(PanelRow.round_id == round_id)
    if not replaces_formed:
        going = going.where(PanelRow.drawn_with.is_not(None))
    for panel in session.scalars(going):
        session.delete(panel)
    session.flush()


def _groups(session: Session, competition_id: int) -> dict[str, GroupRow]:
    rows = session.scalars(select(GroupRow).where(GroupRow.competition_id == competition_id))
    return {row.code: row for row in rows}


def _row(
    panel: PlannedPanel,
    groups: Mapping[str, GroupRow],
    round_id: int,
    seed: int,
    *,
    is_balanced: bool,
) -> PanelRow:
    return PanelRow(
        round_id=round_id,
        group=groups[panel.group],
        name=panel.name,
        scorer=panel.scorer.value,
        chair_id=panel.chair,
        drawn_with=seed,
        is_balanced=is_balanced,
        seats=[SeatRow(judge_id=judge_id) for judge_id in panel.judges],
        servings=_servings(panel),
    )


def _servings(panel: PlannedPanel) -> list[ServingRow]:
    served = (
        (number, flight.day, entry_id)
        for number, flight in enumerate(panel.flights, start=1)
        for entry_id in flight.entries
    )
    return [
        ServingRow(entry_id=entry_id, flight=number, position=position, day=day)
        for position, (number, day, entry_id) in enumerate(served, start=1)
    ]
