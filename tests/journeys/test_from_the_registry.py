"""In a real browser, by keyboard: a producer and a product are registered, tested and entered."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from judging.queries.entries import entries_of
from tests import story as told
from tests.journeys.test_axe import AXE, FIND
from tests.story import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def story(app: Flask) -> Story:
    """A competition that takes products."""
    return told.begin(judges=1)


def press(page: Page, label: str) -> None:
    """Press a button or follow a link without touching it."""
    main = page.get_by_role("main")
    link, button = (main.get_by_role(role, name=label) for role in ("link", "button"))
    link.or_(button).first.focus()
    page.keyboard.press("Enter")


def fill(page: Page, **typed: str) -> None:
    """Type into fields by their names."""
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)


def finds_nothing(page: Page) -> None:
    """Let axe look at the page as it is."""
    page.evaluate(AXE.read_text())
    assert page.evaluate(FIND) == []


def register(page: Page) -> None:
    """A producer, and one of its products."""
    page.goto("/organiser/products/new")
    press(page, "Register a new producer")
    fill(page, name_km="តម្បាញភ្នំដី", name_en="Phnum Dei Weavers", phone="012 345 678")
    press(page, "Register the producer")
    press(page, "Register a product")
    write_product(page)
    press(page, "Register the product")
    expect(page.get_by_role("status")).to_contain_text("The product is registered.")


def write_product(page: Page) -> None:
    """The same product each time."""
    fill(page, name_km="សូត្រមាស", name_en="Golden silk")
    page.get_by_label("Product group").select_option("TEXT")
    page.get_by_label("Province").select_option("KH-1")


def test_a_product_comes_from_the_registry_into_the_competition(
    story: Story, open_tablet: Callable[..., Page]
) -> None:
    page = open_tablet(story.organiser, bypass_csp=True)
    register(page)
    press(page, "Give an answer")
    page.get_by_label("Yes").focus()
    page.keyboard.press("Space")
    fill(page, reason="Twelve households weave it.")
    press(page, "Keep the answer")
    expect(page.get_by_role("main")).to_contain_text("Twelve households weave it.")
    press(page, f"Put forward in {story.code}")
    page.wait_for_url("**/entries/registered/*")
    finds_nothing(page)
    press(page, f"Put forward in {story.code}")
    expect(page.get_by_role("status")).to_contain_text("The product is entered.")
    (entered,) = entries_of(story.round_id)
    assert (entered.product.en, entered.group) == ("Golden silk", "TEXT")


def test_one_that_looks_the_same_is_met_and_is_said_to_be_another(
    story: Story, open_tablet: Callable[..., Page]
) -> None:
    page = open_tablet(story.organiser, bypass_csp=True)
    register(page)
    page.goto("/organiser/products/new")
    press(page, "Choose")
    write_product(page)
    press(page, "Register the product")
    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("Golden silk · Phnum Dei Weavers")
    finds_nothing(page)
    expect(page.locator("[name=name_en]")).to_have_value("Golden silk")
    warning.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    press(page, "Register the product")
    expect(page.get_by_role("status")).to_contain_text("The product is registered.")
    page.goto("/organiser/products?tick=all")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    press(page, f"Put the ticked ones forward in {story.code}")
    expect(page.get_by_role("main")).to_contain_text("Entered now: 1.")
    expect(page.get_by_role("main")).to_contain_text("has entered this product already")
    finds_nothing(page)
