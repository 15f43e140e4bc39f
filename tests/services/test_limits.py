"""Accounts of one province or competition: given by administrators, kept with the account."""

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.people import Role
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import NotThere, Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.queries import people
from judging.services import enrolling
from tests import story as told
from tests.provinces import KAMPOT, KANDAL
from tests.story import NOON


def test_a_limit_ends_the_sessions_and_is_in_the_audit(app: Flask) -> None:
    story = told.begin(judges=1)
    admin, desk = story.admin, story.desk
    enrolling.limit_account(admin, desk.id, Reach(KANDAL, story.competition.id), NOON)
    now = people.person(desk.id)
    assert now is not None
    assert (now.province, now.epoch) == (KANDAL, desk.epoch + 1)
    line = db.session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert line is not None
    assert (line.act, line.on) == ("account.limited", f"account:{desk.login}")
    assert line.detail == '{"competition": "OVOP-2027", "province": "KH-8"}'
    enrolling.limit_account(admin, desk.id, EVERYWHERE, NOON)
    again = people.person(desk.id)
    assert again is not None
    assert (again.province, again.competition_id) == (None, None)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.PRODUCER])
def test_administrators_and_producers_have_no_limit(app: Flask, role: Role) -> None:
    story = told.begin(judges=1)
    person = {Role.ADMIN: story.admin, Role.PRODUCER: story.producer}[role]
    with pytest.raises(Refusal, match="can be limited"):
        enrolling.limit_account(story.admin, person.id, Reach(KAMPOT), NOON)


def test_there_is_no_limit_to_what_is_not_there(app: Flask) -> None:
    story = told.begin(judges=1)
    with pytest.raises(Refusal, match="not a province"):
        enrolling.limit_account(story.admin, story.desk.id, Reach("KH-99"), NOON)
    with pytest.raises(NotThere):
        enrolling.limit_account(story.admin, story.desk.id, Reach(competition_id=99), NOON)
