"""Signing in on an enrolled tablet: a right PIN gives a pass, wrong ones give pauses."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from judging.domain.cards import digest_of
from judging.domain.people import Person
from judging.domain.pins import ENOUGH, TRIES, pause_after
from judging.domain.refusal import Refusal, sentence
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from judging.persistence.writing import writing
from judging.services.looking_up import there
from judging.services.passwords import is_password

PASS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Pass:
    """Opens the judge's competition until then; only its digest is kept."""

    text: str
    until: datetime


class WrongPin(Refusal):
    """`left` tries are there before a pause."""

    def __init__(self, left: int) -> None:
        super().__init__(sentence("This PIN is wrong; tries left: %(left)s."), left=left)
        self.left = left


class PinLocked(Refusal):
    """Nobody may try before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(sentence("Too many wrong PINs; wait for the end of the pause."))
        self.until = until


class StillLocked(PinLocked):
    """A try during the pause, which is not even looked at."""


class EnrolmentEnded(Refusal):
    """So many wrong PINs in a row that only a new card helps."""

    def __init__(self) -> None:
        super().__init__(sentence("Too many wrong PINs; ask the organiser for a new card."))


def unlock(by: Person, enrolment_id: int, pin: str, at: datetime) -> Pass:
    """A pass for a right PIN; raises WrongPin, PinLocked or EnrolmentEnded.

    A wrong try is kept although it is refused, so that neither a restart nor a second process
    gives tries anew; whoever tries many at once is counted one by one.
    """
    # Before the lock: hashing takes longer than all the rest.
    matches = is_password(there(db.session(), CardRow, enrolment_id).pin_hash, pin)
    with writing() as session:
        card = there(session, CardRow, enrolment_id)
        outcome = _outcome(card, matches, at)
        if noted := NOTED.get(type(outcome)):
            session.add(AuditRow(at=at, by_id=by.id, act=noted, on=f"tablet:{card.tablet_id}"))
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def _outcome(card: CardRow, matches: bool, at: datetime) -> Pass | Refusal:
    if card.revoked_at is not None:
        return EnrolmentEnded()
    if card.locked_until is not None and at < card.locked_until:
        return StillLocked(card.locked_until)
    return _open(card, at) if matches else _count(card, at)


def _open(card: CardRow, at: datetime) -> Pass:
    given = Pass(secrets.token_urlsafe(32), at + PASS)
    card.wrong_pins, card.locked_until = 0, None
    card.pass_digest, card.pass_until = digest_of(given.text), given.until
    return given


def _count(card: CardRow, at: datetime) -> Refusal:
    card.wrong_pins += 1
    if card.wrong_pins >= ENOUGH:
        card.revoked_at = at
        return EnrolmentEnded()
    pause = pause_after(card.wrong_pins)
    if pause is None:
        return WrongPin(TRIES - card.wrong_pins)
    card.locked_until = at + pause
    return PinLocked(card.locked_until)


NOTED = {
    Pass: "tablet.unlocked",
    PinLocked: "tablet.locked",
    EnrolmentEnded: "enrolment.ended",
}
