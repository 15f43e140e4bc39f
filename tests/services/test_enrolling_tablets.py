"""A card is used once, on one tablet, by whoever chose the PIN."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.refusal import Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow, TabletRow
from judging.queries.enrolments import enrolment_of_key
from judging.services.enrolling import set_active
from judging.services.enrolling_tablets import (
    ASK_AGAIN,
    CardRefusal,
    Enrolled,
    TabletRefusal,
    enrol_tablet,
    look_at_card,
)
from judging.services.revoking import allow_tablet, revoke_tablet
from tests import story as told
from tests.enrolled import PIN, enrol, secret_for, tablet
from tests.services.test_at_once import all_at_once
from tests.story import NOON, Story

SOON = NOON + timedelta(minutes=1)
LATER = NOON + ASK_AGAIN + timedelta(seconds=1)


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=1, judges=2)


def kept() -> tuple[int, ...]:
    """How many cards are used, tablets known and audit lines written."""
    db.session.rollback()
    used = select(func.count()).select_from(CardRow).where(CardRow.used_at.is_not(None))
    rows = [select(func.count()).select_from(row) for row in (TabletRow, AuditRow)]
    return tuple(db.session.scalar(wanted) or 0 for wanted in (used, *rows))


def who(key: str) -> str | None:
    enrolment = enrolment_of_key(key)
    return enrolment and enrolment.person.login


def test_a_card_gives_the_judges_key(story: Story) -> None:
    given = enrol(story, story.judges[0])
    assert given.judge == story.judges[0]
    assert given.competition_code == "OVOP-2027"
    assert who(given.key) == "judge1"
    assert len(bytes.fromhex(given.handover_key)) == 32
    row = db.session.get_one(CardRow, given.enrolment)
    assert given.key not in (row.key_digest, row.secret_digest)
    assert PIN not in (row.pin_hash or PIN)
    assert (row.pin_hash or "").startswith("$argon2id$")


def test_two_judges_share_a_tablet_and_each_has_a_key(story: Story) -> None:
    first, second = (enrol(story, judge) for judge in story.judges)
    assert (who(first.key), who(second.key)) == ("judge1", "judge2")
    assert db.session.scalars(select(func.count()).select_from(TabletRow)).all() == [1]


def test_a_used_card_is_refused_on_another_tablet_and_later_on_its_own(story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON)
    enrol_tablet(secret, PIN, tablet(1), NOON)
    before = kept()
    for number, at in ((2, SOON), (1, LATER), (2, LATER)):
        with pytest.raises(CardRefusal, match="used already"):
            enrol_tablet(secret, PIN, tablet(number), at)
    assert kept() == before


def test_an_answer_that_was_lost_can_be_asked_for_again_at_once(story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON)
    lost = enrol_tablet(secret, PIN, tablet(1), NOON)
    again = enrol_tablet(secret, PIN, tablet(1), SOON)
    assert again.enrolment == lost.enrolment
    assert (who(lost.key), who(again.key)) == (None, "judge1")


def test_asking_again_takes_the_pin_that_was_chosen(story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON)
    enrol_tablet(secret, PIN, tablet(1), NOON)
    with pytest.raises(CardRefusal, match="used already"):
        enrol_tablet(secret, "975310", tablet(1), SOON)


def look(secret: str, number: int = 1, at: datetime = SOON) -> str:
    return look_at_card(secret, tablet(number).identity, at).judge.login


def test_looking_at_a_card_leaves_nothing_and_uses_nothing_up(story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON)
    before = kept()
    assert look(secret) == look(f" {secret[:4]}-{secret[4:].lower()}") == "judge1"
    assert kept() == before
    assert enrol_tablet(secret, PIN, tablet(2), SOON).judge == story.judges[0]


def test_a_used_card_is_good_for_a_look_only_where_it_can_be_asked_with_again(
    story: Story,
) -> None:
    secret = secret_for(story, story.judges[0], NOON)
    enrol_tablet(secret, PIN, tablet(1), NOON)
    enrol(story, story.judges[1], 2)
    assert look(secret) == "judge1"
    for number, at in ((2, SOON), (3, SOON), (1, LATER)):
        with pytest.raises(CardRefusal, match="used already"):
            look(secret, number, at)
    enrol(story, story.judges[0])
    with pytest.raises(CardRefusal, match="used already"):
        look(secret)


def test_a_look_is_refused_for_what_enrolling_refuses(story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON, hours=12)
    with pytest.raises(CardRefusal, match="not good any more"):
        look(secret, at=NOON + timedelta(hours=12))
    with pytest.raises(CardRefusal, match="not known"):
        look(secret[::-1])
    row = db.session.get_one(CardRow, enrol(story, story.judges[1]).enrolment)
    revoke_tablet(story.organiser, row.tablet_id or 0, "lost", NOON)
    with pytest.raises(TabletRefusal, match="out of use"):
        look(secret)
    set_active(story.admin, story.judges[0].id, False, NOON)
    with pytest.raises(CardRefusal, match="not known"):
        look(secret)


def test_a_card_ends_at_its_hour(story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON, hours=12)
    before = kept()
    with pytest.raises(CardRefusal, match="not good any more"):
        enrol_tablet(secret, PIN, tablet(1), NOON + timedelta(hours=12))
    assert kept() == before
    end = NOON + timedelta(hours=12, seconds=-1)
    assert enrol_tablet(secret, PIN, tablet(1), end).judge == story.judges[0]


def test_an_unknown_card_a_weak_pin_and_a_shut_account_leave_nothing(story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON)
    before = kept()
    with pytest.raises(CardRefusal, match="not known"):
        enrol_tablet(secret[::-1], PIN, tablet(1), NOON)
    with pytest.raises(Refusal, match="easy to guess"):
        enrol_tablet(secret, "123456", tablet(1), NOON)
    assert kept() == before
    set_active(story.admin, story.judges[0].id, False, NOON)
    with pytest.raises(CardRefusal, match="not known"):
        enrol_tablet(secret, PIN, tablet(1), NOON)


def test_a_new_card_on_the_same_tablet_takes_the_place_of_the_old(story: Story) -> None:
    old, other = enrol(story, story.judges[0]), enrol(story, story.judges[1])
    new = enrol(story, story.judges[0], at=LATER)
    assert (who(old.key), who(new.key), who(other.key)) == (None, "judge1", "judge2")


def test_one_judge_may_have_two_tablets(story: Story) -> None:
    first, second = enrol(story, story.judges[0], 1), enrol(story, story.judges[0], 2)
    assert (who(first.key), who(second.key)) == ("judge1", "judge1")


def test_a_tablet_out_of_use_enrols_nobody_until_it_is_allowed(story: Story) -> None:
    first = enrol(story, story.judges[0])
    row = db.session.get_one(CardRow, first.enrolment)
    tablet_id = row.tablet_id or 0
    revoke_tablet(story.organiser, tablet_id, "lost", NOON)
    secret = secret_for(story, story.judges[0], NOON)
    before = kept()
    with pytest.raises(TabletRefusal, match="out of use"):
        enrol_tablet(secret, PIN, tablet(1), NOON)
    assert kept() == before
    allow_tablet(story.organiser, tablet_id, NOON)
    again = enrol_tablet(secret, PIN, tablet(1), NOON)
    assert (who(first.key), who(again.key)) == (None, "judge1")


def test_the_secret_may_be_typed_with_hyphens_and_small_letters(story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON)
    assert enrol_tablet(f" {secret[:4]}-{secret[4:].lower()}", PIN, tablet(1), NOON).key


def test_of_two_tablets_with_one_card_at_once_exactly_one_wins(app: Flask, story: Story) -> None:
    secret = secret_for(story, story.judges[0], NOON)
    outcomes = all_at_once(
        app, *[lambda n=n: enrol_tablet(secret, PIN, tablet(n), NOON) for n in range(1, 7)]
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, Enrolled)]
    assert len(won) == 1
    assert [type(o) for o in outcomes if o is not won[0]] == [CardRefusal] * 5
    used, tablets, _ = kept()
    assert (used, tablets) == (1, 1)


def test_of_two_cards_on_one_tablet_at_once_one_is_living(app: Flask, story: Story) -> None:
    judge = story.judges[0]
    first = secret_for(story, judge, NOON)
    outcomes = all_at_once(
        app,
        *[lambda j=j: enrol(story, j) for j in story.judges],
        lambda: enrol_tablet(first, PIN, tablet(1), NOON),
    )
    db.session.rollback()
    living = select(CardRow.judge_id).where(
        CardRow.used_at.is_not(None), CardRow.revoked_at.is_(None)
    )
    assert sorted(db.session.scalars(living)) == sorted(j.id for j in story.judges)
    assert not [o for o in outcomes if not isinstance(o, Enrolled | CardRefusal)]
