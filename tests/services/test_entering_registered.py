"""Putting products of the registry forward, one or many at once."""

from dataclasses import replace
from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.domain.words import Words
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.queries.entries import entries_of, entry
from judging.services.competing import open_judging
from judging.services.entering import OWN_GROUP, enter_registered
from judging.services.entering_many import put_forward
from judging.services.registering import register_producer, register_product
from tests import story as told
from tests.services.test_registering import SILK, WEAVERS
from tests.story import NOON, Story


@pytest.fixture
def story(app: Flask) -> Story:
    return told.begin(judges=1)


def registered(story: Story, *groups: str) -> list[int]:
    """Products of one producer, each in its group."""
    producer_id = register_producer(story.organiser, WEAVERS, NOON)
    products = [
        replace(SILK, name=Words(f"សូត្រ{n}", f"Silk {n}"), group=group, registration="")
        for n, group in enumerate(groups)
    ]
    return [register_product(story.organiser, producer_id, one, NOON) for one in products]


def entered_lines() -> int:
    db.session.rollback()
    lines = select(func.count()).where(AuditRow.act == "entry.entered")
    return db.session.scalar(lines) or 0


def test_a_registered_product_competes_in_the_chosen_group(story: Story) -> None:
    (product_id,) = registered(story, "TEXT")
    entry_id = enter_registered(story.organiser, story.round_id, product_id, "CRAFT", NOON)
    view = entry(entry_id)
    assert (view.product.en, view.producer.en, view.group) == ("Silk 0", WEAVERS.name.en, "CRAFT")


def test_or_in_its_own(story: Story) -> None:
    (product_id,) = registered(story, "TEXT")
    entry_id = enter_registered(story.organiser, story.round_id, product_id, OWN_GROUP, NOON)
    assert entry(entry_id).group == "TEXT"


def test_one_product_has_one_entry_in_a_round(story: Story) -> None:
    (product_id,) = registered(story, "TEXT")
    first = enter_registered(story.organiser, story.round_id, product_id, "TEXT", NOON, Random(1))
    code = entry(first).code
    with pytest.raises(Refusal) as refusal:
        enter_registered(story.organiser, story.round_id, product_id, "TEXT", NOON)
    assert str(refusal.value) == f"This product is in this round already, as entry {code}."
    assert len(entries_of(story.round_id)) == 1
    assert entered_lines() == 1


def test_the_next_competition_takes_it_again(story: Story) -> None:
    (product_id,) = registered(story, "TEXT")
    enter_registered(story.organiser, story.round_id, product_id, "TEXT", NOON)
    other = told.next_edition(story)
    enter_registered(other.organiser, other.round_id, product_id, "TEXT", NOON)
    assert len(entries_of(other.round_id)) == 1


def test_many_are_put_forward_and_each_refusal_says_why(story: Story) -> None:
    good, unknown, strange, other = registered(story, "TEXT", "", "WINE", "FOOD")
    outcomes = put_forward(
        story.organiser, story.round_id, [good, unknown, strange, other, good, 999999], NOON
    )
    assert [one.product_id for one in outcomes] == [good, unknown, strange, other, 999999]
    assert [one.entry_id is not None for one in outcomes] == [True, False, False, True, False]
    assert [str(one.refusal) for one in outcomes if one.refusal] == [
        "Say first to which product group this product belongs.",
        "Choose one of the competition's product groups.",
        "This does not exist any more; go back and choose again.",
    ]
    assert {view.group for view in entries_of(story.round_id)} == {"TEXT", "FOOD"}
    assert entered_lines() == 2


def test_nothing_is_put_forward_once_judging_is_open(story: Story) -> None:
    told.enter(story, 1)
    (product_id,) = registered(story, "TEXT")
    open_judging(story.organiser, story.round_id, NOON)
    (outcome,) = put_forward(story.organiser, story.round_id, [product_id], NOON)
    assert "before judging opens" in str(outcome.refusal)
    assert len(entries_of(story.round_id)) == 1


def test_nobody_but_the_staff_puts_products_forward(story: Story) -> None:
    (product_id,) = registered(story, "TEXT")
    with pytest.raises(NotAllowed):
        put_forward(story.producer, story.round_id, [product_id], NOON)
    with pytest.raises(NotThere):
        enter_registered(story.organiser, story.round_id, 999999, "TEXT", NOON)
    assert entries_of(story.round_id) == []
