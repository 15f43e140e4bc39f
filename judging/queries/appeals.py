"""Appeals on announced results, for who brought them and who decides on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from judging.domain.appeals import Change, Decision, Ground, changes, last_day
from judging.domain.people import Person
from judging.domain.refusal import NotThere
from judging.domain.result import ResultEntry, result_entry
from judging.domain.rules import Rules
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.appeals import AppealRow
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import group_standings, written
from judging.persistence.panels import SeatRow
from judging.persistence.producers import ProductRow
from judging.persistence.results import ResultRow, announced_entries
from judging.persistence.score_sheets import SheetRow


@dataclass(frozen=True, slots=True)
class AppealView:
    """One appeal; `letter_from` is None where it was brought in the app."""

    appeal_id: int
    entry_id: int
    entry_code: str
    product: Words
    producer: Words
    ground: Ground
    text: str
    letter_from: str | None
    received_at: datetime
    outcome: Decision | None
    decided_at: datetime | None
    decided_because: str | None
    panel_id: int | None
    new_version: int | None

    @property
    def is_judged_anew(self) -> bool:
        """Whether a second panel judges the entry now."""
        return self.panel_id is not None and self.new_version is None


def appeals_of(round_id: int) -> list[AppealView]:
    """The appeals of a round, the undecided first, then the newest."""
    found = _appeals(EntryRow.round_id == round_id)
    return sorted(found, key=lambda one: one.outcome is not None)


def appeals_of_entry(entry_id: int) -> list[AppealView]:
    """The appeals on one entry, the newest first."""
    return _appeals(EntryRow.id == entry_id)


def appeal(round_id: int, appeal_id: int) -> AppealView:
    """One appeal of the round; NotThere if it has no such appeal."""
    for found in _appeals(EntryRow.round_id == round_id):
        if found.appeal_id == appeal_id:
            return found
    raise NotThere("There is no such appeal.")


def _appeals(wanted: ColumnElement[bool]) -> list[AppealView]:
    rows = db.session.scalars(
        select(AppealRow)
        .join(EntryRow, EntryRow.id == AppealRow.entry_id)
        .where(wanted)
        .options(
            joinedload(AppealRow.entry)
            .joinedload(EntryRow.product)
            .joinedload(ProductRow.producer),
            joinedload(AppealRow.result),
        )
        .order_by(AppealRow.id.desc())
    )
    return [_view(row) for row in rows]


def _view(row: AppealRow) -> AppealView:
    product = row.entry.product
    return AppealView(
        appeal_id=row.id,
        entry_id=row.entry_id,
        entry_code=row.entry.code,
        product=product.name,
        producer=product.producer.name,
        ground=Ground(row.ground),
        text=row.text,
        letter_from=row.letter_from,
        received_at=row.received_at,
        outcome=Decision(row.outcome) if row.outcome else None,
        decided_at=row.decided_at,
        decided_because=row.decided_because,
        panel_id=row.panel_id,
        new_version=row.result.version if row.result else None,
    )


def last_day_of_appeals(round_id: int) -> date | None:
    """The last day on which appeals are taken; None before the announcement, or without appeals."""
    newest = db.session.scalars(
        select(ResultRow).where(ResultRow.round_id == round_id).order_by(ResultRow.version.desc())
    ).first()
    if newest is None:
        return None
    return last_day(
        newest.announced_at, written(db.session(), Rules, newest.competition.rules_version)
    )


def scorers_of(entry_id: int) -> list[Person]:
    """Who has handed in a sheet for the entry, by sign-in name."""
    sheets = select(SheetRow.judge_id).where(
        SheetRow.entry_id == entry_id, SheetRow.handed_in_at.is_not(None)
    )
    rows = select(AccountRow).where(AccountRow.id.in_(sheets)).order_by(AccountRow.login)
    return [row.person() for row in db.session.scalars(rows)]


def second_panel_of(shown: AppealView) -> list[tuple[Person, bool]]:
    """Who sits on the second panel, by sign-in name, and whether the sheet is handed in."""
    done = {person.id for person in scorers_of(shown.entry_id)}
    seats = select(SeatRow.judge_id).where(SeatRow.panel_id == shown.panel_id)
    rows = select(AccountRow).where(AccountRow.id.in_(seats)).order_by(AccountRow.login)
    return [(row.person(), row.id in done) for row in db.session.scalars(rows)]


def counted_again(round_id: int) -> Sequence[Change]:
    """What counting the sheets of the round again would change of what is announced."""
    session = db.session()
    round_ = session.get_one(RoundRow, round_id)
    before = {entry.code: entry for _, entry in announced_entries(session, round_id)}
    return list(changes(before, _now(round_, before)))


def _now(round_: RoundRow, before: dict[str, ResultEntry]) -> dict[str, ResultEntry]:
    session, competition = db.session(), round_.competition
    rules = written(session, Rules, competition.rules_version)
    return {
        standing.entry: result_entry(
            standing,
            code=standing.entry,
            group=group.code,
            identity=before[standing.entry].identity,
            rules=rules,
        )
        for group in competition.groups
        for standing in group_standings(session, competition, group, round_.id)
        if standing.entry in before
    }
