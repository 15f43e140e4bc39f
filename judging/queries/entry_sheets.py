"""The score sheets of one entry: who is asked for one, and every version that came."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from judging.domain.people import Person
from judging.domain.rounds import SheetState
from judging.domain.rubric import Scorer
from judging.persistence.database import db
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.people import people_by_id


@dataclass(frozen=True, slots=True)
class SheetVersion:
    """One version of a sheet."""

    version: int
    state: SheetState
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """One scorer's sheet with its versions, oldest first; none while nothing was saved.

    `panel` is None for a scorer who has left the panel; `recused_because` tells why the sheet
    is not asked for and does not count.
    """

    judge: Person
    scorer: Scorer
    panel: str | None
    recused_because: str | None
    versions: tuple[SheetVersion, ...]

    @property
    def state(self) -> str:
        """Of the newest version: "to_do", "draft" or "handed_in"."""
        return self.versions[-1].state.value if self.versions else "to_do"


def sheets_of_entry(entry_id: int) -> list[EntrySheet]:
    """The sheets of an entry: the desk's first, then the panel's, by sign-in name."""
    panels = _panel_by_scorer(entry_id)
    versions = _versions_by_scorer(entry_id)
    reasons = select(RecusalRow.judge_id, RecusalRow.reason).where(RecusalRow.entry_id == entry_id)
    recused = dict(db.session.execute(reasons).all())
    keys = panels.keys() | versions.keys()
    people = people_by_id({judge_id for judge_id, _ in keys})
    return [
        EntrySheet(
            judge=people[judge_id],
            scorer=Scorer(scorer),
            panel=panels.get((judge_id, scorer)),
            recused_because=recused.get(judge_id),
            versions=tuple(versions.get((judge_id, scorer), ())),
        )
        for judge_id, scorer in sorted(keys, key=lambda key: (key[1], people[key[0]].login))
    ]


def _panel_by_scorer(entry_id: int) -> dict[tuple[int, str], str]:
    rows = db.session.execute(
        select(SeatRow.judge_id, PanelRow.scorer, PanelRow.name)
        .join(PanelRow, PanelRow.id == SeatRow.panel_id)
        .join(ServingRow, ServingRow.panel_id == PanelRow.id)
        .where(ServingRow.entry_id == entry_id)
    )
    return {(judge_id, scorer): name for judge_id, scorer, name in rows}


def _versions_by_scorer(entry_id: int) -> dict[tuple[int, str], list[SheetVersion]]:
    rows = db.session.scalars(
        select(SheetRow).where(SheetRow.entry_id == entry_id).order_by(SheetRow.version)
    )
    versions: dict[tuple[int, str], list[SheetVersion]] = {}
    for row in rows:
        version = SheetVersion(row.version, SheetState(row.state), row.saved_at)
        versions.setdefault((row.judge_id, row.scorer), []).append(version)
    return versions
