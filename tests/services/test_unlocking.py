"""A right PIN gives a pass; wrong ones are counted where no restart forgets them."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from judging.queries.enrolments import Enrolment, enrolment_of_key, has_pass
from judging.services.unlocking import EnrolmentEnded, Pass, PinLocked, WrongPin, unlock
from tests import story as told
from tests.enrolled import PIN, enrol
from tests.services.test_at_once import all_at_once
from tests.story import NOON

WRONG = "482916"


@pytest.fixture
def here(app: Flask) -> Enrolment:
    story = told.ready_to_judge(entries=1, judges=1)
    enrolment = enrolment_of_key(enrol(story, story.judges[0]).key)
    assert enrolment is not None
    return enrolment


def attempt(here: Enrolment, pin: str, at: datetime = NOON) -> object:
    try:
        return unlock(here.person, here.id, pin, at)
    except (WrongPin, PinLocked, EnrolmentEnded) as refusal:
        return refusal


def in_minutes(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def acts() -> list[str]:
    db.session.rollback()
    return list(
        db.session.scalars(
            select(AuditRow.act).where(AuditRow.on.like("tablet:%")).order_by(AuditRow.id)
        )
    )


def test_a_right_pin_gives_a_pass_for_twelve_hours(here: Enrolment) -> None:
    given = attempt(here, PIN)
    assert isinstance(given, Pass)
    assert has_pass(here, given.text, NOON)
    assert has_pass(here, given.text, NOON + timedelta(hours=12, seconds=-1))
    assert not has_pass(here, given.text, NOON + timedelta(hours=12))
    assert not has_pass(here, "", NOON)
    assert db.session.get_one(CardRow, here.id).pass_digest != given.text


def test_a_newer_pass_ends_the_older(here: Enrolment) -> None:
    older, newer = attempt(here, PIN), attempt(here, PIN)
    assert isinstance(older, Pass)
    assert isinstance(newer, Pass)
    assert [has_pass(here, given.text, NOON) for given in (older, newer)] == [False, True]


def test_the_fifth_wrong_pin_locks_for_a_minute_and_the_sixth_for_two(here: Enrolment) -> None:
    tries = [attempt(here, WRONG) for _ in range(4)]
    assert [t.left for t in tries if isinstance(t, WrongPin)] == [4, 3, 2, 1]
    fifth = attempt(here, WRONG)
    assert isinstance(fifth, PinLocked)
    assert fifth.until == in_minutes(1)
    sixth = attempt(here, WRONG, in_minutes(1))
    assert isinstance(sixth, PinLocked)
    assert sixth.until == in_minutes(3)


def test_while_locked_even_the_right_pin_has_to_wait_and_wrong_ones_do_not_count(
    here: Enrolment,
) -> None:
    for _ in range(5):
        attempt(here, WRONG)
    for pin in (PIN, WRONG, PIN):
        refusal = attempt(here, pin, in_minutes(0.99))
        assert isinstance(refusal, PinLocked)
        assert refusal.until == in_minutes(1)
    assert isinstance(attempt(here, PIN, in_minutes(1)), Pass)


def test_a_right_pin_begins_the_count_anew(here: Enrolment) -> None:
    for _ in range(4):
        attempt(here, WRONG)
    attempt(here, PIN)
    refusal = attempt(here, WRONG)
    assert isinstance(refusal, WrongPin)
    assert refusal.left == 4


def test_after_twenty_wrong_pins_in_a_row_only_a_new_card_helps(here: Enrolment) -> None:
    at = NOON
    outcomes = []
    for _ in range(20):
        outcomes.append(attempt(here, WRONG, at))
        at += timedelta(minutes=15)
    assert isinstance(outcomes[18], PinLocked)
    assert isinstance(outcomes[19], EnrolmentEnded)
    assert isinstance(attempt(here, PIN, at), EnrolmentEnded)
    assert db.session.get_one(CardRow, here.id).revoked_at is not None


def test_pauses_and_passes_are_in_the_audit_and_single_wrong_pins_are_not(
    here: Enrolment,
) -> None:
    for _ in range(5):
        attempt(here, WRONG)
    attempt(here, PIN)
    attempt(here, PIN, in_minutes(1))
    assert acts() == ["tablet.locked", "tablet.unlocked"]


def test_many_tries_at_once_are_counted_one_by_one(app: Flask, here: Enrolment) -> None:
    outcomes = all_at_once(app, *[lambda: attempt(here, WRONG)] * 12)
    assert sum(isinstance(outcome, WrongPin) for outcome in outcomes) == 4
    assert sum(isinstance(outcome, PinLocked) for outcome in outcomes) == 8
    db.session.rollback()
    assert db.session.get_one(CardRow, here.id).wrong_pins == 5
