"""How far the judging of a round is: by group and by judge."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from judging.domain.people import Person
from judging.domain.refusal import NotThere
from judging.domain.rounds import SheetState
from judging.domain.standing import State
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import group_standings
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.people import people_by_id


@dataclass(frozen=True, slots=True)
class Count:
    """Sheets wanted, handed in, and open as drafts."""

    wanted: int
    handed_in: int
    draft: int

    @property
    def to_do(self) -> int:
        """Sheets that nobody has started."""
        return self.wanted - self.handed_in - self.draft


@dataclass(frozen=True, slots=True)
class JudgeProgress:
    """One judge's sheets, and when the last was saved."""

    judge: Person
    count: Count
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The round's sheets by group code and by judge."""

    by_group: dict[str, Count]
    judges: tuple[JudgeProgress, ...]


def progress_of(round_id: int) -> Progress:
    """Progress over every judge's every entry, without withdrawn entries and recusals."""
    slots = _slots(round_id)
    states = _states(round_id)
    by_group: dict[str, Counter[str]] = defaultdict(Counter)
    by_judge: dict[int, Counter[str]] = defaultdict(Counter)
    for judge_id, entry_id, scorer, group in slots:
        state = states.get((judge_id, entry_id, scorer), "to_do")
        for counter in (by_group[group], by_judge[judge_id]):
            counter["wanted"] += 1
            counter[state] += 1
    last = _last_saved(round_id)
    people = people_by_id(by_judge)
    return Progress(
        by_group={group: _count(counter) for group, counter in by_group.items()},
        judges=tuple(
            JudgeProgress(judge, _count(by_judge[judge.id]), last.get(judge.id))
            for judge in sorted(people.values(), key=lambda judge: judge.login)
        ),
    )


def below_quorum(round_id: int) -> Counter[str]:
    """How many entries are below quorum as the law counts: by whole sheets; by group code."""
    round_ = db.session.get(RoundRow, round_id)
    if round_ is None:
        raise NotThere("There is no such round.")
    competition = round_.competition
    return Counter(
        group.code
        for group in competition.groups
        for standing in group_standings(db.session(), competition, group, round_id)
        if standing.state is State.BELOW_QUORUM
    )


def _count(counter: Counter[str]) -> Count:
    return Count(counter["wanted"], counter[SheetState.HANDED_IN], counter[SheetState.DRAFT])


def _slots(round_id: int) -> list[tuple[int, int, str, str]]:
    """Every (judge, entry, scorer, group) of which a sheet is wanted."""
    recused = _recused()
    rows = db.session.execute(
        select(SeatRow.judge_id, ServingRow.entry_id, PanelRow.scorer, GroupRow.code)
        .join(PanelRow, PanelRow.id == SeatRow.panel_id)
        .join(ServingRow, ServingRow.panel_id == PanelRow.id)
        .join(EntryRow, EntryRow.id == ServingRow.entry_id)
        .join(GroupRow, GroupRow.id == PanelRow.group_id)
        .where(PanelRow.round_id == round_id, EntryRow.withdrawn_because.is_(None))
    )
    return [row for row in rows if (row[0], row[1]) not in recused]


def _recused() -> set[tuple[int, int]]:
    return set(db.session.execute(select(RecusalRow.judge_id, RecusalRow.entry_id)))


def _states(round_id: int) -> dict[tuple[int, int, str], str]:
    """The state of each sheet; one handed in stays so while a correction is drafted."""
    rows = db.session.execute(
        select(SheetRow.judge_id, SheetRow.entry_id, SheetRow.scorer, SheetRow.state)
        .join(EntryRow, EntryRow.id == SheetRow.entry_id)
        .where(EntryRow.round_id == round_id)
        .order_by(SheetRow.state)  # "draft" comes before "handed_in", which then stands
    )
    return {(judge_id, entry_id, scorer): state for judge_id, entry_id, scorer, state in rows}


def _last_saved(round_id: int) -> dict[int, datetime]:
    rows = db.session.execute(
        select(SheetRow.judge_id, func.max(SheetRow.saved_at))
        .join(EntryRow, EntryRow.id == SheetRow.entry_id)
        .where(EntryRow.round_id == round_id)
        .group_by(SheetRow.judge_id)
    )
    return dict(rows.all())
