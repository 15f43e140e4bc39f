"""Two judges on one tablet: neither sees the other's sheets, and none is sent as the other's."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.tablet.evidence import answers_of, arrivals, counting, kept
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.khmer import RECEIVED, STILL_HERE, TO_DO, khmer, unsent
from tests.journeys.tablet.living_server import LivingServer
from tests.story import Story

pytestmark = pytest.mark.browser


def test_the_first_judges_sheet_is_sent_as_the_first_judges_while_the_second_works(
    living: LivingServer, two_entries: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    story, (first, second), (one, two) = two_entries, two_entries.judges, two_entries.codes
    judging = fresh_tablet()
    judging.use_card(story, second)
    judging.leave()
    judging.use_card(story, first)
    judging.page.context.set_offline(True)
    living.stop()
    hand_in_one_and_begin_the_other(judging, story)
    judging.leave()

    judging.unlock(second)
    expect(judging.entries()).to_have_count(2)
    for code in (one, two):
        expect(judging.entries().filter(has_text=code)).to_contain_text(TO_DO)
    sees_no_sheet_of_the_other(judging, one)
    judging.page.goto("/tablet/#/flight")
    judging.open(one)
    judging.answer("C1.2", "1")
    assert judging.page.locator(".is-chosen").count() == 1

    living.start()
    judging.page.context.set_offline(False)
    expect(judging.unsent()).to_have_text(unsent(0))
    expect(judging.page.locator(".sheet-head .state")).to_have_text(khmer("Draft"))
    of_first = counting(first.id, one, answers_of(story, {"C1.3": "0"}))
    assert kept() == [of_first]

    judging.answer_all(story, {"C1.2": "1"})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(RECEIVED)
    of_second = counting(second.id, one, answers_of(story, {"C1.2": "1"}))
    assert kept() == [of_first, of_second]
    mine, other = arrivals()
    expect(judging.outcome()).to_contain_text(other.receipt)
    assert mine.receipt not in judging.page.content()
    assert mine.tablet_id == other.tablet_id


def sees_no_sheet_of_the_other(judging: Judging, code: str) -> None:
    """The badge counts all of the tablet, but whose and what stays with their judge."""
    expect(judging.unsent()).to_have_text(unsent(1))
    judging.unsent().click()
    expect(judging.page.get_by_role("heading", level=1)).to_have_text(unsent(1))
    main = judging.page.locator("main")
    expect(main).not_to_contain_text(code)
    expect(main).not_to_contain_text(STILL_HERE)
    assert main.get_by_role("button", name=khmer("Show the codes")).count() == 0


def hand_in_one_and_begin_the_other(judging: Judging, story: Story) -> None:
    """What the first judge does without a network."""
    one, two = story.codes
    judging.open(one)
    judging.answer_all(story, {"C1.3": "0"})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    judging.page.goto("/tablet/#/flight")
    judging.open(two)
    judging.answer("C1.1", "1")
