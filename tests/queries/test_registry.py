"""The registry's questions cost the same for one thing and for three."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from judging.domain.products import Finding, OriginTest
from judging.domain.words import Words
from judging.persistence.database import db
from judging.queries.competitions import competitions
from judging.queries.past_entries import past_entries
from judging.queries.producers import producer, producers, producers_like
from judging.queries.products import Wanted, entered_products, product, products, products_like
from judging.services.entering import OWN_GROUP, enter_registered
from judging.services.registering import answer_origin_test, register_producer, register_product
from tests import story as told
from tests.journeys.walking import TODAY
from tests.queries.counting import statements
from tests.services.test_registering import SILK, WEAVERS
from tests.story import NOON

QUESTIONS: dict[str, Callable[[int, int], object]] = {
    "producers": lambda maker, silk: producers("weavers", "KH-7"),
    "one producer": lambda maker, silk: producer(maker),
    "producers that look the same": lambda maker, silk: producers_like(WEAVERS.name),
    "products": lambda maker, silk: products(Wanted(search="silk", iso="KH-7"), TODAY),
    "products that are in": lambda maker, silk: entered_products(competitions()[0].round_id),
    "one product": lambda maker, silk: product(silk),
    "products that look the same": lambda maker, silk: products_like(SILK.name, "KH-7", TODAY),
    "their entries": lambda maker, silk: past_entries(
        [one.product_id for one in products(Wanted(), TODAY)]
    ),
}


def register(story: told.Story, count: int) -> tuple[int, int]:
    """So many producers, each with a tested product that is entered; the last of both."""
    maker = silk = 0
    for n in range(count):
        maker = register_producer(story.organiser, WEAVERS, NOON)
        one = replace(SILK, registration=f"N-{n}", name=Words(f"{SILK.name.km}{n}", SILK.name.en))
        silk = register_product(story.organiser, maker, one, NOON)
        yes = Finding(True, "It does.")
        answer_origin_test(story.organiser, silk, OriginTest.VILLAGE, yes, NOON)
        enter_registered(story.organiser, story.round_id, silk, OWN_GROUP, NOON)
    return maker, silk


def count_for(count: int, question: str) -> int:
    maker, silk = register(told.begin(judges=1), count)
    db.session.rollback()
    db.session.expunge_all()
    with statements() as sent:
        assert QUESTIONS[question](maker, silk)
    return len(sent)


@pytest.mark.parametrize("question", QUESTIONS)
def test_three_cost_as_many_statements_as_one(
    app: Flask, fresh_house: Callable[[], None], question: str
) -> None:
    few = count_for(1, question)
    fresh_house()
    assert count_for(3, question) == few
    assert few <= 8


def test_a_star_is_known_once_it_is_announced(app: Flask) -> None:
    story = told.announced(entries=3)
    entered = past_entries([one.product_id for one in products(Wanted(), TODAY)])
    stars = {entry.code: entry.star for found in entered.values() for entry in found}
    assert set(stars) == set(story.codes)
    assert all(stars.values())
    other = told.next_edition(story)
    first = next(iter(entered))
    enter_registered(other.organiser, other.round_id, first, "FOOD", NOON)
    both = past_entries([first])[first]
    assert [(entry.competition, bool(entry.star)) for entry in both] == [
        ("OVOP-2028", False),
        ("OVOP-2027", True),
    ]
