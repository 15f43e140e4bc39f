"""What was keyed from paper goes through the door of all sheets, and is counted once."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.keying import KeyingState
from judging.domain.people import Role
from judging.domain.refusal import NotThere, Refusal
from judging.domain.verdict import Outcome, Reason, Verdict
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import current_sheets
from judging.persistence.paper_sheets import KeyingRow
from judging.persistence.score_sheets import SheetRow
from judging.services.announcing import announce
from judging.services.competing import close_judging, open_judging, reopen_judging
from judging.services.deciding import accept_version
from judging.services.keying import Taken, key_sheet, reopen_sheet
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from judging.services.scoring import hand_in_sheet
from tests import story as told
from tests.keyed import counted, key_twice, keying, read_by, rows
from tests.story import NOON
from tests.versions import became, send, version

RECEIVED = Taken(KeyingState.DONE, Verdict(Outcome.RECEIVED))


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=1, judges=1)


def test_a_sheet_on_paper_and_one_from_a_tablet_are_never_both_in_the_tally(
    story: told.Story,
) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    send(story, judge, version(story, judge, entry, less={"C1.2": 1}))
    read = read_by(story, judge)
    taken = key_twice(story, judge, read, read)
    assert taken.verdict == Verdict(Outcome.WAITING, Reason.CONCURRENT)
    assert len(counted()) == 1
    waits = rows(ArrivalRow)[-1]
    assert accept_version(story.organiser, waits.id, "the paper is right", NOON) == 2
    wanted = select(EntryRow.id).where(EntryRow.id == entry)
    [in_tally] = current_sheets(db.session(), wanted, rows(SheetRow)[0].rubric_version)[entry]
    assert in_tally.answers == read.answers


def test_a_tablet_that_comes_after_the_paper_waits(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    read = read_by(story, judge)
    key_twice(story, judge, read, read)
    assert became(*send(story, judge, version(story, judge, entry))) == [
        ("waiting", "concurrent", None)
    ]
    assert len(counted()) == 1


def test_the_judges_own_page_replaces_what_was_keyed(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    read = read_by(story, judge)
    key_twice(story, judge, read, read)
    newer = read_by(story, judge, less={"C1.2": 1}).answers
    assert hand_in_sheet(judge, entry, newer, {}, NOON + timedelta(minutes=1)) == 2


def test_what_is_keyed_after_closing_waits_and_before_opening_is_refused(app: Flask) -> None:
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 1))
    (judge,), (entry,) = story.judges, story.entry_ids
    with pytest.raises(Refusal, match="not opened yet"):
        key_sheet(story.organiser, entry, judge.id, read_by(story, judge), NOON)
    open_judging(story.organiser, story.round_id, NOON)
    close_judging(story.organiser, story.round_id, NOON)
    read = read_by(story, judge)
    assert key_twice(story, judge, read, read).verdict == Verdict(Outcome.WAITING, Reason.LATE)
    assert counted() == []
    with pytest.raises(Refusal, match="wait for a decision: 1"):
        announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)


def test_what_is_keyed_of_a_withdrawn_entry_waits(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    withdraw_entry(story.organiser, entry, "The producer asked.", NOON)
    read = read_by(story, judge)
    taken = key_twice(story, judge, read, read)
    assert taken.verdict == Verdict(Outcome.WAITING, Reason.WITHDRAWN)
    assert counted() == []


def test_what_is_keyed_of_a_recused_judge_waits(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    recuse(story.organiser, judge_id=judge.id, entry_id=entry, reason="A sister.", at=NOON)
    read = read_by(story, judge)
    taken = key_twice(story, judge, read, read)
    assert taken.verdict == Verdict(Outcome.WAITING, Reason.RECUSED)
    assert counted() == []


def test_a_sheet_of_a_judge_who_is_not_on_the_flight_waits(story: told.Story) -> None:
    other = told.enrol(story.admin, "judge9", Role.JUDGE)
    read = read_by(story, other)
    taken = key_twice(story, other, read, read)
    assert taken.verdict == Verdict(Outcome.WAITING, Reason.NOT_ON_FLIGHT)


def test_a_reopened_sheet_is_keyed_anew_and_its_new_version_replaces_the_first(
    story: told.Story,
) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    wrong, right = read_by(story, judge, less={"C1.2": 1}), read_by(story, judge)
    key_twice(story, judge, wrong, wrong)
    with pytest.raises(Refusal, match="Write why"):
        reopen_sheet(story.organiser, entry, judge.id, "  ", NOON)
    reopen_sheet(story.organiser, entry, judge.id, " a 3 looked like an 8 ", NOON)
    assert keying().state is KeyingState.REOPENED
    assert len(counted()) == 1  # It counts until the new one has come.
    # Who keyed second before may key first now.
    key_sheet(story.admin, entry, judge.id, right, NOON)
    assert key_sheet(story.organiser, entry, judge.id, right, NOON) == RECEIVED
    assert [number for number, _ in counted()] == [1, 2]
    first, second = rows(KeyingRow)
    assert (first.reopened_because, first.reopened_by_id) == (
        "a 3 looked like an 8",
        story.organiser.id,
    )
    assert json.loads(rows(ArrivalRow)[-1].before) == [first.identity]
    assert (second.number, second.reopened_at) == (2, None)


def test_no_sheet_is_reopened_once_the_round_is_closed(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    with pytest.raises(NotThere, match="not keyed yet"):
        reopen_sheet(story.organiser, entry, judge.id, "why", NOON)
    read = read_by(story, judge)
    key_twice(story, judge, read, read)
    close_judging(story.organiser, story.round_id, NOON)
    with pytest.raises(Refusal, match="only while it is open"):
        reopen_sheet(story.organiser, entry, judge.id, "why", NOON)
    reopen_judging(
        story.organiser, story.round_id, "a paper was found", NOON, proposed_by=story.admin
    )
    reopen_sheet(story.organiser, entry, judge.id, "why", NOON)
