"""The answer is lost, false or cut off by a dying server: the sheet stays, and arrives once."""

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.tablet.evidence import answers_of, counting, kept, receipts
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.khmer import STILL_HERE, khmer, unsent
from tests.journeys.tablet.line import SHEETS, Answer, Asking, Line, fair, portal
from tests.journeys.tablet.living_server import LivingServer
from tests.story import Story

pytestmark = pytest.mark.browser

NOT_OURS = khmer(
    "This network shows its own page (a sign-in page of the hotel?) in place of ours."
    " Your sheets stay safe on this tablet; tell the organiser."
)
SEND_NOW = khmer("Send now")


def test_a_sheet_whose_answer_was_lost_is_answered_again_and_not_kept_again(
    two_entries: Story, line: Line, fresh_tablet: Callable[..., Judging]
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    judging = fresh_tablet(line.address)
    judging.use_card(story, judge)

    def lose(path: str, ask: Asking) -> Answer | None:
        answer = ask()
        return None if path == SHEETS else answer

    line.weather = lose
    hand_in(judging, story, code)
    mine = [counting(judge.id, code, answers_of(story))]
    # The server has it, and the tablet rightly does not say so.
    wait_for_sending(line)
    assert kept() == mine
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    line.weather = fair
    send_now(judging)
    assert line.sendings >= 2
    assert kept() == mine
    shows_receipt(judging, code)


@pytest.mark.parametrize("weather", [portal, "500"], ids=["portal", "500"])
def test_what_is_not_the_servers_answer_is_not_taken_for_one(
    two_entries: Story,
    line: Line,
    fresh_tablet: Callable[..., Judging],
    weather: Callable[[str, Asking], Answer | None] | str,
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    judging = fresh_tablet(line.address)
    judging.use_card(story, judge)
    line.weather = (lambda _p, _a: Answer(500, [], b"")) if weather == "500" else portal
    hand_in(judging, story, code)
    wait_for_sending(line)
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    expect(judging.unsent()).to_have_text(unsent(1))
    if weather is portal:
        expect(judging.page.locator(".notes")).to_contain_text(NOT_OURS)
    assert kept() == []
    line.weather = fair
    send_now(judging)
    assert kept() == [counting(judge.id, code, answers_of(story))]
    shows_receipt(judging, code)


@pytest.mark.parametrize("moment", ["while it is kept", "after it is kept"])
def test_a_server_killed_in_the_middle_of_sending_has_every_sheet_once_afterwards(
    living: LivingServer,
    two_entries: Story,
    line: Line,
    fresh_tablet: Callable[..., Judging],
    moment: str,
) -> None:
    story, judge = two_entries, two_entries.judges[0]
    judging, died = fresh_tablet(line.address), threading.Event()
    judging.use_card(story, judge)
    line.weather = lambda _path, _ask: None
    for code in story.codes:
        hand_in(judging, story, code)
        judging.page.goto("/tablet/#/flight")

    def die(path: str, ask: Asking) -> Answer | None:
        if path == SHEETS and living.running:
            asking = threading.Thread(target=ask)
            asking.start()
            asking.join(timeout=60 if moment.startswith("after") else 0)
            living.kill()
            died.set()
        return None

    line.weather = die
    judging.unsent().click()
    judging.page.get_by_role("button", name=SEND_NOW).click()
    assert died.wait(60)
    mine = [counting(judge.id, code, answers_of(story)) for code in sorted(story.codes)]
    assert kept() in ([mine] if moment.startswith("after") else [[], mine])
    expect(judging.unsent()).to_have_text(unsent(2))
    living.start()
    line.weather = fair
    send_now(judging)
    assert kept() == mine


def hand_in(judging: Judging, story: Story, code: str) -> None:
    """A whole sheet, of which nothing is heard."""
    judging.open(code)
    judging.answer_all(story, {})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)


def send_now(judging: Judging) -> None:
    """Touch the badge and "send now", and see everything go."""
    judging.unsent().click()
    button = judging.page.get_by_role("button", name=SEND_NOW)
    expect(button.or_(judging.page.locator(".note-good"))).to_be_visible()
    if button.is_visible():
        button.click()
    expect(judging.unsent()).to_have_text(unsent(0))


def shows_receipt(judging: Judging, code: str) -> None:
    """The flight shows the receipt of the very bytes that the server holds."""
    judging.page.goto("/tablet/#/flight")
    expect(judging.entries().filter(has_text=code)).to_contain_text(receipts()[0])


def wait_for_sending(line: Line) -> None:
    """Until the tablet has sent sheets, whatever became of them."""
    assert line.has_sent.wait(60)
