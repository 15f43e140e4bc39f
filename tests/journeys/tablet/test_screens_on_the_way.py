"""Where a judge is in the flight, and what is asked before something ends; in Khmer."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests import story as told
from tests.journeys.tablet.evidence import arrivals
from tests.journeys.tablet.judging_on_tablets import BEGUN, LEAVE_IT_SO, WHO, Judging
from tests.journeys.tablet.khmer import RECEIVED, khmer
from tests.story import Story

pytestmark = pytest.mark.browser

I_AM_DONE = khmer("I am done")
IN_SIGHT = """(one) => {
  const {top, bottom} = one.getBoundingClientRect();
  const head = document.querySelector("header.top").getBoundingClientRect();
  return top >= head.bottom && bottom <= innerHeight;
}"""


@pytest.fixture
def story(app: Flask) -> Story:
    """Nine entries: more than a tablet on its side shows at once."""
    return told.ready_to_judge(entries=9, judges=2)


def hand_in(judging: Judging, code: str) -> None:
    """Stopped at once: the shortest sheet that there is."""
    judging.open(code)
    judging.answer("C1.1", "0")
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(RECEIVED)
    judging.page.goto("/tablet/#/flight")


def codes_of(entries: Locator) -> list[str]:
    return entries.locator(".code").all_inner_texts()


def test_the_flight_opens_at_the_next_entry_and_keeps_the_order_of_serving(
    page: Page, judging: Judging
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    codes = codes_of(judging.entries())
    head = page.locator("header.top")
    expect(
        head.get_by_role("button", name=khmer("Begin with %(code)s", code=codes[0]))
    ).to_be_visible()
    for code in codes[:6]:
        hand_in(judging, code)
    page.goto("/tablet/#/settings")
    expect(page.locator(".choose")).to_have_count(3)
    page.goto("/tablet/#/flight")
    following = page.locator(".entry.is-next")
    expect(following).to_have_count(1)
    expect(following).to_contain_text(codes[6])
    expect(following).to_contain_text(khmer("Next"))
    page.wait_for_function(IN_SIGHT, arg=following.element_handle())
    assert codes_of(judging.entries()) == codes
    head.get_by_role("button", name=khmer("Go on with %(code)s", code=codes[6])).click()
    expect(page.locator(".sheet-head .code")).to_have_text(codes[6])


def test_two_ticks_show_only_what_was_really_received(page: Page, judging: Judging) -> None:
    badge = judging.unsent()
    expect(badge).to_have_class(re.compile("unsent-send"))
    badge.click()
    expect(page.locator("main")).to_contain_text(
        khmer("Nothing that was handed in waits on this tablet.")
    )
    page.goto("/tablet/#/flight")
    hand_in(judging, codes_of(judging.entries())[0])
    expect(badge).to_have_class(re.compile("unsent-received"))
    badge.click()
    expect(page.locator("main .note-good")).to_be_visible()


def test_who_leaves_something_begun_hears_of_it_and_of_nothing_else(
    story: Story, page: Page, judging: Judging
) -> None:
    code = story.codes[0]
    heading = page.get_by_role("heading", level=1)
    judging.open(code)
    judging.answer("C1.2", "1")
    page.get_by_role("button", name=I_AM_DONE).click()
    expect(heading).to_have_text(BEGUN)
    assert codes_of(judging.entries()) == [code]
    judging.entries().click()
    expect(page.locator(".sheet-head .code")).to_have_text(code)
    page.get_by_role("button", name=I_AM_DONE).click()
    page.get_by_role("button", name=LEAVE_IT_SO).click()
    expect(heading).to_have_text(WHO)
    assert code not in page.content()
    judging.unlock(story.judges[0])
    judging.open(code)
    expect(page.locator(".is-chosen input")).to_have_attribute("value", "C1.2=1")
    judging.answer("C1.1", "0")
    judging.hand_in()
    page.get_by_role("button", name=I_AM_DONE).click()
    expect(heading).to_have_text(WHO)


def test_of_two_sheets_none_counts_before_it_was_said_twice(
    story: Story, tablets: Callable[[], Page]
) -> None:
    one, other = (Judging(tablets()) for _ in range(2))
    judge, code = story.judges[0], story.codes[0]
    for judging in (one, other):
        judging.use_card(story, judge)
    other.page.context.set_offline(True)
    for judging, points in ((one, "1"), (other, "3")):
        judging.open(code)
        judging.answer_all(story, {"C1.2": points})
        judging.hand_in()
    expect(one.outcome()).to_contain_text(RECEIVED)
    other.page.context.set_offline(False)
    other.page.get_by_role("button", name=khmer("Choose now")).click()
    buttons = other.page.locator("main .sides").first.get_by_role("button")
    confirm = other.page.locator(".confirm").first
    buttons.first.click()
    for side, points in ((1, "២៥"), (2, "២៣")):
        expect(confirm).to_contain_text(khmer("Sheet %(number)s", number=side))
        expect(confirm).to_contain_text(f"({points} / ២៥)")
    confirm.get_by_role("button", name=khmer("Compare again")).click()
    expect(buttons).to_have_count(2)
    assert [row.outcome for row in arrivals()] == ["received", "waiting"]
    buttons.nth(1).click()
    confirm.locator(".main-button").click()
    expect(other.outcome()).to_contain_text(RECEIVED)
    assert [row.outcome for row in arrivals()] == ["received", "settled", "received"]
    assert '"C1.2":"1"' in arrivals()[-1].body.replace(" ", "")


def test_one_at_a_time_a_question_has_its_number_and_the_note_has_none(
    story: Story, page: Page, judging: Judging
) -> None:
    judging.open(story.codes[0])
    page.get_by_role("button", name=khmer("One at a time")).click()
    questions = [c for c in story.rubric().criteria() if c.code.startswith("C")]
    for at in range(1, len(questions) + 1):
        says = khmer("Question %(at)s of %(all)s", at=at, all=len(questions))
        expect(page.locator("main")).to_contain_text(says)
        page.locator(".foot .next").click()
    expect(page.get_by_label(khmer("Note on the whole sheet"))).to_be_visible()
    assert "សំណួរទី" not in page.locator("main").inner_text()
