"""Ending what a tablet may do: one judge, the whole tablet, a judge who goes elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from judging.queries.enrolments import enrolment_of_key
from judging.queries.tablets import card_holders, tablet_of, tablets_of
from judging.services.enrolling import set_active
from judging.services.enrolling_tablets import Enrolled, enrol_tablet
from judging.services.revoking import (
    allow_tablet,
    continue_elsewhere,
    revoke_enrolment,
    revoke_tablet,
)
from tests import story as told
from tests.enrolled import PIN, enrol, secret_for, tablet
from tests.story import NOON, Story


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=1, judges=2)


def works(given: Enrolled) -> bool:
    return enrolment_of_key(given.key) is not None


def tablet_id_of(given: Enrolled) -> int:
    return db.session.get_one(CardRow, given.enrolment).tablet_id or 0


def lines() -> list[tuple[str, str, str]]:
    db.session.rollback()
    rows = select(AuditRow.act, AuditRow.on, AuditRow.detail).order_by(AuditRow.id)
    return [tuple(row) for row in db.session.execute(rows)]


def test_one_judge_ends_and_the_other_works_on(story: Story) -> None:
    first, second = (enrol(story, judge) for judge in story.judges)
    revoke_enrolment(story.organiser, first.enrolment, " given back ", NOON)
    assert (works(first), works(second)) == (False, True)
    number = tablet_id_of(first)
    detail = '{"judge": "judge1", "reason": "given back"}'
    assert lines()[-1] == ("enrolment.revoked", f"tablet:{number}", detail)


def test_a_tablet_out_of_use_ends_everybody_on_it(story: Story) -> None:
    first, second = (enrol(story, judge) for judge in story.judges)
    elsewhere = enrol(story, story.judges[0], 2)
    revoke_tablet(story.organiser, tablet_id_of(first), "lost", NOON)
    assert [works(given) for given in (first, second, elsewhere)] == [False, False, True]
    assert lines()[-1][0] == "tablet.revoked"


def test_nobody_comes_to_life_again_with_the_tablet(story: Story) -> None:
    first = enrol(story, story.judges[0])
    revoke_tablet(story.organiser, tablet_id_of(first), "lost", NOON)
    allow_tablet(story.organiser, tablet_id_of(first), NOON)
    assert not works(first)
    assert works(enrol(story, story.judges[0]))
    # Nor do the keys of those days prove what comes by handover.
    keys = select(CardRow.handover_key.is_(None)).order_by(CardRow.id)
    assert list(db.session.scalars(keys)) == [True, False]


def test_a_judge_continues_on_another_tablet_with_a_fresh_card(story: Story) -> None:
    first, second = (enrol(story, judge) for judge in story.judges)
    card = continue_elsewhere(story.organiser, first.enrolment, hours=12, at=NOON)
    assert (works(first), works(second)) == (False, True)
    assert card.judge == story.judges[0]
    assert works(enrol_tablet(card.secret, PIN, tablet(2), NOON))
    assert [line[0] for line in lines()[-2:]] == ["judge.moved", "tablet.enrolled"]
    assert card.secret not in str(lines())


REFUSED: dict[str, Callable[[Story, int], object]] = {
    "no reason": lambda s, e: revoke_enrolment(s.organiser, e, "  ", NOON),
    "no such tablet": lambda s, e: revoke_tablet(s.organiser, 0, "lost", NOON),
    "in use already": lambda s, e: allow_tablet(s.organiser, only_tablet(s), NOON),
    "odd hours": lambda s, e: continue_elsewhere(s.organiser, e, hours=5, at=NOON),
    "no such enrolment": lambda s, e: revoke_enrolment(s.organiser, e + 1000, "lost", NOON),
    "a judge ends": lambda s, e: revoke_enrolment(s.judges[0], e, "lost", NOON),
    "a judge moves": lambda s, e: continue_elsewhere(s.judges[0], e, hours=12, at=NOON),
    "the desk revokes": lambda s, e: revoke_tablet(s.desk, only_tablet(s), "lost", NOON),
    "the desk allows": lambda s, e: allow_tablet(s.desk, only_tablet(s), NOON),
}


def only_tablet(story: Story) -> int:
    (shown,) = tablets_of(story.round_id)
    return shown.id


@pytest.mark.parametrize("act", REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_leaves_everything_as_it_was(
    story: Story, act: Callable[[Story, int], object]
) -> None:
    given = enrol(story, story.judges[0])
    before = lines()
    with pytest.raises((Refusal, NotThere, NotAllowed)):
        act(story, given.enrolment)
    assert works(given)
    assert lines() == before


def test_what_has_ended_cannot_end_again(story: Story) -> None:
    given = enrol(story, story.judges[0])
    unused = secret_for(story, story.judges[1], NOON)
    revoke_enrolment(story.organiser, given.enrolment, "lost", NOON)
    with pytest.raises(Refusal, match="not enrolled on this tablet any more"):
        revoke_enrolment(story.organiser, given.enrolment, "lost", NOON)
    with pytest.raises(Refusal, match="not enrolled on this tablet any more"):
        continue_elsewhere(story.organiser, given.enrolment, hours=12, at=NOON)
    assert enrol_tablet(unused, PIN, tablet(1), NOON)


def test_an_account_that_is_switched_off_gets_no_fresh_card(story: Story) -> None:
    given = enrol(story, story.judges[0])
    set_active(story.admin, story.judges[0].id, False, NOON)
    assert not works(given)
    with pytest.raises(Refusal, match="switched off"):
        continue_elsewhere(story.organiser, given.enrolment, hours=12, at=NOON)
    assert db.session.get_one(CardRow, given.enrolment).revoked_at is None


def test_the_list_tells_who_works_where_and_who_has_a_card(story: Story) -> None:
    first = enrol(story, story.judges[0])
    ended = enrol(story, story.judges[1])
    revoke_enrolment(story.organiser, ended.enrolment, "lost", NOON)
    secret_for(story, story.desk, NOON, hours=24)
    (shown,) = tablets_of(story.round_id)
    assert [judge.person.login for judge in shown.living] == ["judge1"]
    assert [judge.person.login for judge in shown.judges] == ["judge1", "judge2"]
    assert shown.name == f"T-{tablet_id_of(first):02}"
    holders = {h.person.login: h for h in card_holders(story.round_id, NOON)}
    assert holders["judge1"].tablets == (shown.name,)
    assert (holders["judge2"].tablets, holders["judge2"].card_until) == ((), None)
    assert holders["desk"].card_until == NOON + timedelta(hours=24)


def test_another_competitions_tablets_are_not_there(story: Story) -> None:
    given = enrol(story, story.judges[0])
    other = told.next_edition(story)
    assert tablets_of(other.round_id) == []
    with pytest.raises(NotThere):
        tablet_of(other.round_id, tablet_id_of(given))
