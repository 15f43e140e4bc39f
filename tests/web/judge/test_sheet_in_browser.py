"""The score sheet under a finger, with and without scripts."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect

from judging.persistence.database import db
from judging.queries.sheets import sheet_page
from tests import story

pytestmark = pytest.mark.browser

OpenTablet = Callable[..., Page]


def kept_answers(told: story.Story) -> dict[str, Decimal]:
    """The first judge's answers for the first entry, as the server has kept them by now."""
    db.session.rollback()
    return sheet_page(told.judges[0].id, told.codes[0]).answers


def test_touching_an_answer_shows_the_new_total_and_that_it_is_not_kept_yet(
    open_tablet: OpenTablet,
) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    page = open_tablet(told.judges[0])
    page.goto(f"/judge/entries/{told.codes[0]}/sheet")
    expect(page.get_by_text("Not kept yet")).to_be_hidden()
    page.get_by_text("Very good: no fault seen").click()
    expect(page.locator("[data-points]")).to_have_text("3")
    expect(page.locator("[data-answered]")).to_have_text("1")
    expect(page.get_by_text("Not kept yet")).to_be_visible()
    assert kept_answers(told) == {}


def test_enter_keeps_a_draft_and_does_not_change_the_language(open_tablet: OpenTablet) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    page = open_tablet(told.judges[0])
    page.goto(f"/judge/entries/{told.codes[0]}/sheet")
    page.get_by_text("Very good: no fault seen").click()
    page.keyboard.press("Enter")
    expect(page.get_by_text("is kept.")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_every_answer_can_be_hit_with_a_finger(open_tablet: OpenTablet) -> None:
    told = story.ready_to_judge(entries=1, group="CRAFT", judges=1)
    page = open_tablet(told.judges[0])
    page.goto(f"/judge/entries/{told.codes[0]}/sheet")
    boxes = [box.bounding_box() for box in page.locator("label.answer, .bottom button").all()]
    assert min(box["height"] for box in boxes if box) >= 48
    assert min(box["width"] for box in boxes if box) >= 48
    assert page.evaluate("document.documentElement.scrollWidth") == 800


def test_a_sheet_is_handed_in_without_scripts(chromium: Browser, server: str) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    context = chromium.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/judge/entries/{told.codes[0]}/sheet")
    page.locator("#login").fill("judge1")
    page.locator("#password").fill(story.PASSWORD)
    page.locator("main button").click()
    for question in page.locator("fieldset.question").all():
        question.locator("label.answer").last.click()
    page.locator(".bottom button[value=hand_in]").click()
    expect(page.get_by_text("២៥ ក្នុងចំណោម ២៥ ពិន្ទុ")).to_be_visible()
    context.close()


def test_a_sheet_of_an_ended_session_warns_at_once_and_is_kept_after_all(
    open_tablet: OpenTablet,
) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    page = open_tablet(told.judges[0])
    page.goto(f"/judge/entries/{told.codes[0]}/sheet")
    page.context.clear_cookies()
    page.get_by_text("Very good: no fault seen").click()
    expect(page.get_by_role("alert")).to_contain_text("Sign in in another tab")
    page.get_by_role("button", name="Keep draft").click()
    with page.context.expect_page() as opened:
        page.locator("main a[target=_blank]").click()
    tab = opened.value
    tab.locator("#login").fill("judge1")
    tab.locator("#password").fill(story.PASSWORD)
    tab.locator("main button").click()
    tab.wait_for_url("**/judge/")
    page.locator("main button").click()
    expect(page.locator("main")).to_contain_text("ឈ្មោះ judge1")
    page.locator("main button").click()
    expect(page.locator("[data-points]")).to_have_text("៣")
    assert kept_answers(told) == {"C1.2": Decimal(3)}
