"""Entries leave with a reason, once, and what was scored stays where it was."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.refusal import NotAllowed, Refusal
from judging.domain.rounds import Departure
from judging.domain.standing import State
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.queries.counting import count_of
from judging.queries.entries import entry, papers_seen
from judging.queries.standings import standings_of
from judging.queries.whereabouts import Step, whereabouts_of
from judging.services.competing import close_judging
from judging.services.leaving import disqualify_entry, move_entry, withdraw_entry
from judging.services.scoring import hand_in_sheet
from tests import story as told

WHY = "It is a drink, not a food."


def states(story: told.Story, group: str = "FOOD") -> dict[str, State]:
    return {v.standing.entry: v.standing.state for v in standings_of(story.round_id, group)}


def test_a_disqualified_entry_is_told_apart_from_a_withdrawn_one(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    withdraw_entry(story.organiser, story.entry_ids[0], "It is sold out.", told.NOON)
    disqualify_entry(
        story.organiser,
        story.entry_ids[1],
        "The label named the maker.",
        told.NOON,
        proposed_by=story.admin,
    )
    withdrawn, disqualified = story.codes
    assert states(story) == {withdrawn: State.WITHDRAWN, disqualified: State.DISQUALIFIED}
    count = count_of(story.round_id)
    assert (count.entered, count.withdrawn, count.stopped, count.adds_up) == (2, 1, 1, True)


def test_only_organisers_disqualify_and_only_with_a_reason(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    with pytest.raises(NotAllowed):
        disqualify_entry(
            story.judges[0],
            story.entry_ids[0],
            "I do not like it.",
            told.NOON,
            proposed_by=story.admin,
        )
    with pytest.raises(Refusal, match="Write which rule"):
        disqualify_entry(
            story.organiser, story.entry_ids[0], "  ", told.NOON, proposed_by=story.admin
        )
    assert entry(story.entry_ids[0]).departure is None


def test_what_has_left_leaves_no_second_time(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    withdraw_entry(story.organiser, story.entry_ids[0], "It is sold out.", told.NOON)
    with pytest.raises(Refusal, match="has left the round already"):
        disqualify_entry(
            story.organiser, story.entry_ids[0], "The label.", told.NOON, proposed_by=story.admin
        )
    with pytest.raises(Refusal, match="has left the round already"):
        move_entry(story.organiser, story.entry_ids[0], "DRINK", WHY, told.NOON)
    assert entry(story.entry_ids[0]).withdrawn_because == "It is sold out."


def test_a_moved_entry_goes_on_under_a_new_code_and_keeps_its_sheets_at_the_old(
    app: Flask,
) -> None:
    story = told.ready_to_judge(entries=2)
    told.score(story, story.entry_ids[0], story.judges[0])
    old = entry(story.entry_ids[0])
    new_id = move_entry(story.organiser, old.entry_id, other_group(story), WHY, told.NOON)
    new = entry(new_id)
    assert (new.group, new.product) == (other_group(story), old.product)
    assert new.code != old.code
    assert papers_seen(new_id) == papers_seen(old.entry_id) != frozenset()
    assert entry(old.entry_id).departure is Departure.MOVED
    assert (sheets_of(old.entry_id), sheets_of(new_id)) == (1, 0)
    assert [one.step for one in whereabouts_of(new_id)] == [Step.MOVED_FROM]
    assert [one.step for one in whereabouts_of(old.entry_id)] == [Step.MOVED_TO]


def test_a_moved_entry_is_counted_once(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    move_entry(story.organiser, story.entry_ids[0], other_group(story), WHY, told.NOON)
    count = count_of(story.round_id)
    assert (count.entered, count.not_yet, count.moved, count.adds_up) == (2, 2, 1, True)
    assert len(states(story)) == 1
    assert len(states(story, other_group(story))) == 1


def test_nobody_scores_the_entry_that_was_moved(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    move_entry(story.organiser, story.entry_ids[0], other_group(story), WHY, told.NOON)
    with pytest.raises(Refusal, match="withdrawn"):
        hand_in_sheet(story.judges[0], story.entry_ids[0], {}, {}, told.NOON)


def test_an_entry_moves_to_another_group_and_for_a_reason(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    for group, why, sentence in (
        ("FOOD", WHY, "in this product group already"),
        ("NONE", WHY, "Choose one of the competition's product groups"),
        (other_group(story), " ", "Write why the entry is moved"),
    ):
        with pytest.raises(Refusal, match=sentence):
            move_entry(story.organiser, story.entry_ids[0], group, why, told.NOON)
    assert entry(story.entry_ids[0]).departure is None


def test_nothing_moves_once_the_round_is_closed(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    close_judging(story.organiser, story.round_id, told.NOON)
    with pytest.raises(Refusal, match="The round is closed"):
        move_entry(story.organiser, story.entry_ids[0], other_group(story), WHY, told.NOON)


def other_group(story: told.Story) -> str:
    """A product group in which nothing is entered."""
    return next(group.code for group in story.competition.groups if group.code != "FOOD")


def sheets_of(entry_id: int) -> int:
    found = select(func.count(SheetRow.id)).where(SheetRow.entry_id == entry_id)
    return db.session.scalar(found) or 0
