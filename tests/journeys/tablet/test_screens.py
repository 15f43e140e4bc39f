"""What a judge sees on a tablet, from the card to the receipt; in a real browser, in Khmer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from judging.domain.sheet import LONGEST_NOTE
from judging.services.enrolling_tablets import enrol_tablet
from tests import story as told
from tests.enrolled import PIN, secret_for, tablet as facts
from tests.journeys.tablet.evidence import arrivals
from tests.journeys.tablet.hall import Hall
from tests.journeys.tablet.judging_on_tablets import RECEIPT, WHO, Judging
from tests.story import Story

pytestmark = pytest.mark.browser

STILL_HERE = "បានដាក់ជូន នៅក្នុងថេប្លេតនេះនៅឡើយ"
RECEIVED = re.compile("outcome-received")
UNSENT = "មិនទាន់ផ្ញើ៖ "
FULL = "ថេប្លេតនេះពេញហើយ"
AHEAD = "នាឡិកាថេប្លេតនេះលឿន ៣ ថ្ងៃ"
SOON = 20_000  # Sending that failed just now is tried again after some seconds.
CHOSEN = ".answer.is-chosen"
VALUES = "all => all.map(one => one.value)"
WHOLE_NOTE = "កំណត់សម្គាល់លើសន្លឹកពិន្ទុទាំងមូល"
PORTRAIT: ViewportSize = {"width": 800, "height": 1280}
LANDSCAPE: ViewportSize = {"width": 1080, "height": 810}
FILL_THE_DISK = """() => {
  IDBObjectStore.prototype.put = function () {
    this.transaction.abort();
    throw new DOMException("no room", "QuotaExceededError");
  };
}"""
THREE_DAYS_AHEAD = "{ const now = Date.now; Date.now = () => now() + 3 * 86400000; }"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["800x1280", "1080x810"])
def test_with_a_card_alone_a_judge_scores_with_the_network_off(
    hall: Hall, story: Story, page: Page, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    judge, judging, code = story.judges[0], Judging(page), story.codes[0]
    judging.use_card(story, judge)
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    hall.stop()
    page.reload()
    judging.unlock(judge)
    judging.open(code)
    judging.answer_all(story, {"C1.2": "2"})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    expect(judging.unsent()).to_have_text(re.compile(UNSENT + "១"))
    assert arrivals() == []
    hall.start()
    page.context.set_offline(False)
    expect(judging.outcome()).to_have_class(RECEIVED, timeout=SOON)
    expect(judging.unsent()).to_have_text(re.compile(UNSENT + "០"))
    (arrival,) = arrivals()
    shown = RECEIPT.search(judging.outcome().inner_text())
    assert (shown and shown.group(), arrival.judge_id) == (arrival.receipt, judge.id)


def test_an_answer_that_the_device_did_not_take_is_not_shown_as_chosen(
    story: Story, judging: Judging, page: Page
) -> None:
    judging.open(story.codes[0])
    judging.answer("C1.1", "2")
    page.evaluate(FILL_THE_DISK)
    page.locator('label.answer:has(input[value="C1.1=1"])').click()
    expect(page.get_by_role("alert")).to_contain_text(FULL)
    assert page.locator(f"{CHOSEN} input").evaluate_all(VALUES) == ["C1.1=2"]
    assert page.locator("input:checked").evaluate_all(VALUES) == ["C1.1=2"]


def test_after_one_judge_nothing_of_the_sheets_is_left_for_the_next(
    story: Story, judging: Judging, page: Page
) -> None:
    first, second = story.judges[:2]
    judging.open(story.codes[0])
    judging.answer("C1.1", "1")
    judging.leave()
    assert [code for code in story.codes if code in page.content()] == []
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(WHO)
    judging.use_card(story, second)
    judging.open(story.codes[0])
    assert page.locator(CHOSEN).count() == 0
    judging.leave()
    judging.unlock(first)
    judging.open(story.codes[0])
    assert page.locator(f"{CHOSEN} input").get_attribute("value") == "C1.1=1"


def test_a_wrong_pin_opens_nothing(story: Story, judging: Judging, page: Page) -> None:
    judging.leave()
    judging.unlock(story.judges[0], "111111")
    expect(page.get_by_role("alert")).to_contain_text("អ្នកអាចសាកបាន ៤ ដងទៀត")
    assert judging.entries().count() == 0


def test_the_back_button_leads_to_the_flight_and_keeps_the_draft(
    story: Story, judging: Judging, page: Page
) -> None:
    judging.open(story.codes[0])
    judging.answer("C1.1", "2")
    expect(page.locator(".sheet-head .state")).to_have_text(re.compile("ព្រាង"))
    page.get_by_label(WHOLE_NOTE).fill("ឆ្ងាញ់")
    page.go_back()
    expect(judging.entries().filter(has_text=story.codes[0])).to_contain_text("ព្រាង")
    page.reload()
    judging.unlock(story.judges[0])
    judging.open(story.codes[0])
    assert page.locator(f"{CHOSEN} input").get_attribute("value") == "C1.1=2"
    expect(page.get_by_label(WHOLE_NOTE)).to_have_value("ឆ្ងាញ់")


def test_a_note_is_as_long_as_the_server_keeps_it(story: Story, judging: Judging) -> None:
    judging.open(story.codes[0])
    note = judging.page.get_by_label(WHOLE_NOTE)
    expect(note).to_have_attribute("maxlength", str(LONGEST_NOTE))


def test_what_is_blank_is_listed_and_jumped_to(story: Story, judging: Judging, page: Page) -> None:
    judging.open(story.codes[0])
    judging.answer_all(story, {})
    page.get_by_role("button", name="ដកវិញ").click()
    expect(page.locator(CHOSEN)).to_have_count(6)
    page.locator(".foot").get_by_role("button", name="ដាក់ជូន").click()
    expect(page.locator(".entry.is-question")).to_have_count(1)
    assert page.locator("main .main-button").count() == 0
    page.locator(".entry.is-question").click()
    expect(page.locator("[id='line-C2.1']")).to_be_focused()


def test_a_gate_that_stops_scoring_warns_and_then_lets_the_sheet_go(
    story: Story, judging: Judging, page: Page
) -> None:
    judging.open(story.codes[0])
    judging.answer("C1.1", "0")
    expect(page.locator("main > .note-warn")).to_contain_text("ការដាក់ពិន្ទុឈប់ត្រឹមនេះ")
    judging.hand_in()
    expect(judging.outcome()).to_have_class(RECEIVED)
    (arrival,) = arrivals()
    assert '"answers":{"C1.1":"0"}' in arrival.body.replace(" ", "")


def test_training_shows_every_state_and_leaves_nothing_behind(judging: Judging, page: Page) -> None:
    page.locator(".is-training").click()
    judging.answer("C1.1", "0")
    judging.hand_in()
    expect(page.locator(".training-mark")).to_be_visible()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    expect(judging.outcome()).to_contain_text("0000-0000")
    expect(judging.unsent()).to_have_text(re.compile(UNSENT + "០"))
    assert arrivals() == []


def test_two_sheets_from_two_tablets_become_a_question_and_then_one(
    story: Story, tablets: Callable[[], Page]
) -> None:
    one, other = (Judging(tablets()) for _ in range(2))
    judge, code = story.judges[0], story.codes[0]
    for judging in (one, other):
        judging.use_card(story, judge)
    other.page.context.set_offline(True)
    one.open(code)
    one.answer_all(story, {"C1.2": "1"})
    one.hand_in()
    expect(one.outcome()).to_have_class(RECEIVED)
    other.open(code)
    other.answer_all(story, {"C1.2": "3"})
    other.hand_in()
    expect(other.outcome()).to_contain_text(STILL_HERE)
    other.page.context.set_offline(False)
    expect(other.outcome()).not_to_contain_text(STILL_HERE, timeout=SOON)
    other.page.get_by_role("button", name="ជ្រើសឥឡូវ").click()
    expect(other.page.locator(".card.differs")).to_have_count(1)
    expect(other.page.locator(".card.differs")).to_contain_text("C1.2")
    other.page.get_by_role("button", name="២៥ / ២៥").first.click()
    other.page.locator(".confirm").first.locator(".main-button").click()
    expect(other.outcome()).to_have_class(RECEIVED)
    assert [row.outcome for row in arrivals()] == ["received", "settled", "received"]


def test_a_received_sheet_can_be_corrected_while_the_round_is_open(
    story: Story, judging: Judging, page: Page
) -> None:
    judging.open(story.codes[0])
    judging.answer("C1.1", "0")
    judging.hand_in()
    expect(judging.outcome()).to_have_class(RECEIVED)
    page.goto("/tablet/#/flight")
    judging.open(story.codes[0])
    assert page.locator("input[type=radio]:enabled").count() == 0
    page.locator(".foot").get_by_role("button", name="កែ").click()
    judging.answer_all(story, {})
    judging.hand_in()
    expect(judging.outcome()).to_have_class(RECEIVED)
    first, second = arrivals()
    assert [first.outcome, second.outcome] == ["received", "received"]
    assert second.before == f'["{first.identity}"]'


def test_a_tablet_that_nobody_touches_locks_itself(story: Story, page: Page) -> None:
    page.clock.install()
    judging = Judging(page)
    judging.use_card(story, story.judges[0])
    page.clock.fast_forward("09:00")
    expect(judging.entries()).to_have_count(3)
    page.clock.fast_forward("01:30")
    expect(page.get_by_role("heading", level=1)).to_have_text(WHO)
    assert [code for code in story.codes if code in page.content()] == []


def test_a_clock_that_is_ahead_is_told_in_days(story: Story, page: Page) -> None:
    page.add_init_script(THREE_DAYS_AHEAD)
    Judging(page).use_card(story, story.judges[0])
    expect(page.locator(".notes")).to_contain_text(AHEAD)


def test_a_second_window_says_so_and_can_take_over(
    story: Story, judging: Judging, page: Page
) -> None:
    judging.open(story.codes[0])
    second = Judging(page.context.new_page())
    second.page.goto("/tablet/")
    expect(second.page.locator(".notes")).to_contain_text("កម្មវិធីបានបើកក្នុងផ្ទាំងផ្សេងរួចហើយ")
    second.page.get_by_role("button", name="បន្តនៅទីនេះ").click()
    expect(second.page.locator(".notes")).not_to_contain_text("កម្មវិធីបានបើក")
    expect(page.locator(".notes")).to_contain_text("កម្មវិធីបានបើកក្នុងផ្ទាំងផ្សេងរួចហើយ")
    assert page.locator("input[type=radio]:enabled").count() == 0


def test_a_used_card_says_so_where_another_can_be_scanned(story: Story, page: Page) -> None:
    secret = secret_for(story, story.judges[0], told.NOON)
    enrol_tablet(secret, PIN, facts(7), told.NOON)
    page.goto(f"/tablet/#card={secret}")
    expect(page.get_by_role("alert").locator(".note")).to_be_visible()
    expect(page.get_by_role("button", name="ស្កេនកាតរបស់ខ្ញុំ")).to_be_visible()
