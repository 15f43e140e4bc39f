"""Entering products, correcting and withdrawing them, and their papers."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.provinces import province
from judging.domain.refusal import NotThere, Refusal
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.producers import ProducerRow
from judging.queries import entries
from judging.queries.panels import panels_of
from judging.services.competing import open_judging
from judging.services.entering import correct_entry, enter_product
from judging.services.leaving import withdraw_entry
from judging.services.planning import change_panel
from tests import story as told
from tests.story import NOON, new_entry


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.begin(judges=1)


def test_an_entry_gets_a_code_that_is_not_its_number(story: told.Story) -> None:
    first, second = told.enter(story, 2)
    codes = {entries.entry(entry_id).code for entry_id in (first, second)}
    assert len(codes) == 2
    assert all(len(code) == 4 and code.isdigit() for code in codes)


def producers() -> list[tuple[str, int | None]]:
    found = select(ProducerRow.name_en, ProducerRow.account_id).order_by(ProducerRow.id)
    return [(name, account) for name, account in db.session.execute(found)]


def test_a_producer_with_an_account_stays_one_over_several_products(story: told.Story) -> None:
    new = new_entry(1, account_id=story.producer.id)
    enter_product(story.organiser, story.round_id, new, NOON)
    other = replace(new, product=Words("ផ្សេង", "Another"))
    enter_product(story.organiser, story.round_id, other, NOON)
    assert producers() == [("Producer-1", story.producer.id)]


def test_a_name_alone_does_not_prove_who_a_producer_is(story: told.Story) -> None:
    enter_product(story.organiser, story.round_id, new_entry(1, account_id=story.producer.id), NOON)
    elsewhere = replace(new_entry(1), place=replace(told.KAMPOT, province=province("KH-16")))
    enter_product(story.organiser, story.round_id, elsewhere, NOON)
    assert producers() == [("Producer-1", story.producer.id), ("Producer-1", None)]


def test_an_account_can_be_taken_away_again(story: told.Story) -> None:
    (entry_id,) = told.enter(story, 1)
    correct_entry(story.organiser, entry_id, new_entry(1), NOON)
    assert producers() == [("Producer-1", None)]


def test_correcting_one_product_leaves_the_producers_others_alone(story: told.Story) -> None:
    new = new_entry(1, account_id=story.producer.id)
    first = enter_product(story.organiser, story.round_id, new, NOON)
    enter_product(
        story.organiser, story.round_id, replace(new, product=Words("ផ្សេង", "Another")), NOON
    )
    correct_entry(story.organiser, first, new_entry(1), NOON)
    assert producers() == [("Producer-1", story.producer.id), ("Producer-1", None)]


def test_only_a_producers_account_can_be_a_producers(story: told.Story) -> None:
    with pytest.raises(Refusal, match="Choose the account of a producer"):
        enter_product(
            story.organiser, story.round_id, new_entry(1, account_id=story.judges[0].id), NOON
        )
    assert producers() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"group": "WINE"}, "Choose one of the competition's product groups."),
        ({"product": Words(" ", "Name")}, "Write the product's name in Khmer."),
        ({"product": Words("ឈ្មោះ", "")}, "Write the product's name in English."),
        ({"producer": Words("", "Name")}, "Write the producer's name in Khmer."),
        (
            {"producer": Words("ឈ្មោះ", "名")},
            "“名” cannot be printed on a certificate; use Khmer or Latin letters.",
        ),
        ({"product": Words("ក" * 301, "Name")}, "Shorten the name to 300 characters."),
    ],
)
def test_what_cannot_be_entered_leaves_nothing(
    story: told.Story, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        enter_product(story.organiser, story.round_id, replace(new_entry(1), **change), NOON)
    assert str(refused.value) == sentence
    assert entries.entries_of(story.round_id) == []
    assert db.session.scalar(select(func.count()).select_from(ProducerRow)) == 0


def test_the_same_product_twice_is_refused_but_not_after_it_was_withdrawn(
    story: told.Story,
) -> None:
    first = enter_product(story.organiser, story.round_id, new_entry(1), NOON)
    with pytest.raises(Refusal, match="entered this product already"):
        enter_product(story.organiser, story.round_id, new_entry(1), NOON)
    withdraw_entry(story.organiser, first, "entered in the wrong group", NOON)
    enter_product(story.organiser, story.round_id, new_entry(1), NOON)
    assert [e.is_withdrawn for e in entries.entries_of(story.round_id)].count(True) == 1


def test_a_withdrawal_needs_a_reason(story: told.Story) -> None:
    (entry_id,) = told.enter(story, 1)
    with pytest.raises(Refusal, match="Write why"):
        withdraw_entry(story.organiser, entry_id, "  ", NOON)
    assert not entries.entry(entry_id).is_withdrawn


def test_a_correction_moves_the_group_until_a_panel_has_the_entry(story: told.Story) -> None:
    (entry_id,) = told.enter(story, 1)
    correct_entry(story.organiser, entry_id, new_entry(1, "DRINK"), NOON)
    assert entries.entry(entry_id).group == "DRINK"
    told.seat_everyone(story, [entry_id], "DRINK")
    with pytest.raises(Refusal, match="take it off the panel"):
        correct_entry(story.organiser, entry_id, new_entry(1, "FOOD"), NOON)
    assert entries.entry(entry_id).group == "DRINK"


def test_a_correction_cannot_make_a_double(story: told.Story) -> None:
    _, second = told.enter(story, 2)
    with pytest.raises(Refusal, match="entered this product already"):
        correct_entry(story.organiser, second, new_entry(1), NOON)
    assert entries.entry(second).product.en == "Product-2"


def test_an_entry_with_sheets_stays_in_its_group(story: told.Story) -> None:
    entry_ids = told.enter(story, 1)
    told.seat_everyone(story, entry_ids)
    open_judging(story.organiser, story.round_id, NOON)
    told.score(story, entry_ids[0], story.judges[0])
    for panel in panels_of(story.round_id):
        change_panel(
            story.organiser,
            panel.id,
            judge_ids=[judge.id for judge in panel.judges],
            chair_id=None,
            entry_ids=[],
            at=NOON,
        )
    with pytest.raises(Refusal, match="has score sheets of its group"):
        correct_entry(story.organiser, entry_ids[0], new_entry(1, "DRINK"), NOON)
    assert entries.entry(entry_ids[0]).group == "FOOD"


def test_nothing_is_entered_once_judging_is_open(story: told.Story) -> None:
    told.enter(story, 1)
    open_judging(story.organiser, story.round_id, NOON)
    with pytest.raises(Refusal, match="Products are entered before judging opens"):
        enter_product(story.organiser, story.round_id, new_entry(1), NOON)


def test_what_does_not_exist_is_not_there(story: told.Story) -> None:
    with pytest.raises(NotThere):
        withdraw_entry(story.organiser, 999, "gone", NOON)
