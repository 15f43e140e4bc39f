"""Entries through the forms: enter, look for, correct, withdraw, record papers."""

import re
from collections.abc import Callable

import pytest

from judging.domain.people import Person
from judging.domain.words import Words
from judging.queries.entries import entries_of, entry, papers_seen
from tests import story
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027/entries"
TYPED = {
    "product_km": "ទឹកត្រីកំពត",
    "product_en": "Kampot fish sauce",
    "producer_km": "សហគមន៍ត្រើយកោះ",
    "producer_en": "Traeuy Kaoh Community",
    "form": "community",
    "account": "",
    "group": "FOOD",
    "province": "KH-7",
    "district_km": "ទឹកឈូ",
    "commune_km": "ត្រើយកោះ",
    "commune_en": "Traeuy Kaoh",
}


def tick_of(html: str) -> str:
    """What the tick says that this is another one."""
    return re.findall(r'name="another" value="([\d,]+)"', html)[0]


@pytest.fixture
def told(app: object) -> Story:
    """A competition with three products of FOOD."""
    told = story.begin()
    story.enter(told, 3)
    return told


@pytest.fixture
def organiser(told: Story, signed_in: SignIn) -> Browser:
    """Its organiser."""
    return signed_in(told.organiser)


def test_a_product_is_entered_and_its_code_is_shown_big(told: Story, organiser: Browser) -> None:
    organiser.see(f"{HOME}/new")
    answer = organiser.send(f"{HOME}/new", TYPED | {"account": str(told.producer.id)})
    assert answer.status_code == 302
    entered = entry(int(answer.location.rpartition("/")[2]))
    assert entered.product == Words("ទឹកត្រីកំពត", "Kampot fish sauce")
    assert (entered.group, entered.account_id) == ("FOOD", told.producer.id)
    page = organiser.see(answer.location)
    assert f"<strong>{entered.code}</strong>" in page
    assert "The product is entered. Write its code on the sample." in page


def test_a_place_without_english_is_shown_in_khmer(organiser: Browser) -> None:
    organiser.see(f"{HOME}/new")
    page = organiser.see(organiser.send(f"{HOME}/new", TYPED).location)
    assert "Traeuy Kaoh commune, ទឹកឈូ district, Kampot" in text_of(page)


def test_what_is_missing_is_named_at_its_field_and_what_was_typed_stays(
    told: Story, organiser: Browser
) -> None:
    organiser.see(f"{HOME}/new")
    answer = organiser.send(f"{HOME}/new", TYPED | {"product_en": " ", "province": ""})
    assert answer.status_code == 422
    assert 'href="#product_en"' in answer.text
    assert "Write the product's name in English." in text_of(answer.text)
    assert "Choose the province." in text_of(answer.text)
    assert 'value="សហគមន៍ត្រើយកោះ"' in answer.text
    assert len(entries_of(told.round_id)) == 3


def test_the_same_product_twice_is_refused_and_what_was_typed_stays(
    told: Story, organiser: Browser
) -> None:
    organiser.see(f"{HOME}/new")
    organiser.send(f"{HOME}/new", TYPED)
    first = organiser.send(f"{HOME}/new", TYPED)
    assert first.status_code == 422
    assert "There is already one that looks the same." in text_of(first.text)
    answer = organiser.send(f"{HOME}/new", TYPED | {"another": tick_of(first.text)})
    assert answer.status_code == 422
    assert "This producer has entered this product already." in answer.text
    assert 'value="Kampot fish sauce"' in answer.text
    assert '<option selected value="KH-7">' in answer.text
    assert len(entries_of(told.round_id)) == 4


def test_the_list_is_filtered_by_group_and_searched_by_code_and_name(
    told: Story, organiser: Browser
) -> None:
    story.enter(told, 1, "HERB")
    code = entry(told.entry_ids[1]).code
    assert len(rows_of(organiser.see(HOME))) == 4
    assert len(rows_of(organiser.see(f"{HOME}?group=FOOD"))) == 3
    assert [row[0] for row in rows_of(organiser.see(f"{HOME}?search={code}"))] == [code]
    found = rows_of(organiser.see(f"{HOME}?search=producer-4"))
    product = "Product-4 Herbal, traditional medicine, cosmetic and spa products"
    assert [row[1] for row in found] == [product]
    assert "No entry is found" in organiser.see(f"{HOME}?search=nothing-like-it")


def test_an_entry_is_corrected_from_what_is_known_of_it(told: Story, organiser: Browser) -> None:
    path = f"{HOME}/{told.entry_ids[0]}/correct"
    page = organiser.see(path)
    for known in ('value="ផលិតផលទី1"', 'value="Producer-1"', 'selected value="community"'):
        assert known in page
    assert organiser.send(path, TYPED).location == f"{HOME}/{told.entry_ids[0]}"
    assert entry(told.entry_ids[0]).product.en == "Kampot fish sauce"


def test_an_entry_is_withdrawn_with_a_reason_only(told: Story, organiser: Browser) -> None:
    path = f"{HOME}/{told.entry_ids[0]}/withdraw"
    organiser.see(path)
    refused = organiser.send(path, {"reason": " "})
    assert (refused.status_code, entry(told.entry_ids[0]).is_withdrawn) == (422, False)
    organiser.send(path, {"reason": "The producer asked for it."})
    assert entry(told.entry_ids[0]).withdrawn_because == "The producer asked for it."
    assert "Withdrawn: The producer asked for it." in organiser.see(f"{HOME}/{told.entry_ids[0]}")


def test_papers_are_ticked_and_shown(told: Story, organiser: Browser) -> None:
    path = f"{HOME}/{told.entry_ids[0]}/papers"
    assert organiser.see(path).count(" checked ") == len(story.PAPERS)
    shown = list(story.PAPERS)
    organiser.send(path, {"papers": ["gi", "halal"], "papers_shown": shown})
    assert papers_seen(told.entry_ids[0]) == {"gi", "halal"}
    assert "Halal certificate : seen" in text_of(organiser.see(f"{HOME}/{told.entry_ids[0]}"))


def test_an_entry_of_another_competition_is_not_shown_under_this_one(
    told: Story, organiser: Browser
) -> None:
    path = f"/organiser/competitions/OVOP-1999/entries/{told.entry_ids[0]}"
    assert organiser.get(path).status_code == 404


def test_an_entry_shows_every_version_of_every_sheet(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=2)
    first, judge = told.entry_ids[0], told.judges[0]
    story.score(told, first, judge)
    story.score(told, first, judge, less={"C1.2": 1})
    rows = rows_of(signed_in(told.organiser).see(f"{HOME}/{first}"))
    assert [(row[0], row[2]) for row in rows] == [
        ("Name of desk", "To do"),
        ("Name of judge1", "Handed in"),
        ("Name of judge2", "To do"),
    ]
    assert rows[1][3] == (
        "Version 1: Handed in, 7 April 2027 at 12:00 Version 2: Handed in, 7 April 2027 at 12:00"
    )
