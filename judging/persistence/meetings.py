"""Where judges meet entries: on which flight, in which state, for many of both at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, select
from sqlalchemy.orm import Session

from judging.domain.rounds import RoundState, round_code
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import EntryRow, audited_entry
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow

# The number of a round, and the code of an entry in it.
EntryName = tuple[int, str]
# The number of a judge, and the name of an entry.
Pair = tuple[int, EntryName]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An entry and a judge. `scorers` is what the judge scores it as: empty if not on a flight.

    `audited` is what the audit calls the entry.
    """

    entry_id: int
    audited: str
    competition_id: int
    round_state: RoundState
    rubric: str
    is_withdrawn: bool
    is_recused: bool
    scorers: frozenset[str]


def meetings_of(session: Session, pairs: Collection[Pair]) -> dict[Pair, Meeting]:
    """The meetings of these judges and entries; a name that no entry has is absent."""
    names = {name for _, name in pairs}
    asked = {
        "judges": sorted({judge_id for judge_id, _ in pairs}),
        "rounds": sorted({round_id for round_id, _ in names}),
        "codes": sorted({code for _, code in names}),
    }
    entries: dict[EntryName, Row[Any]] = {}
    scorers: dict[tuple[int, int], set[str]] = defaultdict(set)
    recused: set[tuple[int, int]] = set()
    for row in session.execute(MEETINGS, asked):
        entries[row.round_id, row.code] = row
        scorers[row.seated_id, row.id].add(row.scorer)
        recused.add((row.recused_id, row.id))
    return {
        (judge_id, name): _meeting(
            entries[name],
            scorers[judge_id, entries[name].id],
            (judge_id, entries[name].id) in recused,
        )
        for judge_id, name in pairs
        if name in entries
    }


def _meeting(row: Row[Any], scorers: set[str], is_recused: bool) -> Meeting:
    return Meeting(
        entry_id=row.id,
        audited=audited_entry(round_code(row.competition, row.province), row.code),
        competition_id=row.competition_id,
        round_state=RoundState(row.state),
        rubric=row.rubric_version,
        is_withdrawn=row.withdrawn_because is not None,
        is_recused=is_recused,
        scorers=frozenset(scorers),
    )


def _meetings() -> Select[Any]:
    """Entries, once for each of the judges who score them and each who is recused, or once."""
    entry, panel, seat = EntryRow.__table__.c, PanelRow.__table__.c, SeatRow.__table__.c
    serving, recusal = ServingRow.__table__.c, RecusalRow.__table__.c
    round_, group = RoundRow.__table__.c, GroupRow.__table__.c
    judges: BindParameter[Any] = bindparam("judges", expanding=True)
    seated = (
        select(serving.entry_id, seat.judge_id, panel.scorer)
        .join(PanelRow.__table__, panel.id == serving.panel_id)
        .join(SeatRow.__table__, and_(seat.panel_id == panel.id, seat.judge_id.in_(judges)))
        .subquery()
    )
    recused = and_(recusal.entry_id == entry.id, recusal.judge_id.in_(judges))
    return (
        select(
            entry.id,
            entry.round_id,
            entry.code,
            entry.withdrawn_because,
            round_.competition_id,
            round_.province,
            CompetitionRow.__table__.c.code.label("competition"),
            round_.state,
            group.rubric_version,
            recusal.judge_id.label("recused_id"),
            seated.c.judge_id.label("seated_id"),
            seated.c.scorer,
        )
        .join(RoundRow.__table__, round_.id == entry.round_id)
        .join(CompetitionRow.__table__)
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
