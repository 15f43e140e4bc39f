"""The live room in a real browser: it renews itself, and nothing moves under the reader's eyes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from judging.services.sampling import mark_broken, serve_new_sample
from tests import story
from tests.story import NOON

pytestmark = pytest.mark.browser

expect.set_options(timeout=20_000)
ROOM = "/organiser/competitions/OVOP-2027/room"


def test_news_comes_by_itself_and_focus_scroll_and_rows_stay(
    open_tablet: Callable[..., Page],
) -> None:
    told = story.ready_to_judge(entries=2, judges=5)
    page = open_tablet(told.organiser)
    page.set_viewport_size({"width": 800, "height": 500})
    page.goto(ROOM)
    rows = page.locator("tr[id^=seat-]")
    expect(rows).to_have_count(6)
    last = page.locator("tr", has_text="Name of judge5").get_by_role("link")
    last.focus()
    page.evaluate("document.querySelectorAll('tr').forEach((row) => { row.isOld = true; })")
    before = page.evaluate("scrollY")
    assert before > 0
    story.score(told, told.entry_ids[0], told.judges[0])
    expect(rows.nth(1)).to_contain_text("1 of 2")
    expect(last).to_be_focused()
    assert page.evaluate("scrollY") == before
    assert page.evaluate("[...document.querySelectorAll('tr')].every((row) => row.isOld)")


def test_what_is_new_is_put_in_and_what_has_gone_is_taken_out(
    open_tablet: Callable[..., Page],
) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    page = open_tablet(told.organiser)
    page.goto(ROOM)
    heading = page.get_by_role("heading", name="Broken samples")
    expect(heading).to_have_count(0)
    link = page.locator("tr", has_text="Name of judge2").get_by_role("link")
    link.focus()
    mark_broken(told.organiser, told.entry_ids[0], "it fell", NOON)
    expect(heading).to_be_visible()
    expect(link).to_be_focused()
    serve_new_sample(told.organiser, told.entry_ids[0], NOON)
    expect(heading).to_have_count(0)
    expect(link).to_be_focused()
    expect(page.locator("tr[id^=seat-]")).to_have_count(4)


def test_a_server_that_does_not_answer_is_told_and_forgotten_once_it_does(
    open_tablet: Callable[..., Page],
) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    page = open_tablet(told.organiser)
    page.goto(ROOM)
    trouble = page.get_by_text("No news from the server")
    expect(trouble).to_be_hidden()
    page.route("**/room/now", lambda route: route.abort())
    expect(trouble).to_be_visible()
    page.unroute("**/room/now")
    expect(trouble).to_be_hidden()


def test_the_sum_alone_is_read_aloud(open_tablet: Callable[..., Page]) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    page = open_tablet(told.organiser)
    page.goto(ROOM)
    live = page.locator("#room [role=status], #room [aria-live]")
    expect(live).to_have_count(1)
    expect(live).to_contain_text("Slow judges: 0.")
