"""Where panels disagree beyond the threshold: for organisers all of it, for a chair the codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Executable, select

from judging.domain.moderation import OPEN, ModerationState
from judging.domain.people import Person
from judging.domain.reading import read_sheet
from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.domain.tallying import panel_disagreement
from judging.domain.words import Words
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.moderated import Moderated, moderated_entries
from judging.persistence.moderation import ModerationRow
from judging.persistence.panels import PanelRow, RecusalRow, ServingRow
from judging.persistence.score_sheets import SheetRow, sheet_from
from judging.queries.people import people_by_id

# A judge's total at the asking, by moderation and judge.
Before = Mapping[tuple[int, int], Decimal | None]


@dataclass(frozen=True, slots=True)
class JudgeLook:
    """One judge of an entry: the total at the asking and now, and how far from the mean it is.

    `has_looked` is None for who was not asked; `distance` is None within the threshold.
    """

    judge: Person
    before: Decimal | None
    now: Decimal | None
    has_looked: bool | None
    distance: Fraction | None


@dataclass(frozen=True, slots=True)
class ModerationView:
    """One entry whose panel disagrees or did.

    `spread` is highest less lowest of the totals as they are now, of a sheet of `points`.
    """

    entry_id: int
    code: str
    group: str
    state: ModerationState
    points: Decimal
    spread: Decimal | None
    is_range_beyond: bool
    times_asked: int
    asked_at: datetime | None
    confirmed_because: str | None
    confirmed_by: Person | None
    judges: tuple[JudgeLook, ...]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in OPEN

    @property
    def can_ask(self) -> bool:
        """Whether the panel may be asked now."""
        return self.state in (ModerationState.NEEDED, ModerationState.ANSWERED)

    @property
    def can_confirm(self) -> bool:
        """Whether it may be confirmed on the chair's word."""
        return self.state in (ModerationState.ASKED, ModerationState.ANSWERED)

    @property
    def looked(self) -> int:
        """How many of those asked have looked again."""
        return sum(1 for look in self.judges if look.has_looked)

    @property
    def asked(self) -> int:
        """How many were asked."""
        return sum(1 for look in self.judges if look.has_looked is not None)


@dataclass(frozen=True, slots=True)
class OpenModeration:
    """An entry about whose disagreement somebody still has to do something."""

    entry_id: int
    code: str
    group: Words
    state: ModerationState


def moderation_of(round_id: int) -> list[ModerationView]:
    """Every entry whose panel disagrees beyond the threshold or was asked, by group and code."""
    found = list(_moderated(round_id))
    before = _before([one for _, one in found])
    people = people_by_id(_people_of([one for _, one in found]))
    return [_view(group, one, before, people) for group, one in found]


def open_moderations(round_id: int) -> list[OpenModeration]:
    """What is still open, for whoever wants to close the round."""
    return [
        OpenModeration(one.entry_id, one.tally.entry, group.title, one.state)
        for group, one in _moderated(round_id)
        if one.state in OPEN
    ]


def to_confirm(judge_id: int) -> list[tuple[int, str]]:
    """Entries, as number and code, that wait for the word of this judge as a chair.

    All of the panel have looked again and it still disagrees; by how much is not told.
    """
    rows = db.session.execute(_chaired(judge_id)).all()
    mine = {(row.entry_id, row.scorer) for row in rows}
    session = db.session()
    places = {(row.RoundRow, row.GroupRow) for row in rows}
    return [
        (one.entry_id, one.tally.entry)
        for round_, group in sorted(places, key=lambda place: (place[0].id, place[1].position))
        for one in moderated_entries(session, round_, group)
        if one.state is ModerationState.ANSWERED and (one.entry_id, one.tally.measured) in mine
    ]


def _chaired(judge_id: int) -> Executable:
    """The entries of the judge's panels that were asked about and are not confirmed."""
    recused = select(RecusalRow.entry_id).where(RecusalRow.judge_id == judge_id)
    return (
        select(RoundRow, GroupRow, ServingRow.entry_id, PanelRow.scorer)
        .join(PanelRow, PanelRow.round_id == RoundRow.id)
        .join(GroupRow, GroupRow.id == PanelRow.group_id)
        .join(ServingRow, ServingRow.panel_id == PanelRow.id)
        .join(ModerationRow, ModerationRow.entry_id == ServingRow.entry_id)
        .where(
            PanelRow.chair_id == judge_id,
            ModerationRow.scorer == PanelRow.scorer,
            ModerationRow.confirmed_at.is_(None),
            ServingRow.entry_id.not_in(recused),
            RoundRow.state.in_([RoundState.JUDGING, RoundState.CLOSED]),
        )
    )


def _moderated(round_id: int) -> Iterator[tuple[GroupRow, Moderated]]:
    session = db.session()
    round_ = session.get(RoundRow, round_id)
    if round_ is None:
        raise NotThere("There is no such round.")
    for group in round_.competition.groups:
        for one in moderated_entries(session, round_, group):
            yield group, one


def _people_of(some: list[Moderated]) -> set[int]:
    judges = {int(judge) for one in some for judge in one.tally.panel_totals}
    judges |= {judge.judge_id for one in some if one.row for judge in one.row.judges}
    return judges | {one.row.confirmed_by_id for one in some if one.row and one.row.confirmed_by_id}


def _before(some: list[Moderated]) -> Before:
    """The totals that counted when the panel was asked."""
    asked = {
        (one.entry_id, judge.judge_id, one.row.scorer, judge.version): one
        for one in some
        if one.row
        for judge in one.row.judges
    }
    sheets = select(SheetRow).where(
        SheetRow.entry_id.in_({one.entry_id for one in some if one.row}),
        SheetRow.handed_in_at.is_not(None),
    )
    totals: dict[tuple[int, int], Decimal | None] = {}
    for row in db.session.scalars(sheets):
        one = asked.get((row.entry_id, row.judge_id, row.scorer, row.version))
        if one:
            sheet = sheet_from(row.judge_id, row.scorer, row.answers)
            totals[row.entry_id, row.judge_id] = read_sheet(one.tally.rubric, sheet).total
    return totals


def _view(
    group: GroupRow, one: Moderated, before: Before, people: Mapping[int, Person]
) -> ModerationView:
    row, tally = one.row, one.tally
    beyond = panel_disagreement(tally)
    return ModerationView(
        entry_id=one.entry_id,
        code=tally.entry,
        group=group.code,
        state=one.state,
        points=tally.panel_points,
        spread=tally.spread,
        is_range_beyond="range" in beyond,
        times_asked=row.number if row else 0,
        asked_at=row.asked_at if row else None,
        confirmed_because=row.confirmed_because if row else None,
        confirmed_by=people.get(row.confirmed_by_id or 0) if row else None,
        judges=tuple(_looks(one, before, people, beyond)),
    )


def _looks(
    one: Moderated,
    before: Before,
    people: Mapping[int, Person],
    beyond: Mapping[str, Decimal | Fraction],
) -> Iterator[JudgeLook]:
    totals, moderation = one.tally.panel_totals, one.moderation
    asked = moderation.asked if moderation else frozenset()
    looked = moderation.looked if moderation else frozenset()
    for person in sorted(people.values(), key=lambda person: person.login):
        name = str(person.id)
        if name in totals or name in asked:
            distance = beyond.get(name)
            yield JudgeLook(
                judge=person,
                before=before.get((one.entry_id, person.id)),
                now=totals.get(name),
                has_looked=name in looked if name in asked else None,
                distance=None if distance is None else Fraction(distance),
            )
