"""A recusal takes one judge from one entry; every other sheet is asked for as before."""

import pytest
from flask import Flask

from judging.queries.entries import entries_of
from judging.queries.flights import my_flight
from judging.queries.tablet_competition import tablet_competition
from judging.services.planning import recuse
from tests import story as told
from tests.story import NOON


@pytest.fixture
def story(app: Flask) -> told.Story:
    """Two entries, two judges; the first judge is recused from the first entry."""
    story = told.ready_to_judge(entries=2, judges=2)
    judge, entry_id = story.judges[0], story.entry_ids[0]
    recuse(story.organiser, judge_id=judge.id, entry_id=entry_id, reason="a cousin's", at=NOON)
    return story


def test_a_flight_shows_its_own_judges_recusals_only(story: told.Story) -> None:
    flights = [[one.is_recused for one in my_flight(judge.id)] for judge in story.judges]
    assert flights == [[True, False], [False, False]]


def test_a_tablet_holds_its_own_judges_recusals_only(story: told.Story) -> None:
    states = [
        [one["state"] for one in tablet_competition(judge, story.competition.id)["entries"]]
        for judge in story.judges
    ]
    assert states == [["recused", "open"], ["open", "open"]]


def test_one_sheet_less_is_wanted_and_a_sheet_from_before_does_not_count(
    story: told.Story,
) -> None:
    for entry_id in story.entry_ids:
        told.score(story, entry_id, story.judges[1])
    other, second = story.judges[1], story.entry_ids[1]
    recuse(story.organiser, judge_id=other.id, entry_id=second, reason="late", at=NOON)
    shown = {one.entry_id: (one.handed_in, one.wanted) for one in entries_of(story.round_id)}
    assert [shown[entry_id] for entry_id in story.entry_ids] == [(1, 2), (0, 2)]
