"""A tablet that never finds a network hands its sheets over by its screen, or by a file."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.tablet.evidence import answers_of, arrivals, counting, kept, receipts
from tests.journeys.tablet.judging_on_tablets import RECEIPT, Judging
from tests.journeys.tablet.khmer import STILL_HERE, khmer, unsent
from tests.journeys.tablet.organising import Organising
from tests.story import Story

pytestmark = pytest.mark.browser

TAKEN, KNOWN = "Counts", "Already here: Counts"


def test_sheets_leave_by_the_codes_on_the_screen_and_come_once(
    two_entries: Story, fresh_tablet: Callable[..., Judging], laptop: Organising
) -> None:
    judging = without_a_network(two_entries, fresh_tablet())
    judging.page.get_by_role("button", name=khmer("Show the codes")).click()
    codes = codes_on_screen(judging)
    laptop.take_codes(codes)
    assert_handed_over(two_entries, laptop, "codes")
    # A second look at the same codes, then the network after all: nothing doubles.
    laptop.take_codes(list(reversed(codes)))
    assert_handed_over(two_entries, laptop, "codes", KNOWN)
    assert_sent_again_is_the_same(two_entries, judging)


def test_sheets_leave_as_a_file_and_come_once(
    two_entries: Story,
    fresh_tablet: Callable[..., Judging],
    laptop: Organising,
    tmp_path: Path,
) -> None:
    judging = without_a_network(two_entries, fresh_tablet())
    with judging.page.expect_download() as saved:
        judging.page.get_by_role("button", name=khmer("Save a file")).click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert file.name.startswith(f"unsent-{two_entries.code}-")
    says = khmer("The file %(name)s is saved on this tablet.")
    expect(judging.page.get_by_role("main")).to_contain_text(says.split("%")[0])
    laptop.take_file(file)
    assert_handed_over(two_entries, laptop, "file")
    assert_sent_again_is_the_same(two_entries, judging)


def without_a_network(story: Story, judging: Judging) -> Judging:
    """Both sheets handed in, and the list of what is unsent on the screen."""
    judging.use_card(story, story.judges[0])
    judging.page.context.set_offline(True)
    for code in story.codes:
        judging.open(code)
        judging.answer_all(story, {"C1.5": "1"})
        judging.hand_in()
        expect(judging.outcome()).to_contain_text(STILL_HERE)
        judging.page.goto("/tablet/#/flight")
    judging.unsent().click()
    return judging


def codes_on_screen(judging: Judging) -> list[str]:
    """What a camera reads from the tablet's screen, code after code."""
    picture, step = judging.page.locator("main.full svg"), khmer("Next")
    codes = []
    while True:
        expect(picture.first).to_be_visible()
        read = zxingcpp.read_barcode(Image.open(io.BytesIO(judging.page.screenshot())))
        assert read
        codes.append(read.text)
        following = judging.page.get_by_role("button", name=step)
        if following.is_disabled():
            judging.page.get_by_role("button", name=khmer("Finished")).click()
            return codes
        following.click()


def assert_handed_over(story: Story, laptop: Organising, via: str, became: str = TAKEN) -> None:
    """The organiser sees what the tablet had, and the server keeps just that."""
    mine = [one_of(story, code) for code in sorted(story.codes)]
    assert laptop.taken() == dict.fromkeys(receipts(), became)
    assert kept() == mine
    assert [row.via for row in arrivals()] == [via, via]


def assert_sent_again_is_the_same(story: Story, judging: Judging) -> None:
    """Once there is a network the tablet sends the same, and hears the same receipts."""
    before = [(row.id, row.digest, row.receipt) for row in arrivals()]
    judging.page.context.set_offline(False)
    expect(judging.unsent()).to_have_text(unsent(0))
    assert [(row.id, row.digest, row.receipt) for row in arrivals()] == before
    assert kept() == [one_of(story, code) for code in sorted(story.codes)]
    judging.page.goto("/tablet/#/flight")
    expect(judging.entries().first).to_be_visible()
    shown = [RECEIPT.search(text) for text in judging.entries().all_inner_texts()]
    assert sorted(found.group() for found in shown if found) == sorted(receipts())


def one_of(story: Story, code: str) -> object:
    """The sheet of an entry as it has to be."""
    return counting(story.judges[0].id, code, answers_of(story, {"C1.5": "1"}))
