"""The tablets of a round, and whose cards and enrolments there are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.domain.people import Person, Role
from judging.domain.refusal import NotThere
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.panels import PanelRow, SeatRow
from judging.persistence.tablets import CardRow, TabletRow

SILENT_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class EnrolledJudge:
    """A judge on a tablet; `is_living` is False once the enrolment has ended."""

    enrolment_id: int
    person: Person
    is_living: bool


@dataclass(frozen=True, slots=True)
class TabletView:
    """One tablet of the hall and what it told of itself last; None is what it did not tell.

    `battery` is in percent; `clock_ahead` in seconds, negative where its clock is late.
    """

    id: int
    judges: tuple[EnrolledJudge, ...]
    browser: str
    app_version: str
    last_contact_at: datetime
    unsent: int
    drafts: int
    battery: int | None
    keeps_storage: bool | None
    clock_ahead: int | None
    revoked_at: datetime | None
    revoked_because: str | None

    @property
    def name(self) -> str:
        """What the secretariat calls it: T-01."""
        return tablet_name(self.id)

    @property
    def living(self) -> tuple[EnrolledJudge, ...]:
        """Who works on it now."""
        return tuple(judge for judge in self.judges if judge.is_living)

    def is_silent(self, at: datetime) -> bool:
        """Whether it should have been heard of; nobody waits for one that nobody works on."""
        return bool(self.living) and at - self.last_contact_at > SILENT_AFTER


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Who sits on these panels: the tablets worked on, and until when a card is good."""

    person: Person
    panels: tuple[str, ...]
    tablets: tuple[str, ...]
    card_until: datetime | None


def tablet_name(tablet_id: int) -> str:
    """The short name of the tablet with this number."""
    return f"T-{tablet_id:02}"


def tablets_of(round_id: int) -> list[TabletView]:
    """Every tablet on which somebody has enrolled by a card of the round, by number."""
    cards = db.session.scalars(
        select(CardRow)
        .where(CardRow.round_id == round_id, CardRow.tablet_id.is_not(None))
        .options(joinedload(CardRow.judge), joinedload(CardRow.tablet))
        .order_by(CardRow.tablet_id, CardRow.id)
    )
    by_tablet: dict[TabletRow, list[CardRow]] = defaultdict(list)
    for card in cards:
        if card.tablet is not None:
            by_tablet[card.tablet].append(card)
    return [_view(tablet, cards) for tablet, cards in by_tablet.items()]


def tablet_of(round_id: int, tablet_id: int) -> TabletView:
    """One tablet of the round; NotThere if it has none with this number."""
    for tablet in tablets_of(round_id):
        if tablet.id == tablet_id:
            return tablet
    raise NotThere("There is no such tablet.")


def card_holders(round_id: int, at: datetime) -> list[CardHolder]:
    """Everybody active who sits on a panel of the round: panel by panel, then the desk."""
    seats = db.session.execute(
        select(AccountRow, PanelRow.name)
        .join(SeatRow, SeatRow.judge_id == AccountRow.id)
        .join(PanelRow, PanelRow.id == SeatRow.panel_id)
        .join(GroupRow, GroupRow.id == PanelRow.group_id)
        .where(PanelRow.round_id == round_id, AccountRow.is_active)
        .order_by(GroupRow.position, PanelRow.name, AccountRow.login)
    )
    panels: dict[AccountRow, list[str]] = defaultdict(list)
    for account, panel in seats:
        panels[account].append(panel)
    tablets: dict[int, list[str]] = defaultdict(list)
    until: dict[int, datetime] = {}
    competition_id = (
        select(RoundRow.competition_id).where(RoundRow.id == round_id).scalar_subquery()
    )
    living = select(CardRow.judge_id, CardRow.tablet_id, CardRow.expires_at).where(
        CardRow.competition_id == competition_id, CardRow.revoked_at.is_(None)
    )
    for judge_id, tablet_id, expires_at in db.session.execute(living.order_by(CardRow.tablet_id)):
        if tablet_id is not None:
            tablets[judge_id].append(tablet_name(tablet_id))
        elif expires_at > at:
            until[judge_id] = expires_at
    return [
        CardHolder(row.person(), tuple(panels[row]), tuple(tablets[row.id]), until.get(row.id))
        for row in sorted(panels, key=lambda row: row.role == Role.DESK)
    ]


def _view(tablet: TabletRow, cards: list[CardRow]) -> TabletView:
    return TabletView(
        id=tablet.id,
        judges=tuple(
            EnrolledJudge(card.id, card.judge.person(), card.revoked_at is None) for card in cards
        ),
        browser=tablet.browser,
        app_version=tablet.app_version,
        last_contact_at=tablet.last_contact_at,
        unsent=tablet.unsent,
        drafts=tablet.drafts,
        battery=tablet.battery,
        keeps_storage=tablet.keeps_storage,
        clock_ahead=tablet.clock_ahead,
        revoked_at=tablet.revoked_at,
        revoked_because=tablet.revoked_because,
    )
