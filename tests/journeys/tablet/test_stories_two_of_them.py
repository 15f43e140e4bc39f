"""Two windows or two tablets of one judge: one writes at a time, and both versions are kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from judging.domain.people import Person
from tests.journeys.tablet.evidence import Kept, answers_of, arrivals, counting, kept
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.khmer import RECEIVED, STILL_HERE, khmer, unsent
from tests.story import Story

pytestmark = pytest.mark.browser

OTHER_WINDOW = khmer("The app is already open in another window. Use that one, or take over here.")


def test_of_two_windows_one_writes_and_the_sheet_goes_on_in_the_one_that_takes_over(
    two_entries: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    first = fresh_tablet()
    first.use_card(story, judge)
    first.open(code)
    first.answer("C1.1", "1")
    second = Judging(first.page.context.new_page())
    second.page.goto("/tablet/")
    expect(second.page.locator(".notes")).to_contain_text(OTHER_WINDOW)
    second.page.get_by_role("button", name=khmer("Take over here")).click()
    expect(first.page.locator(".notes")).to_contain_text(OTHER_WINDOW)
    first.page.locator('label.answer:has(input[value="C1.2=0"])').click(force=True)
    second.unlock(judge)
    second.open(code)
    assert second.page.locator(".is-chosen input").get_attribute("value") == "C1.1=1"
    second.answer_all(story, {"C1.1": "1"})
    second.hand_in()
    expect(second.outcome()).to_contain_text(RECEIVED)
    assert kept() == [counting(judge.id, code, answers_of(story, {"C1.1": "1"}))]
    # The first window goes on by itself once the other one is closed.
    second.page.close()
    expect(first.page.locator(".notes")).not_to_contain_text(OTHER_WINDOW)
    first.page.goto("/tablet/#/flight")
    expect(first.entries().filter(has_text=code)).to_contain_text(arrivals()[0].receipt)


def test_two_tablets_of_one_judge_end_as_two_kept_versions_and_a_question(
    two_entries: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    one, other = fresh_tablet(), fresh_tablet()
    for judging, points in ((one, "1"), (other, "0")):
        judging.use_card(story, judge)
        judging.page.context.set_offline(True)
        judging.open(code)
        judging.answer_all(story, {"C1.2": points})
        judging.hand_in()
        expect(judging.outcome()).to_contain_text(STILL_HERE)
    one.page.context.set_offline(False)
    expect(one.outcome()).to_contain_text(RECEIVED)
    other.page.context.set_offline(False)
    expect(other.unsent()).to_have_text(unsent(0))
    first = counting(judge.id, code, answers_of(story, {"C1.2": "1"}))
    second = answers_of(story, {"C1.2": "0"})
    assert kept() == [Kept(judge.id, code, "waiting", "concurrent", None, second), first]

    choose_the_one_made_here(other, code)
    expect(other.outcome()).to_contain_text(RECEIVED)
    assert kept() == [
        Kept(judge.id, code, "settled", "concurrent", None, second),
        first,
        counting(judge.id, code, second, version=2),
    ]

    # The first tablet learns of it, and what it then corrects replaces both.
    look_again(one, judge)
    expect(one.entries().filter(has_text=code)).to_contain_text(arrivals()[-1].receipt)
    correct(one, code)
    assert kept()[-1] == counting(judge.id, code, answers_of(story), version=3)


def choose_the_one_made_here(judging: Judging, code: str) -> None:
    """Answer the question on the tablet that asks it."""
    judging.page.goto("/tablet/#/flight")
    entry = judging.entries().filter(has_text=code)
    expect(entry).to_contain_text(khmer("Two versions: please choose"))
    entry.click()
    differing = judging.page.locator(".card.differs")
    expect(differing).to_have_count(1)
    expect(differing).to_contain_text("C1.2")
    here = differing.locator(".side").filter(has_text=khmer("this tablet"))
    expect(here).to_have_count(1)
    sides = differing.locator(".side").all_inner_texts()
    mine = next(at for at, text in enumerate(sides) if khmer("this tablet") in text)
    judging.choose_version(mine)


def look_again(judging: Judging, judge: Person) -> None:
    """Take up a tablet that has lain there."""
    judging.page.goto("/tablet/#/flight")
    judging.page.reload()
    judging.unlock(judge)


def correct(judging: Judging, code: str) -> None:
    """Hand the sheet in once more, with another answer to C1.2."""
    judging.open(code)
    judging.page.locator(".foot").get_by_role("button", name=khmer("Correct")).click()
    judging.answer("C1.2", "3")
    begun = khmer("Handed in, correction begun")
    expect(judging.page.locator(".sheet-head .state")).to_contain_text(begun)
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(RECEIVED)
