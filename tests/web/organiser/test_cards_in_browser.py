"""The file of cards is saved from its page by a real browser, under the policy of all pages."""

from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests import story as told

pytestmark = [pytest.mark.browser, pytest.mark.documents]
CARDS = "/organiser/competitions/OVOP-2027/cards"


def test_the_file_of_cards_is_saved_from_its_page(open_tablet: Callable[..., Page]) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    page = open_tablet(story.organiser)
    page.goto(CARDS)
    page.get_by_role("link", name="Tick none").click()
    page.get_by_label("Name of judge2").check()
    page.get_by_role("button", name="Make the cards").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file (PDF)").click()
    assert saved.value.suggested_filename == "cards-OVOP-2027.pdf"
    pages = pypdfium2.PdfDocument(saved.value.path())
    text = pages[0].get_textpage().get_text_bounded()
    assert ("Name of judge1" in text, "Name of judge2" in text) == (False, True)
    pages.close()
