"""The organiser's list of tablets, and what can be ended there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask, session

from judging.persistence.database import db
from judging.persistence.tablets import CardRow, TabletRow
from judging.queries.enrolments import enrolment_of_key
from judging.web.organiser.clock_words import clock_words
from tests import story as told
from tests.enrolled import enrol
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.reading import rows_of

TABLETS = "/organiser/competitions/OVOP-2027/tablets"


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=1, judges=2)


@pytest.fixture
def browser(story: Story, signed_in: Callable[..., Browser]) -> Browser:
    return signed_in(story.organiser)


def tell(story: Story, **facts: Any) -> tuple[int, int]:
    """A tablet of the first judge that told this; its number and the enrolment's."""
    given = enrol(story, story.judges[0], at=datetime.now(UTC))
    card = db.session.get_one(CardRow, given.enrolment)
    row = db.session.get_one(TabletRow, card.tablet_id)
    for name, value in facts.items():
        setattr(row, name, value)
    db.session.commit()
    return row.id, given.enrolment


def test_before_the_first_card_the_page_says_what_to_do(browser: Browser) -> None:
    assert "Print the cards and give one to each judge." in browser.see(TABLETS)


def test_the_list_leads_to_cards_handover_and_what_waits(browser: Browser) -> None:
    page = browser.see(TABLETS)
    for name in ("cards", "handover", "waiting"):
        assert f'href="{TABLETS.replace("tablets", name)}"' in page
    assert "Sheets that wait for a decision: 0" in page


@pytest.mark.parametrize("name", ["tablets", "cards", "handover", "waiting"])
def test_pages_about_tablets_stand_under_their_own_tab(browser: Browser, name: str) -> None:
    page = browser.see(TABLETS.replace("tablets", name))
    assert f'<a href="{TABLETS}" aria-current="page">' in page
    assert page.count('aria-current="page"') == 1


def test_a_tablet_in_order_shows_no_trouble(story: Story, browser: Browser) -> None:
    number, _ = tell(story, app_version="", battery=90, keeps_storage=True, clock_ahead=30)
    page = browser.see(TABLETS)
    assert f"T-{number:02}" in page
    assert "Name of judge1" in page
    assert "90 %" in page
    assert "state-warn" not in page


def test_each_trouble_is_told_in_words(story: Story, browser: Browser) -> None:
    tell(
        story,
        app_version="older",
        battery=12,
        keeps_storage=False,
        clock_ahead=3 * 86_400 + 5,
        unsent=3,
        drafts=2,
        last_contact_at=datetime.now(UTC) - timedelta(minutes=11),
    )
    page = browser.see(TABLETS)
    for words in (
        "silent since",
        "older app",
        "may forget when its storage is full",
        "battery low",
        "clock is 3 days ahead",
        "Sheets that are still on tablets: 3.",
    ):
        assert words in page


def test_ten_minutes_of_silence_are_nothing(story: Story, browser: Browser) -> None:
    tell(story, app_version="", last_contact_at=datetime.now(UTC) - timedelta(minutes=9))
    assert "silent since" not in browser.see(TABLETS)


def test_a_tablet_that_nobody_works_on_is_not_waited_for(story: Story, browser: Browser) -> None:
    number, enrolment = tell(story, last_contact_at=datetime.now(UTC) - timedelta(days=1))
    browser.see(f"{TABLETS}/{number}")
    browser.send(f"{TABLETS}/{number}", {"what": str(enrolment), "reason": "given back"})
    page = browser.see(TABLETS)
    assert "silent since" not in page
    assert "nobody now" in page


def test_unsent_sheets_are_warned_of_before_anything_is_ended(
    story: Story, browser: Browser
) -> None:
    number, _ = tell(story, unsent=3)
    page = browser.see(f"{TABLETS}/{number}")
    assert "Sheets still on it: 3. Let it send them first, or take them over by code" in page
    db.session.get_one(TabletRow, number).unsent = 0
    db.session.commit()
    assert "Sheets still on it" not in browser.see(f"{TABLETS}/{number}")


def test_one_judge_is_ended_with_a_reason(story: Story, browser: Browser) -> None:
    number, enrolment = tell(story)
    browser.see(f"{TABLETS}/{number}")
    answer = browser.send(f"{TABLETS}/{number}", {"what": str(enrolment), "reason": "lost"})
    assert answer.status_code == 302
    assert db.session.get_one(CardRow, enrolment).revoked_at is not None
    assert db.session.get_one(TabletRow, number).revoked_at is None


def test_the_whole_tablet_is_taken_out_of_use_and_allowed_again(
    story: Story, browser: Browser
) -> None:
    number, _ = tell(story)
    browser.see(f"{TABLETS}/{number}")
    browser.send(f"{TABLETS}/{number}", {"what": "tablet", "reason": "stolen"})
    assert "out of use: stolen" in browser.see(TABLETS)
    assert "Allow it again" in browser.see(f"{TABLETS}/{number}")
    answer = browser.send(f"{TABLETS}/{number}/allow", {})
    assert answer.status_code == 302
    assert "out of use" not in browser.see(TABLETS)


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({"what": "tablet", "reason": " "}, "Write the reason"),
        ({"reason": "lost"}, "Choose what ends."),
        ({"what": "999", "reason": "lost"}, "Not a valid choice."),
    ],
)
def test_what_is_not_said_is_asked_for_and_nothing_ends(
    story: Story, browser: Browser, sent: dict[str, str], complaint: str
) -> None:
    number, enrolment = tell(story)
    browser.see(f"{TABLETS}/{number}")
    answer = browser.send(f"{TABLETS}/{number}", sent)
    assert answer.status_code == 422
    assert complaint in answer.text
    assert db.session.get_one(CardRow, enrolment).revoked_at is None


def test_a_judge_continues_elsewhere_by_one_button(story: Story, browser: Browser) -> None:
    number, enrolment = tell(story)
    browser.see(f"{TABLETS}/{number}")
    answer = browser.send(f"{TABLETS}/{number}/judges/{enrolment}/move", {})
    assert answer.status_code == 200
    assert "Cards made: 1." in answer.text
    assert "data:application/pdf;base64," in answer.text
    assert rows_of(answer.text) == [["Name of judge1", "judge1", "FOOD panel"]]
    assert answer.headers["Cache-Control"] == "no-store"
    assert db.session.get_one(CardRow, enrolment).revoked_at is not None


def test_a_judge_of_another_tablet_is_not_there(story: Story, browser: Browser) -> None:
    number, _ = tell(story)
    other = enrol(story, story.judges[1], 2)
    browser.see(f"{TABLETS}/{number}")
    answer = browser.send(f"{TABLETS}/{number}/judges/{other.enrolment}/move", {})
    assert answer.status_code == 404
    assert enrolment_of_key(other.key) is not None


def test_a_tablet_of_another_competition_is_not_there(story: Story, browser: Browser) -> None:
    number, _ = tell(story)
    told.next_edition(story)
    answer = browser.get(f"/organiser/competitions/OVOP-2028/tablets/{number}")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (None, ""),
        (119, ""),
        (-120, "2 minutes late"),
        (3 * 3600, "3 hours ahead"),
        (-400 * 86_400, "400 days late"),
    ],
)
def test_a_clock_is_off_in_words(app: Flask, ahead: int | None, words: str) -> None:
    with app.test_request_context():
        session["language"] = "en"
        assert clock_words(ahead) == words
