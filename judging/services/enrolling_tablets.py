"""Enrolling: a judge uses a card on a tablet and chooses the PIN."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from judging.domain.cards import digest_of, typed_secret
from judging.domain.people import Person
from judging.domain.pins import check_pin
from judging.domain.refusal import Refusal, sentence
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.tablets import CardRow, TabletRow
from judging.services.acts import act
from judging.services.passwords import HASHER, is_password

# The answer may be lost on its way: for so long the same tablet may ask with the same card again.
ASK_AGAIN = timedelta(minutes=10)
UNKNOWN = sentence("This card is not known here. Scan it again, or ask for a new one.")
USED = sentence("This card has been used already. Ask the organiser for a new card.")
ENDED = sentence("This card is not good any more. Ask the organiser for a new card.")
OUT_OF_USE = sentence("This tablet was taken out of use. Ask the organiser to allow it again.")


class CardRefusal(Refusal):
    """The card cannot be used: unknown, used, replaced or too old."""


class TabletRefusal(Refusal):
    """The organiser has revoked this tablet."""


@dataclass(frozen=True, slots=True)
class TabletFacts:
    """What a tablet tells of itself when it enrols."""

    identity: str
    browser: str
    app_version: str


@dataclass(frozen=True, slots=True)
class GoodCard:
    """For whom and for what competition a card is that can be used."""

    judge: Person
    competition: str
    competition_code: str
    competition_title: Words


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the tablet gets, once: its two keys, and whose and what for they are."""

    key: str
    handover_key: str
    enrolment: int
    tablet_id: int
    judge: Person
    competition: str
    competition_code: str
    competition_title: Words


def look_at_card(secret: str, identity: str, at: datetime) -> GoodCard:
    """For whom a card is, if the tablet of this identity may use it; nothing is used up.

    Raises CardRefusal or TabletRefusal, as enrolling would.
    """
    card = _card(digest_of(typed_secret(secret)), at)
    tablet = _known_tablet(db.session(), identity)
    if not (tablet and _was_just_used_here(card, tablet, at)):
        _refuse_a_bad_card(card, at)
    competition = card.competition
    return GoodCard(
        judge=card.judge.person(),
        competition=competition.identity,
        competition_code=competition.code,
        competition_title=competition.title,
    )


def enrol_tablet(secret: str, pin: str, facts: TabletFacts, at: datetime) -> Enrolled:
    """Use a card on a tablet; the judge's earlier enrolment there ends.

    Raises CardRefusal, TabletRefusal, or a Refusal of the PIN.
    """
    digest = digest_of(typed_secret(secret))
    judge = _card(digest, at).judge.person()
    # Before the lock: hashing takes longer than all the rest.
    pin_hash = HASHER.hash(check_pin(pin))
    with act("tablet.enrolled", by=judge, at=at) as deed:
        card = deed.session.scalars(select(CardRow).where(CardRow.secret_digest == digest)).one()
        tablet = _tablet(deed.session, facts, at)
        again = _is_asked_again(card, tablet, pin, at)
        if not again:
            _refuse_a_bad_card(card, at)
            _end_others(deed.session, card, tablet, at)
        deed.on, deed.detail["tablet"] = f"competition:{card.competition.code}", tablet.id
        deed.detail |= {"same": True} if again else {}
        return _use(card, tablet, pin_hash, at)


def _card(digest: str, at: datetime) -> CardRow:
    """The card; refused where no tablet could use it any more."""
    card = db.session.scalars(
        select(CardRow).where(CardRow.secret_digest == digest).options(joinedload(CardRow.judge))
    ).first()
    if card is None or not card.judge.is_active:
        raise CardRefusal(UNKNOWN)
    if card.used_at is None or abs(at - card.used_at) > ASK_AGAIN:
        _refuse_a_bad_card(card, at)
    return card


def _refuse_a_bad_card(card: CardRow, at: datetime) -> None:
    if card.used_at is not None:
        raise CardRefusal(USED)
    if card.revoked_at is not None or at >= card.expires_at:
        raise CardRefusal(ENDED)


def _is_asked_again(card: CardRow, tablet: TabletRow, pin: str, at: datetime) -> bool:
    return _was_just_used_here(card, tablet, at) and is_password(card.pin_hash, pin)


def _was_just_used_here(card: CardRow, tablet: TabletRow, at: datetime) -> bool:
    return (
        card.used_at is not None
        and card.revoked_at is None
        and card.tablet_id == tablet.id
        and abs(at - card.used_at) <= ASK_AGAIN
    )


def _known_tablet(session: Session, identity: str) -> TabletRow | None:
    tablet = session.scalars(select(TabletRow).where(TabletRow.identity == identity)).first()
    if tablet is not None and tablet.revoked_at is not None:
        raise TabletRefusal(OUT_OF_USE)
    return tablet


def _tablet(session: Session, facts: TabletFacts, at: datetime) -> TabletRow:
    tablet = _known_tablet(session, facts.identity)
    if tablet is None:
        tablet = TabletRow(identity=facts.identity, enrolled_at=at, unsent=0, drafts=0)
        session.add(tablet)
    tablet.browser, tablet.app_version = facts.browser, facts.app_version
    tablet.last_contact_at = at
    session.flush()
    return tablet


def _end_others(session: Session, card: CardRow, tablet: TabletRow, at: datetime) -> None:
    """A judge has one living enrolment on a tablet: the one of the newest card."""
    living = select(CardRow).where(
        CardRow.tablet_id == tablet.id,
        CardRow.judge_id == card.judge_id,
        CardRow.competition_id == card.competition_id,
        CardRow.revoked_at.is_(None),
    )
    for other in session.scalars(living):
        other.revoked_at = at
    session.flush()


def _use(card: CardRow, tablet: TabletRow, pin_hash: str, at: datetime) -> Enrolled:
    key, handover_key = secrets.token_urlsafe(32), secrets.token_hex(32)
    card.used_at = card.used_at or at
    card.tablet, card.key_digest = tablet, digest_of(key)
    card.pin_hash, card.handover_key = pin_hash, handover_key
    competition = card.competition
    return Enrolled(
        key=key,
        handover_key=handover_key,
        enrolment=card.id,
        tablet_id=tablet.id,
        judge=card.judge.person(),
        competition=competition.identity,
        competition_code=competition.code,
        competition_title=competition.title,
    )
