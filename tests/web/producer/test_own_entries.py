"""A producer reads what the judges made of the own products, and of no others."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person, Role
from judging.services.competing import open_judging
from tests import story
from tests.web import endings
from tests.web.conftest import Browser
from tests.web.endings import Endings
from tests.web.reading import rows_of, text_of

SENTENCES = {
    "champion": "Final score 100.00 of 100 Rank 1 Honour Product Champion",
    "capped": "At most 2 stars: The food hygiene certificate is missing.",
    "eliminated": "No rank and no star: The National Committee has not recognised the product.",
    "stopped": "Scoring was stopped: Foreign matter was found in the product.",
    "short": "Fewer judges handed in a score sheet than the rules ask for.",
    "withdrawn": "Withdrawn: It was entered twice.",
}
SignIn = Callable[[Person], Browser]


@pytest.fixture
def told(app: Flask) -> Endings:
    return endings.announced()


def test_every_ending_is_told(told: Endings, signed_in: SignIn) -> None:
    browser = signed_in(told.story.producer)
    for name, sentence in SENTENCES.items():
        assert sentence in text_of(browser.see(f"/producer/entries/{told.ids[name]}")), name
    browser.get("/language/km")
    for name, sentence in SENTENCES.items():
        assert sentence not in text_of(browser.see(f"/producer/entries/{told.ids[name]}")), name


def test_each_criterion_is_told_with_the_level_reached(told: Endings, signed_in: SignIn) -> None:
    browser = signed_in(told.story.producer)
    rows = rows_of(browser.see(f"/producer/entries/{told.ids['eliminated']}"))
    assert ["Smell", "Natural and very inviting", "4 of 4"] in rows


def test_another_producer_finds_none_of_it(told: Endings, signed_in: SignIn) -> None:
    other = story.enrol(told.story.admin, "neighbour", Role.PRODUCER)
    browser = signed_in(other)
    assert "No product of yours is entered yet." in browser.see("/producer/")
    for entry_id in (*told.ids.values(), 999999):
        answer = browser.get(f"/producer/entries/{entry_id}")
        assert answer.status_code == 404
        assert "Product-" not in answer.text


def test_before_the_announcement_there_is_a_calm_sentence_and_no_point(
    app: Flask, signed_in: SignIn
) -> None:
    told = endings.judged()
    browser = signed_in(told.story.producer)
    assert "Judged; the result is not announced yet" in browser.see("/producer/")
    html = browser.see(f"/producer/entries/{told.ids['champion']}")
    assert "The result stands here as soon as it is announced." in html
    assert "Final score" not in html
    assert rows_of(html) == []
    stopped = browser.see(f"/producer/entries/{told.ids['stopped']}")
    assert "Scoring was stopped" not in stopped


def test_the_state_of_an_entry_is_told_in_words(app: Flask, signed_in: SignIn) -> None:
    told = story.begin()
    story.seat_everyone(told, story.enter(told, 1))
    browser = signed_in(told.producer)
    assert "Entered; judging has not begun" in browser.see("/producer/")
    open_judging(told.organiser, told.round_id, story.NOON)
    assert "Being judged" in browser.see("/producer/")
