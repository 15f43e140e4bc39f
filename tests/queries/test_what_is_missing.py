"""What an organiser has to see before opening or closing: entries nobody scores, or too few."""

from decimal import Decimal

from flask import Flask

from judging.domain.rubric import Scorer
from judging.queries.panels import unserved
from judging.queries.progress import below_quorum
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from judging.services.scoring import hand_in_sheet
from tests import story as told
from tests.story import NOON


def test_entries_without_a_panel_or_a_desk_team_are_counted_by_group(app: Flask) -> None:
    story = told.begin()
    told.seat_everyone(story, told.enter(story, 2))
    told.enter(story, 1, "FOOD")
    told.enter(story, 2, "HERB")
    withdraw_entry(story.organiser, story.entry_ids[-1], "broken", NOON)
    counts = {key: number for key, number in unserved(story.round_id).items() if number}
    assert counts == {
        ("FOOD", Scorer.DESK): 1,
        ("FOOD", Scorer.PANEL): 1,
        ("HERB", Scorer.DESK): 1,
        ("HERB", Scorer.PANEL): 1,
    }


def test_entries_are_below_quorum_until_desk_and_three_judges_have_handed_in(app: Flask) -> None:
    story = told.ready_to_judge(entries=2, judges=3)
    first, second = story.entry_ids
    for scorer in [story.desk, *story.judges]:
        told.score(story, first, scorer)
    for judge in story.judges:
        told.score(story, second, judge)
    assert below_quorum(story.round_id) == {"FOOD": 1}  # the second lacks its desk sheet
    told.score(story, second, story.desk)
    assert below_quorum(story.round_id) == {}
    recuse(story.organiser, judge_id=story.judges[0].id, entry_id=first, reason="own", at=NOON)
    assert below_quorum(story.round_id) == {"FOOD": 1}
    withdraw_entry(story.organiser, first, "broken", NOON)
    assert below_quorum(story.round_id) == {}


def test_a_sheet_that_stops_alone_is_not_whole_and_leaves_the_entry_below_quorum(
    app: Flask,
) -> None:
    story = told.ready_to_judge(entries=1, judges=3)
    (entry_id,) = story.entry_ids
    for scorer in [story.desk, *story.judges[:2]]:
        told.score(story, entry_id, scorer)
    hand_in_sheet(story.judges[2], entry_id, {"C1.1": Decimal(0)}, {}, NOON)
    assert below_quorum(story.round_id) == {"FOOD": 1}
    told.score(story, entry_id, story.judges[2])
    assert below_quorum(story.round_id) == {}
