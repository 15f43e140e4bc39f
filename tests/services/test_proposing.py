"""What two people do: one proposes, another one confirms, and only then it is done."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.people import Person
from judging.domain.reach import Reach
from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.domain.rounds import RoundState
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.proposals import ProposalRow
from judging.persistence.results import ResultRow
from judging.queries.results import result_of
from judging.services.acts import act
from judging.services.announcing import announce
from judging.services.competing import close_judging
from judging.services.enrolling import limit_account, set_active
from judging.services.leaving import withdraw_entry
from judging.services.permissions import BY_TWO, MAY
from judging.services.proposing import (
    confirm,
    propose_announcement,
    propose_disqualification,
    propose_reopening,
    take_back,
)
from tests import country as told_country, provinces, story as told
from tests.acts import ACTS
from tests.provinces import KAMPOT, KANDAL
from tests.story import NOON, Story

Propose = Callable[[Story, Person], int]
PROPOSALS: dict[str, Propose] = {
    "result.announced": lambda s, by: propose_announcement(by, s.round_id, NOON),
    "round.reopened": lambda s, by: propose_reopening(by, s.round_id, "A sheet came late.", NOON),
    "entry.disqualified": lambda s, by: propose_disqualification(
        by, s.entry_ids[1], "The label named the maker.", NOON
    ),
}


@pytest.fixture
def story(app: Flask) -> Story:
    """A closed round, all scored."""
    story = told.ready_to_judge(entries=3, judges=3)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    return story


def newest_line() -> AuditRow:
    db.session.rollback()
    return db.session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(1)).one()


def state_of(story: Story) -> tuple[RoundState, list[str | None]]:
    """All that the three acts change."""
    db.session.rollback()
    entries = [db.session.get_one(EntryRow, number) for number in story.entry_ids]
    return story.competition.round_state, [entry.departure for entry in entries]


def test_every_act_of_two_can_be_proposed() -> None:
    assert set(PROPOSALS) == BY_TWO
    assert set(MAY) >= BY_TWO


@pytest.mark.parametrize("name", sorted(BY_TWO))
def test_no_act_of_two_is_done_by_one(story: Story, name: str) -> None:
    before = state_of(story)
    with pytest.raises(Refusal, match="somebody else has to confirm"):
        ACTS[name](story.admin, story)  # which says that the administrator proposed it
    with (
        pytest.raises(Refusal, match="somebody else has to confirm"),
        act(name, by=story.organiser, at=NOON),
    ):
        raise AssertionError("the act was let in")
    assert state_of(story) == before


@pytest.mark.parametrize("name", sorted(BY_TWO))
def test_proposing_does_nothing_yet(story: Story, name: str) -> None:
    before = state_of(story)
    PROPOSALS[name](story, story.organiser)
    line = newest_line()
    assert (line.act, json.loads(line.detail)["act"]) == ("proposal.made", name)
    assert state_of(story) == before


@pytest.mark.parametrize("name", sorted(BY_TWO))
def test_who_proposed_does_not_confirm(story: Story, name: str) -> None:
    number = PROPOSALS[name](story, story.organiser)
    before = state_of(story)
    with pytest.raises(Refusal, match="somebody else has to confirm"):
        confirm(story.organiser, number, NOON)
    assert state_of(story) == before
    assert db.session.get_one(ProposalRow, number).outcome is None


@pytest.mark.parametrize("name", sorted(BY_TWO))
def test_a_second_person_confirms_and_the_audit_names_both(story: Story, name: str) -> None:
    number = PROPOSALS[name](story, story.organiser)
    confirm(story.admin, number, NOON)
    line = newest_line()
    assert (line.act, line.by_id) == (name, story.admin.id)
    assert json.loads(line.detail)["proposed_by"] == "organiser"
    row = db.session.get_one(ProposalRow, number)
    assert (row.outcome, row.ended_by_id) == ("confirmed", story.admin.id)
    with pytest.raises(Refusal, match="confirmed and done already"):
        confirm(story.admin, number, NOON)


def test_each_does_what_it_says(story: Story) -> None:
    confirm(story.admin, PROPOSALS["round.reopened"](story, story.organiser), NOON)
    assert story.competition.round_state is RoundState.JUDGING
    close_judging(story.organiser, story.round_id, NOON)
    confirm(story.admin, PROPOSALS["entry.disqualified"](story, story.organiser), NOON)
    assert state_of(story)[1] == [None, "disqualified", None]
    confirm(story.organiser, PROPOSALS["result.announced"](story, story.admin), NOON)
    assert result_of(story.code) is not None


def test_what_judges_and_producers_may_not_do_they_neither_propose_nor_confirm(
    story: Story,
) -> None:
    number = PROPOSALS["round.reopened"](story, story.organiser)
    for person in (story.judges[0], story.desk, story.producer):
        with pytest.raises(NotAllowed):
            confirm(person, number, NOON)
        with pytest.raises(NotAllowed):
            take_back(person, number, NOON)
        with pytest.raises(NotAllowed):
            PROPOSALS["entry.disqualified"](story, person)


def test_what_was_taken_back_is_not_confirmed_but_can_be_proposed_anew(story: Story) -> None:
    number = PROPOSALS["round.reopened"](story, story.organiser)
    with pytest.raises(Refusal, match="proposed already"):
        PROPOSALS["round.reopened"](story, story.admin)
    take_back(story.organiser, number, NOON)
    assert (newest_line().act, newest_line().on) == ("proposal.taken_back", "round:OVOP-2027")
    with pytest.raises(Refusal, match="was taken back"):
        confirm(story.admin, number, NOON)
    assert story.competition.round_state is RoundState.CLOSED
    confirm(story.organiser, PROPOSALS["round.reopened"](story, story.admin), NOON)


def test_an_announcement_of_something_else_than_was_proposed_is_refused(story: Story) -> None:
    number = PROPOSALS["result.announced"](story, story.organiser)
    withdraw_entry(story.organiser, story.entry_ids[0], "Made elsewhere.", NOON)
    with pytest.raises(Refusal, match="has changed since it was proposed"):
        confirm(story.admin, number, NOON)
    assert story.competition.round_state is RoundState.CLOSED
    assert db.session.scalars(select(ResultRow)).all() == []


def test_another_name_on_the_certificate_is_something_else_too(story: Story) -> None:
    confirm(story.admin, PROPOSALS["round.reopened"](story, story.organiser), NOON)
    close_judging(story.organiser, story.round_id, NOON)
    number = PROPOSALS["result.announced"](story, story.organiser)
    product = db.session.get_one(EntryRow, story.entry_ids[0]).product
    product.name_en = "Another name"
    db.session.commit()
    with pytest.raises(Refusal, match="has changed since it was proposed"):
        confirm(story.admin, number, NOON)


def test_what_was_done_otherwise_meanwhile_is_not_done_again(story: Story) -> None:
    reopening = PROPOSALS["round.reopened"](story, story.organiser)
    leaving = PROPOSALS["entry.disqualified"](story, story.organiser)
    withdraw_entry(story.organiser, story.entry_ids[1], "The producer left.", NOON)
    with pytest.raises(Refusal, match="has left the round already"):
        confirm(story.admin, leaving, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    with pytest.raises(Refusal, match="The result is announced"):
        confirm(story.admin, reopening, NOON)


def test_nothing_that_cannot_be_done_is_proposed(app: Flask) -> None:
    story = told.ready_to_judge(entries=2, judges=3)
    for name in ("result.announced", "round.reopened"):
        with pytest.raises(Refusal, match="close the round first"):
            PROPOSALS[name](story, story.organiser)
    with pytest.raises(Refusal, match="Write which rule"):
        propose_disqualification(story.organiser, story.entry_ids[0], " ", NOON)
    assert db.session.scalars(select(ProposalRow)).all() == []


def test_who_was_switched_off_has_not_proposed_anything(story: Story) -> None:
    number = PROPOSALS["round.reopened"](story, story.organiser)
    set_active(story.admin, story.organiser.id, False, NOON)
    with pytest.raises(Refusal, match="may not do it any more"):
        confirm(story.admin, number, NOON)
    take_back(story.admin, number, NOON)


def test_both_people_have_to_reach_it(app: Flask) -> None:
    story = provinces.judged(entries=1)
    of_kampot = told_country.limited(story, "of-kampot", Reach(KAMPOT))
    of_kandal = told_country.limited(story, "of-kandal", Reach(KANDAL))
    number = PROPOSALS["round.reopened"](story, of_kampot)
    for meddle in (confirm, take_back):
        with pytest.raises(NotThere):
            meddle(of_kandal, number, NOON)
    with pytest.raises(NotThere):
        announce(story.organiser, story.round_id, NOON, proposed_by=of_kandal)
    limit_account(story.admin, of_kampot.id, Reach(KANDAL), NOON)
    with pytest.raises(Refusal, match="may not do it any more"):
        confirm(story.organiser, number, NOON)
    assert story.competition.round_state is RoundState.CLOSED
