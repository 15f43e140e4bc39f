"""What is kept of judges' sheets, for many entries at once: what counts, what it replaced."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from judging.persistence.arrivals import ArrivalRow
from judging.persistence.score_sheets import SheetRow

# The numbers of a judge and an entry, and as what the judge scores it.
SheetKey = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Top:
    """The version of a sheet that counts; answers and notes are JSON as they are kept."""

    identity: str
    version: int
    answers: str
    notes: str
    handed_in_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of a sheet, and the tablet that it came from."""

    id: int
    version: int
    tablet_id: int | None
    saved_at: datetime


@dataclass(slots=True)
class History:
    """One judge's sheet of one entry; `replaced` are the identities that it has left behind."""

    top: Top | None = None
    draft: Draft | None = None
    replaced: set[str] = field(default_factory=set)

    @property
    def next_version(self) -> int:
        """The number of the next version that is handed in."""
        return self.top.version + 1 if self.top else 1


def histories_of(
    session: Session,
    judge_ids: Collection[int],
    entry_ids: Collection[int],
    identities: Collection[str] = (),
) -> tuple[dict[SheetKey, History], set[str]]:
    """These judges' sheets of these entries; an empty history where nothing is kept.

    And those of the identities that a sheet has already, of whomever.
    """
    histories: dict[SheetKey, History] = defaultdict(History)
    taken = set()
    asked = {
        "judges": sorted(judge_ids),
        "entries": sorted(entry_ids),
        "identities": sorted(identities),
    }
    for row in session.execute(HISTORIES, asked):
        if row.identity in identities:
            taken.add(row.identity)
        history = histories[row.judge_id, row.entry_id, row.scorer]
        if row.handed_in_at is None:
            history.draft = Draft(row.id, row.version, row.tablet_id, row.saved_at)
            continue
        history.replaced.update(json.loads(row.before or "[]"))
        history.top = Top(row.identity, row.version, row.answers, row.notes, row.handed_in_at)
    return histories, taken


def _histories() -> Select[Any]:
    sheet, arrival = SheetRow.__table__.c, ArrivalRow.__table__.c
    return (
        select(
            sheet.id,
            sheet.identity,
            sheet.judge_id,
            sheet.entry_id,
            sheet.scorer,
            sheet.version,
            sheet.answers,
            sheet.notes,
            sheet.saved_at,
            sheet.handed_in_at,
            sheet.tablet_id,
            arrival.before,
        )
        .outerjoin(ArrivalRow.__table__, arrival.sheet_id == sheet.id)
        .where(
            or_(
                and_(
                    sheet.judge_id.in_(bindparam("judges", expanding=True)),
                    sheet.entry_id.in_(bindparam("entries", expanding=True)),
                ),
                sheet.identity.in_(bindparam("identities", expanding=True)),
            )
        )
        .order_by(sheet.version)
    )


# Made once: this is asked inside the write lock, for which all tablets wait.
HISTORIES = _histories()
