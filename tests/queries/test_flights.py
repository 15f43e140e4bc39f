"""What a scorer is told of the entries to score."""

from decimal import Decimal

import pytest
from flask import Flask

from judging.domain.refusal import NotThere
from judging.queries.flights import my_flight
from judging.queries.sheets import sheet_page
from judging.services.competing import close_judging
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


def test_another_judges_entry_is_not_there(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    stranger = told.enrol(story.admin, "stranger", story.judges[0].role)
    with pytest.raises(NotThere):
        sheet_page(stranger.id, story.codes[0])
