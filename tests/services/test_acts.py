"""One act, one audit line; a refusal leaves nothing."""

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from judging.domain.people import Role
from judging.domain.refusal import NotAllowed
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.producers import ProducerRow
from judging.persistence.writing import writing
from judging.persistence.written import WrittenRow
from judging.services.acts import act
from judging.services.permissions import MAY
from tests import story as told
from tests.story import NOON


def count(row: type) -> int:
    return db.session.scalar(select(func.count()).select_from(row)) or 0


def test_the_whole_story_is_in_the_audit(app: Flask) -> None:
    told.announced(entries=2)
    acts = db.session.scalars(select(AuditRow.act).order_by(AuditRow.id)).all()
    assert acts == [
        "house.founded",
        *["account.created"] * 8,
        "competition.created",
        *["entry.entered", "papers.recorded"] * 2,
        *["panel.formed"] * 2,
        "round.opened",
        *["sheet.handed_in"] * 12,
        "round.closed",
        "result.announced",
    ]


def add_a_producer(story: told.Story) -> None:
    with act("entry.entered", by=story.organiser, at=NOON) as deed:
        deed.session.add(ProducerRow(name_km="ក", name_en="A", form="group"))
        deed.session.flush()
        raise ZeroDivisionError


def test_whatever_is_raised_inside_an_act_leaves_nothing(app: Flask) -> None:
    story = told.begin()
    lines = count(AuditRow)
    with pytest.raises(ZeroDivisionError):
        add_a_producer(story)
    assert (count(ProducerRow), count(AuditRow)) == (0, lines)


def test_changes_outside_an_act_are_a_fault(app: Flask) -> None:
    story = told.begin()
    db.session.add(ProducerRow(name_km="ក", name_en="A", form="group"))
    with pytest.raises(RuntimeError, match="outside an act"):
        add_a_producer(story)
    db.session.rollback()


def test_all_that_a_producer_may_do_is_to_appeal() -> None:
    assert {name for name, roles in MAY.items() if Role.PRODUCER in roles} == {"appeal.brought"}


@pytest.mark.parametrize("name", sorted(set(MAY) - {"appeal.brought"}))
def test_a_producer_may_do_no_other_act(app: Flask, name: str) -> None:
    story = told.begin()
    assert Role.PRODUCER not in MAY[name]
    with pytest.raises(NotAllowed), act(name, by=story.producer, at=NOON):
        raise AssertionError("the act was let in")


def test_a_fault_of_the_database_tells_no_secret_in_the_log(app: Flask) -> None:
    twice = [{"version": "v1", "kind": "rules", "meaning": "a secret"}] * 2
    with pytest.raises(IntegrityError) as fault, writing() as session:
        session.execute(insert(WrittenRow), twice)
    assert "a secret" not in str(fault.value)
