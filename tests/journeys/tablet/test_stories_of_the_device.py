"""The device itself is in trouble: a clock off by years, a full disk, a new app in between."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests import story as told
from tests.enrolled import secret_for
from tests.journeys.tablet.evidence import answers_of, arrivals, counting, kept
from tests.journeys.tablet.hall import Hall
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.kept_tablets import KeptTablet, is_kept
from tests.journeys.tablet.khmer import RECEIVED, STILL_HERE, khmer, unsent
from tests.journeys.tablet.test_shell import TRIES_AGAIN, UPDATE, VERSION, change
from tests.story import Story

pytestmark = pytest.mark.browser

FULL = khmer(
    "This tablet is full: the last answer was NOT kept."
    " Delete photos or films, then tap the answer again."
)
# A disk that is full whenever the story says so.
DISK = """() => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    if (!globalThis.isDiskFull) return put.apply(this, given);
    this.transaction.abort();
    throw new DOMException("no room", "QuotaExceededError");
  };
}"""
CLOCKS = {
    "behind": datetime(2001, 1, 1, 12, tzinfo=UTC),
    "ahead": datetime(2051, 6, 30, 12, tzinfo=UTC),
}


@pytest.mark.parametrize("way", CLOCKS)
def test_a_clock_that_is_off_by_years_is_told_and_decides_nothing(
    two_entries: Story, fresh_tablet: Callable[..., Judging], way: str
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    judging = fresh_tablet()
    judging.page.clock.install(time=CLOCKS[way])
    judging.use_card(story, judge)
    says = khmer(
        f"This tablet's clock is %(far)s {way}."
        " Your scores are safe; set the clock right when you can."
    )
    expect(judging.page.locator(".notes")).to_contain_text(says.split("%")[0].strip())
    judging.page.context.set_offline(True)
    judging.open(code)
    judging.answer_all(story, {"C1.6": "0"})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    judging.page.context.set_offline(False)
    expect(judging.outcome()).to_contain_text(RECEIVED)
    assert kept() == [counting(judge.id, code, answers_of(story, {"C1.6": "0"}))]
    (arrival,) = arrivals()
    assert abs(arrival.arrived_at - datetime.now(UTC)) < timedelta(minutes=10)
    assert arrival.made_at[:4] == str(CLOCKS[way].year)


def test_a_tablet_without_room_says_so_before_the_card_is_used_up(
    two_entries: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    judging, judge = fresh_tablet(), two_entries.judges[0]
    judging.page.add_init_script(f"({DISK})(); globalThis.isDiskFull = true;")
    secret = secret_for(two_entries, judge, datetime.now(UTC))
    judging.page.goto(f"/tablet/#card={secret}")
    expect(judging.page.get_by_role("alert").first).to_contain_text(FULL)
    expect(judging.page.get_by_role("button", name=khmer("Try again"))).to_be_visible()
    assert judging.page.locator(".keys").count() == 0
    # The same tablet once films were deleted, and the same card.
    judging = Judging(judging.page.context.new_page())
    judging.use_secret(secret)
    expect(judging.entries()).to_have_count(2)


def test_on_a_full_disk_nothing_is_shown_as_kept_that_is_not_and_what_was_kept_arrives(
    two_entries: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    judging = fresh_tablet()
    judging.page.add_init_script(f"({DISK})()")
    judging.use_card(story, judge)
    judging.open(code)
    judging.answer("C1.1", "1")
    judging.page.evaluate("globalThis.isDiskFull = true")
    judging.page.locator('label.answer:has(input[value="C1.2=1"])').click()
    expect(judging.page.get_by_role("alert")).to_contain_text(FULL)
    chosen = judging.page.locator(".is-chosen input")
    assert chosen.evaluate_all("all => all.map((one) => one.value)") == ["C1.1=1"]
    judging.page.evaluate("globalThis.isDiskFull = false")
    judging.answer_all(story, {"C1.1": "1", "C1.2": "1"})
    expect(judging.page.get_by_role("alert")).to_have_count(0)
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(RECEIVED)
    assert kept() == [counting(judge.id, code, answers_of(story, {"C1.1": "1", "C1.2": "1"}))]


@pytest.fixture
def hall(app: Flask, hall: Hall) -> Hall:
    """A server whose app can become another version, behind a network with weather."""
    app.testing = False
    return hall


def test_a_new_app_waits_until_the_sheet_of_the_old_one_is_received(
    hall: Hall, app: Flask, kept_tablet: KeptTablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    (judge,), (code,) = story.judges, story.codes
    kept_tablet.address = hall.address
    judging = kept_tablet.open()
    judging.page.clock.install()
    judging.use_card(story, judge)
    is_kept(judging.page)
    old = judging.page.evaluate(VERSION)
    hall.weather = lambda path: ("503 Busy", b"") if path.endswith("/sheets") else None
    judging.open(code)
    judging.answer_all(story, {})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    change(hall, monkeypatch)
    assert judging.page.evaluate(UPDATE) == "installed"
    judging.page.goto("/tablet/#/flight")
    expect(judging.page.locator(".notes")).to_contain_text(
        khmer("A new version of the app is ready. It waits until every sheet is sent.")
    )
    judging.page.clock.fast_forward(TRIES_AGAIN)
    judging.page.reload()
    expect(judging.unsent()).to_have_text(unsent(1))
    assert judging.page.evaluate(VERSION) == old
    assert kept() == []

    hall.weather = lambda _path: None
    judging.page.reload()
    expect(judging.unsent()).to_have_text(unsent(0))
    assert kept() == [counting(judge.id, code, answers_of(story))]
    judging.page.clock.fast_forward(TRIES_AGAIN)
    html = judging.page.locator("html")
    expect(html).not_to_have_attribute("data-version", re.compile(f"^{old}$"))
    judging.unlock(judge)
    expect(judging.entries().first).to_contain_text(arrivals()[0].receipt)
