"""What a judge sees between a printed card and the first sheet; in a real browser, in Khmer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select

from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from judging.queries.tablets import tablets_of
from tests.enrolled import PIN, secret_for
from tests.journeys.tablet.hall import Hall
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.khmer import khmer
from tests.story import Story

pytestmark = pytest.mark.browser

CHOOSE = khmer("Choose six digits that only you know")
AGAIN = khmer("Type the same six digits again")
TRY_AGAIN = khmer("Try again")
ALL_IS_HERE = khmer(
    "Everything is on this tablet now: you need no network any more."
    " What you hand in is sent by itself when there is one."
)
NOTE_THE_WAY = "way = []; addEventListener('hashchange', () => way.push(location.hash))"


def used_cards() -> int:
    """How many cards were used up."""
    db.session.rollback()
    used = select(func.count()).select_from(CardRow).where(CardRow.used_at.is_not(None))
    return db.session.scalar(used) or 0


def title(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def before_the_keypad(page: Page, story: Story) -> Judging:
    """A fresh card of the first judge has been read."""
    page.goto(f"/tablet/#card={secret_for(story, story.judges[0])}")
    expect(page.locator(".keys")).to_be_visible()
    return Judging(page)


def test_a_card_says_whose_it_is_and_whoever_goes_back_has_not_used_it_up(
    story: Story, tablets: Callable[[], Page]
) -> None:
    secret = secret_for(story, story.judges[0])
    first, second = tablets(), tablets()
    first.goto(f"/tablet/#card={secret}")
    expect(first.locator(".holder")).to_contain_text(story.judges[0].name.km)
    expect(first.locator(".holder")).to_contain_text(story.competition.title.km)
    first.get_by_role("button", name=khmer("Back")).click()
    expect(first.get_by_role("button", name=khmer("Scan my card"))).to_be_visible()
    assert used_cards() == 0
    Judging(second).use_secret(secret)
    assert used_cards() == 1


def test_digits_that_everybody_tries_are_refused_before_they_are_typed_again(
    story: Story, page: Page
) -> None:
    judging = before_the_keypad(page, story)
    says = khmer(
        "Everybody tries these digits first: in a row, or the same ones again. Choose six others."
    )
    for weak in ("123456", "112233"):
        judging.type_pin(weak)
        expect(page.get_by_role("alert")).to_contain_text(says)
        assert title(page) == CHOOSE
    judging.type_pin()
    expect(page.get_by_role("heading", level=1)).to_have_text(AGAIN)
    judging.type_pin()
    expect(judging.entries().first).to_be_visible()


def test_a_card_without_a_network_says_so_and_can_be_tried_again(story: Story, page: Page) -> None:
    page.goto("/tablet/")
    page.locator("summary").click()
    page.context.set_offline(True)
    page.fill("#secret", secret_for(story, story.judges[0]))
    page.get_by_role("button", name=khmer("Go on")).click()
    says = khmer(
        "The organiser's server cannot be reached: a card needs the network, this once."
        " Go near it, then try again. Your card is not used up."
    )
    expect(page.get_by_role("alert")).to_contain_text(says)
    assert page.locator(".keys").count() == 0
    page.context.set_offline(False)
    page.get_by_role("button", name=TRY_AGAIN).click()
    expect(page.locator(".holder")).to_contain_text(story.judges[0].name.km)


def test_a_line_that_breaks_at_the_last_digit_costs_no_digit(story: Story, page: Page) -> None:
    judging = before_the_keypad(page, story)
    judging.type_pin()
    page.context.set_offline(True)
    judging.type_pin()
    expect(page.get_by_role("button", name=TRY_AGAIN)).to_be_visible()
    assert used_cards() == 0
    page.context.set_offline(False)
    page.get_by_role("button", name=TRY_AGAIN).click()
    expect(judging.entries().first).to_be_visible()
    judging.leave()
    judging.unlock(story.judges[0], PIN)
    expect(judging.entries().first).to_be_visible()


@pytest.mark.parametrize("way", ["Back", "Settings"])
def test_a_judge_who_leaves_while_the_card_is_read_is_not_called_back(
    story: Story, page: Page, judging: Judging, way: str
) -> None:
    judging.leave()
    page.get_by_role("button", name=khmer("Another judge: use a new card")).click()
    page.locator("summary").click()
    held: list[Route] = []
    page.route("**/tablet/api/card", lambda route: held.append(route))
    page.fill("#secret", secret_for(story, story.judges[1]))
    with page.expect_request("**/tablet/api/card"):
        page.get_by_role("button", name=khmer("Go on")).click()
    page.get_by_role("button", name=khmer(way)).click()
    expect(page.locator(".person, .choose").first).to_be_visible()
    page.evaluate(NOTE_THE_WAY)
    with page.expect_response("**/tablet/api/card") as heard:
        held[0].continue_()
    heard.value.finished()
    page.goto("/tablet/#/card")
    expect(page.get_by_role("button", name=khmer("Scan my card"))).to_be_visible()
    assert page.evaluate("way") == ["#/card"]


def test_the_tablet_says_by_which_name_the_organiser_knows_it(
    story: Story, page: Page, judging: Judging
) -> None:
    (listed,) = tablets_of(story.round_id)
    for screen in ("settings", "unsent"):
        page.goto(f"/tablet/#/{screen}")
        expect(page.locator("main")).to_contain_text(f"{khmer('This tablet:')} {listed.name}")
    page.goto("/tablet/#/flight")
    judging.leave()
    expect(page.locator("main")).to_contain_text(f"{khmer('This tablet:')} {listed.name}")


def test_that_all_is_here_is_said_once_and_not_before_it_is_true(
    hall: Hall, story: Story, page: Page
) -> None:
    hall.weather = lambda path: ("503 Busy", b"") if path.endswith("/worker.js") else None
    judging = Judging(page)
    judging.use_card(story, story.judges[0])
    soon = khmer("Stay near the network a moment more: the app is on its way here.")
    expect(page.locator("main .note")).to_have_text(soon)
    hall.weather = lambda _path: None
    page.reload()
    judging.unlock(story.judges[0])
    expect(page.locator("main .note-good")).to_contain_text(ALL_IS_HERE)
    page.get_by_role("button", name=khmer("I understand")).click()
    expect(page.locator("main .note")).to_have_count(0)
    page.reload()
    judging.unlock(story.judges[0])
    expect(judging.entries().first).to_be_visible()
    expect(page.locator("main .note")).to_have_count(0)


def test_after_five_wrong_pins_the_pause_is_told_in_minutes(page: Page, judging: Judging) -> None:
    judging.leave()
    page.locator("button.person").click()
    alert = page.get_by_role("alert")
    for left in ("៤", "៣", "២", "១"):
        judging.type_pin("482916")
        expect(alert).to_contain_text(f"អ្នកអាចសាកបាន {left} ដងទៀត")
    judging.type_pin("482916")
    says = khmer("Too many wrong tries. Try again in %(time)s.", time="").split("។")[0]
    expect(alert).to_contain_text(says)
    expect(alert).to_contain_text("០:៥")
    expect(page.locator(".keys button:enabled")).to_have_count(0)
