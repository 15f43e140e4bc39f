"""Judges and desk officers as the organiser knows them: profile, interests, panels."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from judging.domain.interests import Interest, JudgeProfile
from judging.domain.people import Person, Role
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.domain.words import Words
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.interests import InterestRow, JudgeProfileRow
from judging.persistence.panels import PanelRow, SeatRow
from judging.persistence.reach import in_reach
from judging.queries.people import people, person


@dataclass(frozen=True, slots=True)
class InterestView:
    """An interest of a judge, in something named; one that was taken back says when and why."""

    interest_id: int
    interest: Interest
    subject: Words
    declared_at: datetime
    declared_by: Words
    ended_at: datetime | None
    ended_because: str | None

    @property
    def stands(self) -> bool:
        """Whether the interest still ties the judge."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class PanelSeat:
    """A panel on which a judge sits, and the code of its round."""

    panel_id: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class JudgeView:
    """A judge or desk officer; the panels are those of rounds that are not announced."""

    judge: Person
    profile: JudgeProfile | None
    interests: tuple[InterestView, ...]
    panels: tuple[PanelSeat, ...]

    @property
    def standing(self) -> tuple[InterestView, ...]:
        """The interests that were not taken back."""
        return tuple(view for view in self.interests if view.stands)


def judges(reach: Reach = EVERYWHERE) -> list[JudgeView]:
    """Everybody in reach who scores, judges first, by sign-in name."""
    found = people(Role.JUDGE, Role.DESK, reach=reach)
    return _views(sorted(found, key=lambda judge: (judge.role is Role.DESK, judge.login)), reach)


def judge(account_id: int, reach: Reach = EVERYWHERE) -> JudgeView:
    """One judge or desk officer; NotThere if nobody who scores has this account."""
    one = person(account_id)
    if one is None or one.role not in (Role.JUDGE, Role.DESK):
        raise NotThere("There is no such judge.")
    return _views([one], reach)[0]


def interest(interest_id: int) -> tuple[Person, InterestView]:
    """One interest and whose it is; NotThere if there is none."""
    row = db.session.get(InterestRow, interest_id)
    if row is None:
        raise NotThere("There is no such interest.")
    return row.judge.person(), _view(row)


def expertise_of(judge_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The groups that these judges know well, by judge; who has no profile is absent."""
    return {judge_id: profile.expertise for judge_id, profile in _profiles(judge_ids).items()}


def _views(found: Sequence[Person], reach: Reach) -> list[JudgeView]:
    numbers = [one.id for one in found]
    profiles, seats = _profiles(numbers), _seats(numbers, reach)
    interests: dict[int, list[InterestView]] = defaultdict(list)
    rows = select(InterestRow).where(InterestRow.judge_id.in_(numbers)).order_by(InterestRow.id)
    named = (InterestRow.producer, InterestRow.product, InterestRow.declared_by)
    rows = rows.where(in_reach(InterestRow, reach)).options(*map(joinedload, named))
    for row in db.session.scalars(rows):
        interests[row.judge_id].append(_view(row))
    return [
        JudgeView(one, profiles.get(one.id), tuple(interests[one.id]), tuple(seats[one.id]))
        for one in found
    ]


def _profiles(judge_ids: Collection[int]) -> dict[int, JudgeProfile]:
    rows = select(JudgeProfileRow).where(JudgeProfileRow.account_id.in_(judge_ids))
    loaded = rows.options(selectinload(JudgeProfileRow.expertise))
    return {row.account_id: row.profile for row in db.session.scalars(loaded)}


def _seats(judge_ids: Collection[int], reach: Reach) -> dict[int, list[PanelSeat]]:
    rows = db.session.execute(
        select(SeatRow.judge_id, PanelRow.id, PanelRow.name, RoundRow)
        .join(PanelRow, PanelRow.id == SeatRow.panel_id)
        .join(RoundRow, RoundRow.id == PanelRow.round_id)
        .options(joinedload(RoundRow.competition))
        .where(SeatRow.judge_id.in_(judge_ids), RoundRow.state != RoundState.ANNOUNCED)
        .where(in_reach(RoundRow, reach))
        .order_by(PanelRow.round_id, PanelRow.name)
    )
    seats: dict[int, list[PanelSeat]] = defaultdict(list)
    for judge_id, panel_id, name, round_ in rows:
        seats[judge_id].append(PanelSeat(panel_id, name, round_.code))
    return seats


def _view(row: InterestRow) -> InterestView:
    return InterestView(
        interest_id=row.id,
        interest=row.interest,
        subject=row.subject,
        declared_at=row.declared_at,
        declared_by=row.declared_by.person().name,
        ended_at=row.ended_at,
        ended_because=row.ended_because,
    )
