"""Putting products of the registry forward through the pages."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.domain.words import Words
from judging.queries.entries import entries_of, entry
from judging.services.competing import open_judging
from judging.services.registering import register_producer, register_product
from tests import story
from tests.services.test_registering import SILK, WEAVERS
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027/entries"


@pytest.fixture
def told(app: Flask) -> Story:
    """A competition that takes products."""
    return story.begin()


@pytest.fixture
def silk(told: Story) -> list[int]:
    """Three products of the registry: of TEXT, of no group, of FOOD."""
    maker = register_producer(told.organiser, WEAVERS, NOON)
    return [
        register_product(
            told.organiser,
            maker,
            replace(SILK, name=Words(f"សូត្រ{n}", f"Silk {n}"), group=group, registration=""),
            NOON,
        )
        for n, group in enumerate(("TEXT", "", "FOOD"))
    ]


@pytest.fixture
def organiser(told: Story, signed_in: SignIn) -> Browser:
    """Its organiser."""
    return signed_in(told.organiser)


def test_a_product_is_chosen_from_the_registry_and_confirmed(
    told: Story, organiser: Browser, silk: list[int]
) -> None:
    path = f"{HOME}/registered/{silk[0]}"
    assert f'href="{path}"' in organiser.see(f"{HOME}/choose?search=silk")
    assert '<option selected value="TEXT">' in organiser.see(path)
    answer = organiser.send(path, {"group": "CRAFT"})
    assert answer.status_code == 302, text_of(answer.text)
    entered = entry(int(answer.location.rpartition("/")[2]))
    assert (entered.product.en, entered.group) == ("Silk 0", "CRAFT")
    rows = rows_of(organiser.see(f"{HOME}/choose?search=silk"))
    assert [row[2] for row in rows] == [
        f"Entered as {entered.code}",
        "Put forward : Silk 1",
        "Put forward : Silk 2",
    ]
    again = organiser.send(path, {"group": "CRAFT"})
    assert again.status_code == 422
    assert f"in this round already, as entry {entered.code}" in again.text


def test_a_group_has_to_be_chosen(told: Story, organiser: Browser, silk: list[int]) -> None:
    path = f"{HOME}/registered/{silk[1]}"
    organiser.see(path)
    assert organiser.send(path, {"group": ""}).status_code == 422
    assert entries_of(told.round_id) == []


def test_papers_that_are_missing_are_shown_before(organiser: Browser, silk: list[int]) -> None:
    page = text_of(organiser.see(f"{HOME}/registered/{silk[2]}"))
    assert "these papers of the product are missing or expired" in page
    assert "missing" in page


def test_a_new_product_is_written_where_the_registry_has_none(organiser: Browser) -> None:
    page = organiser.see(f"{HOME}/choose?search=nothing-like-it")
    assert "Nothing in the registry is called so." in page
    assert f'href="{HOME}/new"' in page


def test_a_products_page_leads_to_the_competition_that_takes_products(
    told: Story, organiser: Browser, silk: list[int]
) -> None:
    page = f"/organiser/products/{silk[0]}"
    assert "Put forward in OVOP-2027" in organiser.see(page)
    organiser.see(f"{HOME}/registered/{silk[0]}")
    organiser.send(f"{HOME}/registered/{silk[0]}", {"group": "TEXT"})
    shown = organiser.see(page)
    assert "Put forward in OVOP-2027" not in shown
    assert ["Product Champion 2027", "Textiles and apparel"] in [r[:2] for r in rows_of(shown)]


def test_ticked_products_are_put_forward_at_once_and_refusals_say_why(
    told: Story, organiser: Browser, silk: list[int]
) -> None:
    page = organiser.see("/organiser/products?tick=all")
    assert page.count(" checked>") == 3
    assert organiser.see("/organiser/products").count(" checked>") == 0
    answer = organiser.send(f"{HOME}/registered", {"product": [str(one) for one in silk]})
    assert answer.status_code == 200
    text = text_of(answer.text)
    assert "Entered now: 2." in text
    assert "Not entered: 1." in text
    assert rows_of(answer.text)[-1] == [
        "Silk 1",
        "Phnum Dei Weavers",
        "Say first to which product group this product belongs.",
    ]
    assert sorted(view.group for view in entries_of(told.round_id)) == ["FOOD", "TEXT"]
    # Those that are in cannot be ticked again; sent once more, nothing is doubled.
    assert organiser.see("/organiser/products?tick=all").count(" checked>") == 1
    again = organiser.send(f"{HOME}/registered", {"product": [str(one) for one in silk]})
    assert "Not entered: 3." in text_of(again.text)
    assert len(entries_of(told.round_id)) == 2


def test_all_products_of_the_filter_are_ticked_on_whatever_page_they_are(
    told: Story, organiser: Browser, silk: list[int]
) -> None:
    maker = register_producer(told.organiser, WEAVERS, NOON)
    for n in range(120):
        name = Words(f"ក្រមា{n:03}", f"Krama {n}")
        krama = replace(SILK, name=name, group="TEXT", registration="")
        register_product(told.organiser, maker, krama, NOON)
    path = "/organiser/products?group=TEXT"
    assert "Tick all 121" in organiser.see(path)
    page = organiser.see(f"{path}&tick=all")
    assert "All 121 are ticked: those on this page, and 21 on other pages." in page
    assert 'group=TEXT&amp;page=2&amp;tick=all"' in page
    here = re.findall(r'name="product" value="(\d+)"[^>]* checked>', page)
    elsewhere = re.findall(r'name="elsewhere" value="([\d ]+)"', page)
    ticked = {"product": here[1:], "elsewhere": elsewhere}
    answer = organiser.send(f"{HOME}/registered", ticked)
    assert "Entered now: 120." in text_of(answer.text)
    assert {view.group for view in entries_of(told.round_id)} == {"TEXT"}
    # What was unticked is left, and is now the only one.
    page = organiser.see(f"{path}&tick=all")
    assert "Tick none" in page
    assert "Tick all 1<" in organiser.see(path)
    assert f'value="{here[0]}"' in page
    assert "on other pages" not in page
    assert organiser.send(f"{HOME}/registered", {"elsewhere": "1 x"}).status_code == 404


def test_nothing_ticked_enters_nothing(organiser: Browser, silk: list[int]) -> None:
    organiser.see("/organiser/products")
    assert "No product was ticked." in organiser.send(f"{HOME}/registered", {}).text
    assert organiser.send(f"{HOME}/registered", {"product": "x"}).status_code == 404
    assert "Not entered: 1." in text_of(
        organiser.send(f"{HOME}/registered", {"product": "999999"}).text
    )


def test_once_judging_is_open_nothing_offers_to_put_forward(
    told: Story, organiser: Browser, silk: list[int]
) -> None:
    story.seat_everyone(told, story.enter(told, 1))
    open_judging(told.organiser, told.round_id, NOON)
    assert "checkbox" not in organiser.see("/organiser/products")
    assert "Put forward in" not in organiser.see(f"/organiser/products/{silk[0]}")
