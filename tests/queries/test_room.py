"""The room tells who is slow, who has left, and what blocks; as dearly for many as for few."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask

from judging.domain.people import Person
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.queries.closing import before_closing
from judging.queries.counting import count_of
from judging.queries.kept_since import SCORING
from judging.queries.panels import panels_of
from judging.queries.room import Room, room_of
from judging.queries.room_mark import room_mark
from judging.services.permissions import MAY
from judging.services.planning import change_panel, recuse
from judging.services.scoring import hand_in_sheet
from tests import story as told
from tests.judges import declare
from tests.queries.counting import statements
from tests.story import NOON, Story


def room(story: Story, at: datetime = NOON) -> Room:
    db.session.rollback()
    return room_of(story.competition, at)


def score_at(story: Story, judge: Person, entry_id: int, at: datetime) -> None:
    from judging.domain.rubric import Scorer

    hand_in_sheet(judge, entry_id, told.best(story.rubric(), Scorer.PANEL), {}, at)


def slow(room: Room) -> list[str]:
    return [seat.judge.login for seat in room.seats if seat.is_slow]


def test_a_judge_is_slow_while_the_others_of_the_panel_go_on(app: Flask) -> None:
    story = told.ready_to_judge(entries=3, judges=3)
    first, second, third = story.judges
    later = NOON + timedelta(minutes=30)
    score_at(story, first, story.entry_ids[0], later)
    score_at(story, second, story.entry_ids[0], NOON + timedelta(minutes=15))
    assert slow(room(story, later)) == ["judge3"]
    for entry_id in story.entry_ids:
        score_at(story, third, entry_id, NOON)
    assert slow(room(story, later)) == []  # the third has nothing left to do
    assert slow(room(story, later + timedelta(hours=1))) == []  # the whole panel rests


def test_entries_on_which_the_panel_disagrees_are_named(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    told.score_all(story)
    assert room(story).disagreeing == 0
    steps = {"C1.2": 3, "C1.3": 2, "C1.4": 2}
    told.score(story, story.entry_ids[0], story.judges[0], less=steps)
    (group,) = room(story).groups
    assert group.disagreeing == (story.codes[0],)


def test_who_has_left_a_panel_is_named_with_the_sheets_that_count(app: Flask) -> None:
    story = told.ready_to_judge(entries=2, judges=4)
    leaver = story.judges[0]
    for entry_id in story.entry_ids:
        told.score(story, entry_id, leaver)
    panel = next(p for p in panels_of(story.round_id) if p.name == "FOOD panel")
    change_panel(
        story.organiser,
        panel.id,
        judge_ids=[judge.id for judge in story.judges[1:]],
        chair_id=None,
        entry_ids=story.entry_ids,
        at=NOON,
    )
    left = [(one.judge.login, one.sheets) for one in left_of(room(story))]
    assert left == [("judge1", 2)]
    first = story.entry_ids[0]
    recuse(story.organiser, judge_id=leaver.id, entry_id=first, reason="own", at=NOON)
    left = [(one.judge.login, one.sheets) for one in left_of(room(story))]
    assert left == [("judge1", 1)]


def left_of(found: Room) -> list:  # type: ignore[type-arg]
    return [one for group in found.groups for panel in group.panels for one in panel.left]


def test_the_room_and_the_count_see_a_sheet_as_soon_as_it_is_there(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=3)
    (entry_id,) = story.entry_ids
    for scorer in [story.desk, *story.judges[:2]]:
        told.score(story, entry_id, scorer)
    assert room(story).count.not_yet == count_of(story.round_id).not_yet == 1
    told.score(story, entry_id, story.judges[2])
    assert room(story).count.judged == count_of(story.round_id).judged == 1
    recuse(story.organiser, judge_id=story.judges[0].id, entry_id=entry_id, reason="own", at=NOON)
    assert room(story).count.not_yet == 1


def test_what_is_kept_of_one_house_is_never_shown_in_another(
    app: Flask, fresh_house: Callable[[], None]
) -> None:
    story = told.ready_to_judge(entries=1, judges=3)
    told.score_all(story)
    mark = room_mark(story.code, NOON).text
    assert room(story).disagreeing == 0
    fresh_house()  # as many acts and sheets again, on SQLite under the same numbers
    other = told.ready_to_judge(entries=1, judges=3)
    told.score(other, other.entry_ids[0], other.desk)
    for judge, less in zip(other.judges, ({"C1.2": 3, "C1.3": 2, "C1.4": 2}, {}, {}), strict=True):
        told.score(other, other.entry_ids[0], judge, less=less)
    assert room_mark(other.code, NOON).text != mark
    assert room(other).disagreeing == 1


def test_conflicts_and_entries_that_nobody_scores_are_counted_as_they_come_and_go(
    app: Flask,
) -> None:
    story = told.begin(judges=3)
    (entry_id,) = told.enter(story, 1)
    told.seat_everyone(story, [entry_id])
    assert not room(story).blockers.conflicts
    declare(story, product_id=db.session.get_one(EntryRow, entry_id).product_id)
    assert room(story).blockers.conflicts == 1
    judge_id = story.judges[0].id
    recuse(story.organiser, judge_id=judge_id, entry_id=entry_id, reason="own", at=NOON)
    assert room(story).blockers.conflicts == 0
    told.enter(story, 1)
    assert room(story).blockers.unserved == 2  # no panel, no desk team


def test_only_acts_that_there_are_count_as_harmless() -> None:
    not_of_services = {"account.signed_in", "tablet.unlocked"}
    assert set(SCORING) <= MAY.keys() | not_of_services


def test_before_closing_everything_that_is_missing_is_named(app: Flask) -> None:
    story = told.ready_to_judge(entries=2, judges=3)
    for scorer in [story.desk, *story.judges]:
        told.score(story, story.entry_ids[0], scorer)
    told.score(story, story.entry_ids[1], story.judges[0])
    before = before_closing(story.round_id)
    assert [(s.judge.login, s.count.missing) for s in before.seats] == [
        ("judge2", 1),
        ("judge3", 1),
        ("desk", 1),
    ]
    (entry,) = before.below_quorum
    assert entry.entry_id == story.entry_ids[1]
    assert [(s.scorer, s.has, s.needs) for s in entry.found.shortfalls] == [
        ("desk", 0, 1),
        ("panel", 1, 3),
    ]
    told.score_all(story)
    assert not before_closing(story.round_id).blockers.any


def test_many_entries_and_judges_cost_as_many_statements_as_few(
    app: Flask, fresh_house: Callable[[], None]
) -> None:
    few = statements_for(told.ready_to_judge(entries=1, judges=1))
    fresh_house()
    assert statements_for(told.ready_to_judge(entries=3, judges=3)) == few
    assert few <= 40


def statements_for(story: Story) -> int:
    told.score_all(story)
    info = story.competition
    db.session.rollback()
    db.session.expunge_all()
    with statements() as sent:
        room_of(info, NOON)
    return len(sent)
