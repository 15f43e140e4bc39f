"""A person with only the printed card: its picture read, an entry scored offline."""

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL.Image import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from judging.documents.cards import PrintedCard, render_cards
from judging.domain.words import Words
from tests.enrolled import secret_for
from tests.journeys.tablet.evidence import answers_of, counting, kept, receipts
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.kept_tablets import PATIENCE, is_kept
from tests.journeys.tablet.khmer import RECEIVED, STILL_HERE
from tests.journeys.tablet.living_server import LivingServer
from tests.story import Story

pytestmark = [pytest.mark.browser, pytest.mark.documents]

SIZES: dict[str, ViewportSize] = {
    "800x1280": {"width": 800, "height": 1280},
    "1080x810": {"width": 1080, "height": 810},
}
# Where somebody wants to look at every step.
SHOTS = os.environ.get("SCREENSHOTS")


def printed(story: Story, address: str) -> Image:
    """The first page of the printed cards, as it lies on the table."""
    judge, until = story.judges[0], datetime.now(UTC) + timedelta(hours=72)
    card = PrintedCard(judge.name, secret_for(story, judge, datetime.now(UTC)))
    title = Words("ការប្រកួតផលិតផលជើងឯក ២០២៧", "Product Champion 2027")
    pdf = render_cards([card], competition=title, address=address, until=until)
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        page: Image = document[0].render(scale=2).to_pil()
        return page
    finally:
        document.close()


def look(page: Page, size: str, step: str) -> None:
    """Keep a picture of the step, if somebody asked for it."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{size}-{step}.png")


@pytest.mark.parametrize("size", SIZES)
def test_with_the_printed_card_alone_an_entry_is_scored_in_khmer_with_the_network_off(
    living: LivingServer, two_entries: Story, chromium: Browser, size: str
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    paper = printed(story, f"{living.address}/tablet/")
    read = zxingcpp.read_barcode(paper)
    assert read
    context = chromium.new_context(viewport=SIZES[size], has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    judging = Judging(page)
    if SHOTS:
        paper.save(Path(SHOTS) / "card.png")
    come_in(judging, living.address, read.text, size)
    is_kept(page)
    living.stop()
    context.set_offline(True)
    score(judging, story, size)
    judging.unsent().click()
    expect(page.locator("main .big").first).to_be_visible()
    look(page, size, "8-unsent")
    page.go_back()
    assert kept() == []
    living.start()
    context.set_offline(False)
    expect(judging.outcome()).to_contain_text(RECEIVED)
    expect(judging.outcome()).to_contain_text(receipts()[0])
    look(page, size, "9-received")
    assert kept() == [counting(judge.id, code, answers_of(story, {"C1.3": "1"}))]
    context.close()


def come_in(judging: Judging, address: str, card: str, size: str) -> None:
    """From the app's first screen by the card's picture to the flight."""
    page = judging.page
    page.goto(f"{address}/tablet/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "km"
    look(page, size, "1-welcome")
    page.goto("about:blank")
    page.goto(card)
    expect(page.locator(".keys")).to_be_visible()
    look(page, size, "2-pin")
    judging.type_pin()
    judging.type_pin()
    expect(judging.entries().first).to_be_visible()
    look(page, size, "3-flight")


def score(judging: Judging, story: Story, size: str) -> None:
    """An entry, with the network off."""
    page, code = judging.page, story.codes[0]
    judging.open(code)
    look(page, size, "4-sheet")
    judging.answer_all(story, {"C1.3": "1"})
    look(page, size, "5-answered")
    page.locator(".foot .main-button").click()
    expect(page.locator("main .main-button")).to_be_visible()
    look(page, size, "6-review")
    page.locator("main .main-button").click()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    look(page, size, "7-handed-in")
