"""Appeals: when they are taken, what a decision does, and what stays for ever."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.appeals import Decision, Ground
from judging.domain.meaning import canonical_json
from judging.domain.people import Role
from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.domain.rules import Rules
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.persistence.loading import written
from judging.persistence.writing import writing
from judging.persistence.written import WrittenRow
from judging.queries.appeals import (
    appeals_of,
    appeals_of_entry,
    last_day_of_appeals,
)
from judging.services.appealing import Letter, bring_appeal, grant_appeal, refuse_appeal
from tests import story as told
from tests.appealed import DAY, TEXT, bring, certificates, frozen
from tests.story import NOON


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.announced(entries=3)


def test_nobody_appeals_before_the_announcement(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    with pytest.raises(Refusal, match="not announced yet"):
        bring(story)
    assert appeals_of(story.round_id) == []


def test_a_producer_appeals_on_an_own_entry_alone(story: told.Story) -> None:
    other = told.enrol(story.admin, "neighbour", Role.PRODUCER)
    with pytest.raises(NotThere):
        bring_appeal(other, story.entry_ids[0], Ground.ARITHMETIC, TEXT, NOON + DAY)
    with pytest.raises(NotThere):
        bring_appeal(story.producer, story.entry_ids[1], Ground.ARITHMETIC, TEXT, NOON + DAY)
    with pytest.raises(NotAllowed):
        bring_appeal(story.judges[0], story.entry_ids[0], Ground.ARITHMETIC, TEXT, NOON + DAY)
    with pytest.raises(NotThere):
        bring(story, letter=Letter("Sok", NOON + DAY))
    assert appeals_of(story.round_id) == []


def test_an_appeal_is_kept_with_its_ground_and_words(story: told.Story) -> None:
    bring(story)
    (one,) = appeals_of_entry(story.entry_ids[0])
    assert (one.ground, one.text, one.outcome) == (Ground.ARITHMETIC, TEXT, None)
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "appeal.brought")).one()
    assert (line.on, line.by_id) == (f"entry:{story.code}/{story.codes[0]}", story.producer.id)
    with pytest.raises(Refusal, match="waits for its decision already"):
        bring(story)


def test_what_was_done_wrong_has_to_be_written(story: told.Story) -> None:
    with pytest.raises(Refusal, match="Write what was done wrong"):
        bring_appeal(story.producer, story.entry_ids[0], Ground.ARITHMETIC, " ", NOON)


def test_the_last_day_is_the_last_in_cambodia(story: told.Story) -> None:
    last = last_day_of_appeals(story.round_id)
    assert last is not None
    assert last.isoformat() == "2027-04-14"
    end = NOON.replace(hour=16, minute=59) + 7 * DAY  # one minute before midnight in Phnom Penh
    with pytest.raises(Refusal, match="7 days after the announcement; these are over"):
        bring(story, at=end + timedelta(minutes=1))
    assert bring(story, at=end)


def test_a_letter_counts_from_the_day_on_which_it_was_received(story: told.Story) -> None:
    letter = Letter(" Sok Sophea ", NOON + 7 * DAY)
    first, second = story.entry_ids[:2]
    late = NOON + 9 * DAY
    bring_appeal(story.organiser, first, Ground.PROCEDURE, TEXT, late, letter)
    assert appeals_of(story.round_id)[0].letter_from == "Sok Sophea"
    for day in (-1, 8, 10):
        other = replace(letter, received_at=NOON + day * DAY)
        with pytest.raises(Refusal):
            bring_appeal(story.organiser, second, Ground.PROCEDURE, TEXT, late, other)
    with pytest.raises(Refusal, match="Write who sent the letter"):
        bring_appeal(
            story.organiser, second, Ground.PROCEDURE, TEXT, late, replace(letter, sender=" ")
        )
    with pytest.raises(NotThere):
        bring_appeal(story.organiser, second, Ground.PROCEDURE, TEXT, NOON)


def test_rules_without_appeals_take_none(story: told.Story) -> None:
    rules = written(db.session(), Rules, story.competition.rules_version)
    with writing() as session:
        row = session.scalars(select(CompetitionRow)).one()
        none = replace(rules, appeals=None)
        session.add(WrittenRow(version="none", kind="rules", meaning=canonical_json(none)))
        session.flush()
        row.rules_version = "none"
    assert last_day_of_appeals(story.round_id) is None
    with pytest.raises(Refusal, match="take no appeals"):
        bring(story)


def test_a_refused_appeal_changes_nothing_and_says_why(story: told.Story) -> None:
    before, issued = frozen(), certificates()
    number = bring(story)
    with pytest.raises(Refusal, match="Write the reason"):
        refuse_appeal(story.organiser, number, " ", NOON + DAY)
    with pytest.raises(NotAllowed):
        refuse_appeal(story.producer, number, "mine", NOON + DAY)
    refuse_appeal(story.organiser, number, "The sum is right.", NOON + DAY)
    (one,) = appeals_of_entry(story.entry_ids[0])
    assert (one.outcome, one.decided_because) == (Decision.REFUSED, "The sum is right.")
    assert (frozen(), certificates()) == (before, issued)
    with pytest.raises(Refusal, match="is decided already"):
        grant_appeal(story.organiser, number, "after all", NOON + DAY)
    assert bring(story) != number
