"""Where a judge meets entries: on which flight, in which state, for many entries at once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session

from judging.domain.rounds import RoundState
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow

# The number of a round and the code of an entry in it.
EntryName = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An entry and a judge. `scorers` is what the judge scores it as: empty if not on a flight."""

    entry_id: int
    code: str
    round_state: RoundState
    rubric: str
    is_withdrawn: bool
    is_recused: bool
    scorers: set[str] = field(default_factory=set)


def meetings_of(
    session: Session, judge_id: int, names: Collection[EntryName]
) -> dict[EntryName, Meeting]:
    """The judge's meetings with the entries of these names; a name that no entry has is absent."""
    asked = {
        "judge": judge_id,
        "rounds": sorted({round_id for round_id, _ in names}),
        "codes": sorted({code for _, code in names}),
    }
    meetings: dict[EntryName, Meeting] = {}
    for row in session.execute(MEETINGS, asked):
        meeting = meetings.setdefault(
            (row.round_id, row.code),
            Meeting(
                entry_id=row.id,
                code=row.code,
                round_state=RoundState(row.state),
                rubric=row.rubric_version,
                is_withdrawn=row.withdrawn_because is not None,
                is_recused=row.recused_id is not None,
            ),
        )
        if row.scorer:
            meeting.scorers.add(row.scorer)
    return meetings


def _meetings() -> Select[Any]:
    """Entries, once for each kind of scorer that the judge is to them and once if none."""
    entry, panel, seat = EntryRow.__table__.c, PanelRow.__table__.c, SeatRow.__table__.c
    serving, recusal = ServingRow.__table__.c, RecusalRow.__table__.c
    round_, group = RoundRow.__table__.c, GroupRow.__table__.c
    seated = (
        select(serving.entry_id, panel.scorer)
        .join(PanelRow.__table__, panel.id == serving.panel_id)
        .join(
            SeatRow.__table__, and_(seat.panel_id == panel.id, seat.judge_id == bindparam("judge"))
        )
        .subquery()
    )
    recused = and_(recusal.entry_id == entry.id, recusal.judge_id == bindparam("judge"))
    return (
        select(
            entry.id,
            entry.round_id,
            entry.code,
            entry.withdrawn_because,
            round_.state,
            group.rubric_version,
            recusal.judge_id.label("recused_id"),
            seated.c.scorer,
        )
        .join(RoundRow.__table__, round_.id == entry.round_id)
        .join(GroupRow.__table__, group.id == entry.group_id)
        .outerjoin(RecusalRow.__table__, recused)
        .outerjoin(seated, seated.c.entry_id == entry.id)
        .where(
            entry.round_id.in_(bindparam("rounds", expanding=True)),
            entry.code.in_(bindparam("codes", expanding=True)),
        )
    )


# Made once: this is asked inside the write lock, for which all tablets wait.
MEETINGS = _meetings()
