"""A judge scores where there is no network, closes everything and loses nothing."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.tablet.evidence import answers_of, counting, kept, receipts
from tests.journeys.tablet.judging_on_tablets import RECEIPT, Judging
from tests.journeys.tablet.kept_tablets import KeptTablet, is_kept
from tests.journeys.tablet.khmer import DRAFT, STILL_HERE, unsent
from tests.journeys.tablet.living_server import LivingServer
from tests.story import Story

pytestmark = pytest.mark.browser


def test_a_sheet_handed_in_without_a_network_outlives_a_closed_browser_and_arrives_once(
    living: LivingServer, two_entries: Story, kept_tablet: KeptTablet
) -> None:
    story, judge, (one, two) = two_entries, two_entries.judges[0], two_entries.codes
    judging = kept_tablet.open()
    judging.use_card(story, judge)
    is_kept(judging.page)
    living.stop()
    score(judging, story, one, {"C1.2": "2"})
    judging.page.goto("/tablet/#/flight")
    judging.open(two)
    judging.answer("C1.1", "1")
    kept_tablet.close()

    judging = kept_tablet.open()
    judging.page.context.set_offline(True)
    begun = time.perf_counter()
    judging.page.goto("/tablet/")
    expect(judging.page.get_by_role("button", name=judge.name.km)).to_be_visible()
    print(f"\ncold, no network, no server: {time.perf_counter() - begun:.2f} s")
    judging.unlock(judge)
    expect(judging.unsent()).to_have_text(unsent(1))
    expect(judging.entries().filter(has_text=one)).to_contain_text(STILL_HERE)
    expect(judging.entries().filter(has_text=two)).to_contain_text(DRAFT)
    assert kept() == []

    living.start()
    judging.page.context.set_offline(False)
    expect(judging.unsent()).to_have_text(unsent(0))
    assert kept() == [counting(judge.id, one, answers_of(story, {"C1.2": "2"}))]
    expect(judging.entries().filter(has_text=one)).to_contain_text(receipts()[0])
    judging.open(two)
    assert judging.page.locator(".is-chosen input").get_attribute("value") == "C1.1=1"


def test_a_sheet_just_handed_in_outlives_a_killed_browser(
    living: LivingServer, two_entries: Story, kept_tablet: KeptTablet
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    judging = kept_tablet.open()
    judging.use_card(story, judge)
    is_kept(judging.page)
    living.stop()
    score(judging, story, code, {"C2.1": "0"})
    kept_tablet.kill()
    judging = kept_tablet.open()
    judging.page.goto("/tablet/")
    judging.unlock(judge)
    expect(judging.unsent()).to_have_text(unsent(1))
    living.start()
    judging.page.reload()
    expect(judging.unsent()).to_have_text(unsent(0))
    assert kept() == [counting(judge.id, code, answers_of(story, {"C2.1": "0"}))]
    judging.unlock(judge)
    shown = RECEIPT.search(judging.entries().filter(has_text=code).inner_text())
    assert shown
    assert [shown.group()] == receipts()


def score(judging: Judging, story: Story, code: str, points: dict[str, str]) -> None:
    """A whole sheet, handed in, while nobody can be reached."""
    judging.open(code)
    judging.answer_all(story, points)
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
