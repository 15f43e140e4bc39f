"""Arrivals as the door looks at them: found for a whole batch at once, kept at once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from judging.domain.verdict import Outcome, Reason, Verdict
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.score_sheets import SheetRow


@dataclass(slots=True)
class Arrived:
    """A version that came, now or before; `id` is None until it is kept.

    `sheet` is its number on the sheet where it counts or did, and `sheet_id` that of the row;
    `settled` are those that waited until it came.
    """

    identity: str
    digest: str
    judge_id: int
    entry_id: int | None
    verdict: Verdict
    id: int | None = None
    sheet: int | None = None
    sheet_id: int | None = None
    settled: list["Arrived"] = field(default_factory=list)


def arrivals_of(
    session: Session,
    identities: Collection[str],
    judge_ids: Collection[int],
    entry_ids: Collection[int],
) -> list[Arrived]:
    """What came under these identities, and what waits of these judges for these entries."""
    asked = {
        "identities": sorted(identities),
        "judges": sorted(judge_ids),
        "entries": sorted(entry_ids),
    }
    rows = session.execute(ARRIVALS, asked)
    return [
        Arrived(
            identity=row.identity,
            digest=row.digest,
            judge_id=row.judge_id,
            entry_id=row.entry_id,
            verdict=Verdict(Outcome(row.outcome), Reason(row.reason) if row.reason else None),
            id=row.id,
            sheet=row.version,
        )
        for row in rows
    ]


def _arrivals() -> Select[Any]:
    sheet, arrival = SheetRow.__table__.c, ArrivalRow.__table__.c
    waits = and_(
        arrival.judge_id.in_(bindparam("judges", expanding=True)),
        arrival.outcome == Outcome.WAITING.value,
        arrival.entry_id.in_(bindparam("entries", expanding=True)),
    )
    return (
        select(
            arrival.id,
            arrival.identity,
            arrival.digest,
            arrival.judge_id,
            arrival.entry_id,
            arrival.outcome,
            arrival.reason,
            sheet.version,
        )
        .outerjoin(SheetRow.__table__, sheet.id == arrival.sheet_id)
        .where(or_(arrival.identity.in_(bindparam("identities", expanding=True)), waits))
    )


# Made once: this is asked inside the write lock, for which all tablets wait.
ARRIVALS = _arrivals()
