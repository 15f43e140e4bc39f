"""Cards: made for who sits on a panel, told once, kept as digests."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.cards import digest_of
from judging.domain.refusal import NotAllowed, Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from judging.services.carding import MadeCard, make_cards
from judging.services.enrolling import set_active
from judging.services.enrolling_tablets import CardRefusal, enrol_tablet
from tests import story as told
from tests.enrolled import PIN, secret_for, tablet
from tests.story import NOON, Story


def make(story: Story, *judge_ids: int, hours: int = 72) -> list[MadeCard]:
    return make_cards(story.organiser, story.round_id, list(judge_ids), hours=hours, at=NOON)


def count(row: type) -> int:
    return db.session.scalar(select(func.count()).select_from(row)) or 0


def test_only_the_digest_of_a_secret_is_kept(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    cards = make(story, story.desk.id, story.judges[1].id, hours=24)
    assert [card.judge.login for card in cards] == ["desk", "judge2"]
    rows = db.session.scalars(select(CardRow).order_by(CardRow.judge_id)).all()
    assert [row.secret_digest for row in rows] == [digest_of(card.secret) for card in cards]
    assert {row.expires_at - NOON for row in rows} == {timedelta(hours=24)}


def test_the_audit_names_the_judges_and_never_a_secret(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    (card,) = make(story, story.judges[0].id)
    line = db.session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert line is not None
    assert (line.act, line.on) == ("cards.made", "round:OVOP-2027")
    assert line.detail == '{"hours": 72, "judges": ["judge1"]}'
    assert card.secret not in line.detail


def test_a_new_card_ends_the_old_one_that_nobody_used(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    other = secret_for(story, story.judges[1], NOON)
    old, new = secret_for(story, story.judges[0], NOON), secret_for(story, story.judges[0], NOON)
    with pytest.raises(CardRefusal, match="not good any more"):
        enrol_tablet(old, PIN, tablet(1), NOON)
    assert enrol_tablet(new, PIN, tablet(1), NOON).judge == story.judges[0]
    assert enrol_tablet(other, PIN, tablet(1), NOON).judge == story.judges[1]


def test_a_new_card_leaves_a_tablet_that_is_enrolled_already(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    enrolment = enrol_tablet(
        secret_for(story, story.judges[0], NOON), PIN, tablet(1), NOON
    ).enrolment
    secret_for(story, story.judges[0], NOON)
    assert db.session.get_one(CardRow, enrolment).revoked_at is None


def test_whoever_sits_on_no_panel_gets_no_card_and_nothing_is_kept(app: Flask) -> None:
    story = told.begin(judges=2)
    told.seat_everyone(story, told.enter(story, 1))
    stranger = told.enrol(story.admin, "stranger", told.Role.JUDGE)
    set_active(story.admin, story.judges[1].id, False, NOON)
    lines = count(AuditRow)
    for judge_ids in ([stranger.id, story.judges[0].id], [story.judges[1].id], [999_999]):
        with pytest.raises(Refusal, match="sits on a panel"):
            make(story, *judge_ids)
    with pytest.raises(Refusal, match="Choose whose cards"):
        make(story)
    with pytest.raises(Refusal, match="how many hours"):
        make(story, story.judges[0].id, hours=1000)
    assert (count(CardRow), count(AuditRow)) == (0, lines)


def test_judges_make_no_cards(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    judge = story.judges[0]
    with pytest.raises(NotAllowed):
        make_cards(judge, story.round_id, [judge.id], hours=72, at=NOON)
    assert count(CardRow) == 0
