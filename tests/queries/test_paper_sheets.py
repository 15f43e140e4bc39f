"""Paper sheets as pages show them: no more statements for three than for one; whose order."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.keying import Keyed, KeyingState, Settled
from judging.domain.rubric import Scorer
from judging.domain.verdict import Outcome
from judging.persistence.database import db
from judging.persistence.panels import PanelRow
from judging.queries.paper_sheets import PaperSheetView, paper_sheet, paper_sheets_of
from judging.queries.printing import sheets_to_print
from judging.services.keying import key_sheet, settle_sheet
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from tests import story as told
from tests.keyed import blind_panel, key_twice, read_by
from tests.queries.counting import statements
from tests.story import NOON


def keyed_story(entries: int) -> told.Story:
    """Every judge's sheet of every entry keyed by two people, who differ on the first."""
    story = told.ready_to_judge(entries, judges=2)
    for entry_id in story.entry_ids:
        for judge in story.judges:
            read = read_by(story, judge)
            key_sheet(story.organiser, entry_id, judge.id, read, NOON)
            key_sheet(story.admin, entry_id, judge.id, read, NOON)
    return story


QUESTIONS: dict[str, Callable[[told.Story, int], object]] = {
    "all paper sheets": lambda s, _: paper_sheets_of(s.round_id),
    "one paper sheet": lambda s, _: paper_sheet(
        s.round_id, s.entry_ids[0], s.judges[0], Scorer.PANEL
    ),
    "sheets to print": lambda s, panel_id: sheets_to_print(s.round_id, panel_id),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_three_entries_cost_as_many_statements_as_one(
    app: Flask, fresh_house: Callable[[], None], question: str
) -> None:
    counts = []
    for entries in (1, 3):
        fresh_house()
        story = keyed_story(entries)
        panel_id = blind_panel(story)
        db.session.rollback()
        db.session.expunge_all()
        with statements() as sent:
            assert QUESTIONS[question](story, panel_id)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 18


def only(story: told.Story) -> PaperSheetView:
    [view] = paper_sheets_of(story.round_id)
    return view


def test_a_list_tells_who_keyed_and_what_became_of_it_and_never_what(app: Flask) -> None:
    story = told.ready_to_judge(1, judges=1)
    (judge,) = story.judges
    key_twice(story, judge, read_by(story, judge), read_by(story, judge, less={"C1.2": 1}))
    assert only(story).state is KeyingState.DIFFERS
    choices = {"line-C1.2": Settled.FIRST}
    settle_sheet(story.organiser, story.entry_ids[0], judge.id, choices, Keyed({}), NOON)
    [keying] = only(story).keyings
    assert (keying.first.by.login, keying.second.by.login) == ("organiser", "admin")
    assert (keying.outcome, keying.is_replaced) == (Outcome.RECEIVED, False)
    assert [one.keyed for one in (keying.first, keying.second, keying.settled)] == [None] * 3
    told.score(story, story.entry_ids[0], judge, less={"C1.2": 1})
    assert only(story).keyings[0].is_replaced


def test_what_was_keyed_is_told_only_once_two_people_have(app: Flask) -> None:
    story = told.ready_to_judge(1, judges=1)
    (judge,), (entry,) = story.judges, story.entry_ids

    def first_reading() -> Keyed | None:
        page = paper_sheet(story.round_id, entry, judge, Scorer.PANEL)
        return page.newest.first.keyed if page.newest else None

    read = read_by(story, judge)
    key_sheet(story.organiser, entry, judge.id, read, NOON)
    assert first_reading() is None
    key_sheet(story.admin, entry, judge.id, read, NOON)
    assert first_reading() == read


def test_sheets_are_printed_judge_by_judge_without_the_recused_and_the_withdrawn(
    app: Flask,
) -> None:
    story = told.ready_to_judge(3, judges=2)
    one, two = story.judges
    first, second, third = story.entry_ids
    recuse(story.organiser, judge_id=one.id, entry_id=first, reason="A sister.", at=NOON)
    withdraw_entry(story.organiser, second, "The producer asked.", NOON)
    found = sheets_to_print(story.round_id, blind_panel(story))
    assert [(to_print.judge.id, to_print.entry_id) for to_print in found] == [
        (one.id, third),
        (two.id, first),
        (two.id, third),
    ]
    assert {to_print.sheet.product for to_print in found} == {None}
    assert {to_print.sheet.papers for to_print in found} == {()}


def test_on_a_balanced_panel_each_judge_gets_the_sheets_in_an_order_of_their_own(
    app: Flask,
) -> None:
    story = told.ready_to_judge(3, judges=2)
    db.session.get_one(PanelRow, blind_panel(story)).is_balanced = True
    db.session.commit()
    orders: dict[int, list[int]] = {}
    for to_print in sheets_to_print(story.round_id, blind_panel(story)):
        orders.setdefault(to_print.judge.id, []).append(to_print.entry_id)
    one, two = orders.values()
    assert sorted(one) == sorted(two) == sorted(story.entry_ids)
    assert one != two
