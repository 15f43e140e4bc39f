"""Every screen of a tablet can be read, reached and touched: in three lights, in four sizes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, expect

from judging.domain.product_papers import ProductPaper
from tests import story as told
from tests.enrolled import secret_for
from tests.journeys.tablet.hall import Hall
from tests.journeys.tablet.judging_on_tablets import BEGUN, I_AM_DONE, Judging
from tests.journeys.tablet.kept_tablets import is_kept
from tests.papers import record
from tests.story import Story

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"
FIND = """async (rules) =>
  (await axe.run(rules ?? {})).violations.map(v => v.id + ': ' + v.nodes[0].html)"""
# In the sun a contrast of 7 to 1 is needed.
IN_THE_SUN = {"runOnly": ["color-contrast-enhanced"]}
THEMES = ("light", "dark_hall", "sunlight")
SIZES: tuple[ViewportSize, ...] = (
    {"width": 800, "height": 1280},
    {"width": 1080, "height": 810},
    {"width": 1280, "height": 800},
    {"width": 600, "height": 960},
)
# A radio button is as big as the card that it lies upon; a thumb needs 48 pixels.
TOO_SMALL = """() => [...document.querySelectorAll("button, input, summary, textarea, a")]
  .map((one) => [one, (one.closest("label.paper") ?? one).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 48 || box.height < 48))
  .map(([one]) => one.outerHTML.slice(0, 120))"""
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
IN_SIGHT = "(one) => one.getBoundingClientRect().bottom + scrollY <= innerHeight"
# Over before the three days of the competition, on one of them, and after them.
REGISTERED = (
    ("food-hygiene", "ISC-0123", date(2027, 4, 6)),
    ("trademark", "KH/49633/17", date(2027, 4, 8)),
    ("business-registration", "", date(2027, 4, 9)),
)
WITHOUT_COLOUR_CHANGES = "* { transition: none !important; }"


@pytest.fixture
def page(chromium: Browser, hall: Hall) -> Iterator[Page]:
    """The page of a fresh tablet into which axe may be put."""
    context = chromium.new_context(base_url=hall.address, bypass_csp=True, viewport=SIZES[0])
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def faults(page: Page, screen: str) -> list[tuple[str, ...]]:
    """What is wrong with the screen that is shown."""
    page.add_style_tag(content=WITHOUT_COLOUR_CHANGES)
    page.evaluate(AXE.read_text())
    found: list[tuple[str, ...]] = []
    for theme in THEMES:
        page.evaluate("(theme) => (document.documentElement.dataset.theme = theme)", theme)
        found += [(screen, theme, violation) for violation in page.evaluate(FIND)]
    found += [(screen, "sun", violation) for violation in page.evaluate(FIND, IN_THE_SUN)]
    for size in SIZES:
        page.set_viewport_size(size)
        width = str(size["width"])
        found += [(screen, width, "too small", one) for one in page.evaluate(TOO_SMALL)]
        if page.evaluate(TOO_WIDE):
            found.append((screen, width, "too wide"))
    page.set_viewport_size(SIZES[0])
    return found


def test_every_screen_of_a_judge_is_for_everybody(story: Story, page: Page) -> None:
    judging, code = Judging(page), story.codes[0]
    page.goto("/tablet/")
    page.locator("summary").click()
    found = faults(page, "card")
    page.goto(f"/tablet/#card={secret_for(story, story.judges[0])}")
    expect(page.locator(".keys")).to_be_visible()
    found += faults(page, "PIN")
    judging.use_card(story, story.judges[0])
    found += faults(page, "flight")
    judging.open(code)
    judging.answer("C1.1", "0")
    found += faults(page, "sheet")
    page.get_by_role("button", name="ម្តងមួយសំណួរ").click()
    found += faults(page, "one question")
    judging.answer("C1.1", "2")
    page.locator(".foot .next").click()
    expect(page.locator(".line")).to_contain_text("C1.2")
    page.get_by_role("button", name="សំណួរទាំងអស់").click()
    page.locator(".foot .main-button").click()
    found += faults(page, "review with blanks")
    page.context.set_offline(True)
    page.locator(".entry.is-question").first.click()
    judging.answer_all(story, {})
    judging.hand_in()
    found += faults(page, "handed in")
    judging.unsent().click()
    found += faults(page, "unsent")
    page.get_by_role("button", name="បង្ហាញកូដ").click()
    expect(page.locator(".full > svg")).to_be_visible()
    found += faults(page, "codes")
    page.goto("/tablet/#/settings")
    found += faults(page, "settings")
    page.goto("/tablet/#/flight")
    judging.leave()
    found += faults(page, "who")
    assert found == []


def test_what_goes_wrong_and_what_is_asked_is_for_everybody(story: Story, page: Page) -> None:
    judging, code = Judging(page), story.codes[0]
    page.goto("/tablet/")
    page.locator("summary").click()
    page.context.set_offline(True)
    page.fill("#secret", secret_for(story, story.judges[0]))
    page.locator("form button").click()
    expect(page.locator("main .note-warn")).to_be_visible()
    found = faults(page, "card without a network")
    page.context.set_offline(False)
    page.locator("main .main-button").click()
    judging.type_pin("123456")
    expect(page.locator("main .note-bad")).to_be_visible()
    found += faults(page, "weak PIN")
    for size in SIZES[:3]:
        page.set_viewport_size(size)
        assert page.locator(".keys").evaluate(IN_SIGHT), size
    judging.type_pin()
    judging.type_pin()
    judging.open(code)
    page.context.set_offline(True)
    judging.answer_all(story, {"C1.2": "1"})
    judging.hand_in()
    expect(judging.outcome()).to_be_visible()
    told.score(story, story.entry_ids[0], story.judges[0])
    page.context.set_offline(False)
    page.locator(".outcome-question .main-button").click()
    page.locator("main .sides").first.get_by_role("button").first.click()
    expect(page.locator(".confirm").first).to_be_visible()
    found += faults(page, "one of two sheets")
    page.goto("/tablet/#/flight")
    judging.open(story.codes[1])
    judging.answer("C1.1", "2")
    page.get_by_role("button", name=I_AM_DONE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(BEGUN)
    found += faults(page, "leaving")
    assert found == []


def test_the_desk_has_its_papers_conditions_and_cases(app: Flask, story: Story, page: Page) -> None:
    judging = Judging(page)
    for kind, number, expires_on in REGISTERED:
        paper = ProductPaper(kind, number=number, expires_on=expires_on)
        record(app, story, story.entry_ids[0], paper)
    judging.use_card(story, story.desk)
    is_kept(page)
    page.context.set_offline(True)
    # As in a copy from before the registry had papers, nothing is known of them.
    page.locator(".entry.is-training").click()
    expect(page.locator(".paper").first).to_be_visible()
    page.goto("/tablet/#/flight")
    judging.open(story.codes[0])
    for sentence in (
        "ក្នុងបញ្ជី៖ ISC-0123 · ផុតកំណត់នៅថ្ងៃទី៦ ខែមេសា ឆ្នាំ២០២៧",
        "ក្នុងបញ្ជី៖ KH/49633/17 · ផុតកំណត់ក្នុងពេលប្រកួត នៅថ្ងៃទី៨ ខែមេសា ឆ្នាំ២០២៧",
        "ក្នុងបញ្ជី · មានសុពលភាពដល់ថ្ងៃទី៩ ខែមេសា ឆ្នាំ២០២៧",
    ):
        expect(page.locator(".paper").filter(has_text=sentence)).to_have_count(1)
    expect(page.locator("main")).to_contain_text("ផលិតផលទី")
    expect(page.locator(".paper input:checked")).to_have_count(5)
    page.locator(".paper").first.click()
    expect(page.locator(".paper input:checked")).to_have_count(4)
    judging.answer("B2.1", "0")
    assert page.locator("[id='line-B2.2'] input").count() == 0
    judging.answer("B2.1", "1")
    expect(page.locator("[id='line-B2.2'] input").first).to_be_attached()
    judging.answer("A3.2-org", "2")
    judging.answer("A3.2-house", "1")
    expect(page.locator("[id='line-A3.2'] .is-chosen")).to_have_count(1)
    assert faults(page, "desk") == []
