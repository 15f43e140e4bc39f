"""What a scorer is told of the entries to score."""

from decimal import Decimal

import pytest
from flask import Flask

from judging.domain.refusal import NotThere, Refusal
from judging.queries.flights import my_flight
from judging.queries.sheets import sheet_page
from judging.services.competing import close_judging, open_judging
from judging.services.planning import recuse
from judging.services.scoring import save_draft
from tests import story as told
from tests.story import NOON


def test_a_judge_gets_codes_and_no_names(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    flight = my_flight(story.judges[0].id)
    assert [(f.product, f.producer) for f in flight] == [(None, None)] * 2
    page = sheet_page(story.judges[0].id, story.codes[0])
    assert (page.product, page.producer, page.place, page.papers) == (None, None, None, ())


def test_the_desk_gets_names_and_papers(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    page = sheet_page(story.desk.id, story.codes[0])
    assert page.product is not None
    assert page.product.en == "Product-1"
    assert page.papers_seen == set(told.PAPERS)
    assert "halal" in {paper.code for paper in page.papers}


def test_the_flight_tells_where_each_sheet_stands(app: Flask) -> None:
    story = told.ready_to_judge(entries=4)
    judge, (first, second, third, _) = story.judges[0], story.entry_ids
    told.score(story, first, judge)
    save_draft(judge, second, {"C1.1": Decimal(1)}, {}, NOON)
    told.score(story, third, judge)
    save_draft(judge, third, {"C1.1": Decimal(1)}, {}, NOON)
    recuse(judge, judge_id=judge.id, entry_id=second, reason="my aunt's", at=NOON)
    flight = my_flight(judge.id)
    assert [(f.sheet_state, f.version, f.is_recused) for f in flight] == [
        ("handed_in", 1, False),
        ("draft", 0, True),
        ("draft", 1, False),
        ("to_do", 0, False),
    ]
    assert all(f.is_open for f in flight)
    close_judging(story.organiser, story.round_id, NOON)
    assert not any(f.is_open for f in my_flight(judge.id))


def test_a_sheet_page_has_the_newest_answers_and_the_next_entry(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    judge, first = story.judges[0], story.entry_ids[0]
    told.score(story, first, judge)
    save_draft(judge, first, {"C1.1": Decimal(1)}, {"C1.1": "ខ្សាច់"}, NOON)
    page = sheet_page(judge.id, story.codes[0])
    assert (page.answers, page.notes) == ({"C1.1": Decimal(1)}, {"C1.1": "ខ្សាច់"})
    assert (page.handed_in_at, page.next_code) == (NOON, story.codes[1])


def test_every_open_round_is_shown_and_else_the_newest(app: Flask) -> None:
    older = told.ready_to_judge(entries=1, judges=3)
    newer = told.next_edition(older)
    told.seat_everyone(newer, told.enter(newer, 2))
    judge = older.judges[0]
    assert [f.code for f in my_flight(judge.id)] == older.codes
    open_judging(newer.organiser, newer.round_id, NOON)
    assert [f.code for f in my_flight(judge.id)] == [*newer.codes, *older.codes]
    close_judging(newer.organiser, newer.round_id, NOON)
    assert [f.code for f in my_flight(judge.id)] == older.codes
    close_judging(older.organiser, older.round_id, NOON)
    assert [f.code for f in my_flight(judge.id)] == newer.codes


def test_a_code_that_two_competitions_use_is_read_on_the_flight_shown(app: Flask) -> None:
    older = told.ready_to_judge(entries=1, judges=3)
    newer = told.next_edition(older)
    told.seat_everyone(newer, told.enter(newer, 1))
    assert older.codes == newer.codes  # drawn by the same chance
    judge, (code,) = older.judges[0], older.codes
    assert sheet_page(judge.id, code).flight.entry_id == older.entry_ids[0]
    open_judging(newer.organiser, newer.round_id, NOON)
    with pytest.raises(Refusal, match=f"Two entries of your flights have the code {code}"):
        sheet_page(judge.id, code)
    close_judging(older.organiser, older.round_id, NOON)
    assert sheet_page(judge.id, code).flight.entry_id == newer.entry_ids[0]


def test_another_judges_entry_is_not_there(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    stranger = told.enrol(story.admin, "stranger", story.judges[0].role)
    with pytest.raises(NotThere):
        sheet_page(stranger.id, story.codes[0])
