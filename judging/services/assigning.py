"""Where a scorer meets an entry: on a flight that is open, without an interest in it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from judging.domain.people import Person
from judging.domain.refusal import NotThere, Refusal
from judging.domain.rounds import RoundState
from judging.domain.rubric import Rubric, Scorer
from judging.persistence.appeals import judged_anew_by
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.services.looking_up import require_state


@dataclass(frozen=True, slots=True)
class Assigned:
    """An entry that is on the flight of a scorer, and what it is scored by."""

    entry: EntryRow
    scorer: Scorer
    rubric: Rubric


def assigned(session: Session, by: Person, entry_id: int) -> Assigned:
    """The judge's place with the entry; refused if not on the flight, recused or withdrawn."""
    found = session.execute(
        select(EntryRow, PanelRow.scorer)
        .join(ServingRow, ServingRow.entry_id == EntryRow.id)
        .join(PanelRow, PanelRow.id == ServingRow.panel_id)
        .join(SeatRow, SeatRow.panel_id == PanelRow.id)
        .where(EntryRow.id == entry_id, SeatRow.judge_id == by.id)
        .options(joinedload(EntryRow.round), joinedload(EntryRow.group))
    ).first()
    if found is None:
        raise NotThere("This entry is not on your flight.")
    entry, scorer = found
    if entry.id not in judged_anew_by(session, by.id):
        require_state(entry.round, RoundState.JUDGING)
    if entry.withdrawn_because is not None:
        raise Refusal("Entry %(code)s is withdrawn; go on to the next.", code=entry.code)
    if session.get(RecusalRow, (by.id, entry_id)):
        raise Refusal("You are recused from entry %(code)s; go on to the next.", code=entry.code)
    return Assigned(entry, Scorer(scorer), written(session, Rubric, entry.group.rubric_version))
