"""A tablet comes into a second competition with a sheet of the first, which has to leave it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from judging.services.competing import open_judging
from tests import story as told
from tests.enrolled import secret_for
from tests.journeys.tablet.evidence import answers_of, arrivals, counting, kept, receipts
from tests.journeys.tablet.hall import Hall
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.khmer import STILL_HERE, khmer, unsent
from tests.journeys.tablet.organising import Organising, organiser
from tests.journeys.tablet.test_stories_handover import codes_on_screen
from tests.story import NOON, Story

pytestmark = pytest.mark.browser

FROM_EARLIER = khmer("From an earlier competition")


@pytest.fixture
def laptop(chromium: Browser, hall: Hall, story: Story) -> Iterator[Organising]:
    """The organiser of the first competition."""
    with organiser(chromium, hall.address, story) as organising:
        yield organising


@pytest.fixture
def tablet(hall: Hall, story: Story, judging: Judging) -> Judging:
    """Two judges of the next competition on a tablet on which the first one's sheet was left."""
    hall.weather = lambda path: ("503 Busy", b"") if path.endswith("/api/sheets") else None
    code = story.codes[0]
    judging.open(code)
    judging.answer_all(story, {"C1.5": "1"})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    following = told.next_edition(story)
    told.seat_everyone(following, told.enter(following, 1))
    open_judging(following.organiser, following.round_id, NOON)
    for judge in following.judges[:2]:
        judging.use_secret(secret_for(following, judge, datetime.now(UTC)))
        judging.leave()
    return judging


def earlier(page: Page, enter: str) -> None:
    """What is there of an earlier competition, by one of the two ways out."""
    part = page.locator("section.card", has_text=FROM_EARLIER)
    expect(part).to_have_count(1)
    part.get_by_role("button", name=khmer(enter)).click()


def test_whoever_holds_the_tablet_hands_over_what_an_earlier_competition_left(
    hall: Hall, story: Story, tablet: Judging, laptop: Organising, tmp_path: Path
) -> None:
    page, judge = tablet.page, story.judges[0]
    tablet.unsent().click()
    main = page.locator("main")
    expect(main).to_contain_text(story.code)
    expect(main).to_contain_text(judge.name.km)
    expect(main.get_by_role("heading", name=khmer("No network at all?"))).to_have_count(0)
    earlier(page, "Show the codes")
    laptop.take_codes(codes_on_screen(tablet))
    handed = [counting(judge.id, story.codes[0], answers_of(story, {"C1.5": "1"}))]
    assert laptop.taken() == {receipts()[0]: "Counts"}
    assert (kept(), arrivals()[0].via) == (handed, "codes")
    # A judge of the new competition can do it as well, by a file; and nothing doubles.
    page.get_by_role("button", name=khmer("Back")).click()
    tablet.unlock(story.judges[1])
    expect(tablet.entries().first).to_be_visible()
    tablet.unsent().click()
    with page.expect_download() as saved:
        earlier(page, "Save a file")
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert file.name.startswith(f"unsent-{story.code}-")
    expect(
        page.locator("section.card", has_text=FROM_EARLIER).locator(".note-good")
    ).to_be_visible()
    laptop.take_file(file)
    assert (kept(), len(arrivals())) == (handed, 1)
    hall.weather = lambda _path: None
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(tablet.unsent()).to_have_text(unsent(0))
    expect(page.locator("section.card", has_text=FROM_EARLIER)).to_have_count(0)
    assert (kept(), len(arrivals())) == (handed, 1)


def test_codes_that_nobody_asked_for_are_no_screen(tablet: Judging) -> None:
    tablet.page.goto("/tablet/#/codes")
    expect(tablet.page.get_by_role("heading", level=1)).to_have_text(unsent(1))
