"""Cards are chosen, printed once, and lead to an address where tablets can work."""

import io
import re
from collections.abc import Callable

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.cards import digest_of
from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from tests import story as told
from tests.enrolled import enrol
from tests.story import Story
from tests.web.conftest import Browser

CARDS = "/organiser/competitions/OVOP-2027/cards"
SECURE = {"base_url": "https://192.168.10.20:8443"}

pytestmark = pytest.mark.documents


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=1, judges=2)


@pytest.fixture
def browser(story: Story, signed_in: Callable[..., Browser]) -> Browser:
    return signed_in(story.organiser)


def printed(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_bounded() for page in document)


def count() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(CardRow)) or 0


def test_the_button_gives_the_file_and_no_cache_keeps_it(story: Story, browser: Browser) -> None:
    browser.see(CARDS)
    ids = [str(person.id) for person in (story.judges[0], story.desk)]
    answer = browser.send(CARDS, {"judges": ids, "hours": "24"})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    text = printed(answer.data)
    assert ("Name of judge1" in text, "Name of judge2" in text) == (True, False)
    assert "Desk officer’s card" in text
    assert "https://ovop.example/tablet/" in text


def test_the_secret_on_the_paper_is_the_one_whose_digest_is_kept(
    story: Story, browser: Browser
) -> None:
    browser.see(CARDS)
    pdf = browser.send(CARDS, {"judges": [str(story.judges[0].id)], "hours": "24"}).data
    groups = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{4}\b", printed(pdf).split("this code")[1])
    secret = "".join(groups[:7])
    kept = db.session.scalars(select(CardRow.secret_digest)).all()
    assert kept == [digest_of(secret)]


def test_nothing_chosen_is_refused_and_no_card_is_made(browser: Browser) -> None:
    browser.see(CARDS)
    for sent in ({"hours": "72"}, {"judges": ["9"], "hours": "72"}, {"hours": "5"}):
        answer = browser.send(CARDS, sent)
        assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert count() == 0


def test_ticked_at_first_is_who_has_neither_tablet_nor_card(story: Story, browser: Browser) -> None:
    assert browser.see(CARDS).count("checked") == 4  # three people and 72 hours
    enrol(story, story.judges[0])
    page = browser.see(CARDS)
    assert page.count("checked") == 3
    assert "– on T-" in page
    browser.send(CARDS, {"judges": [str(story.judges[1].id)], "hours": "24"})
    assert browser.see(CARDS).count("checked") == 2


def test_who_has_an_unused_card_is_told(story: Story, browser: Browser) -> None:
    browser.see(CARDS)
    browser.send(CARDS, {"judges": [str(story.judges[0].id)], "hours": "24"})
    assert "has a card until" in browser.see(CARDS)


def test_without_panels_the_page_says_what_comes_first(
    app: Flask, signed_in: Callable[..., Browser]
) -> None:
    story = told.begin(judges=1)
    page = signed_in(story.organiser).see(CARDS)
    assert "Form the panels first." in page


def test_cards_lead_to_the_host_by_which_the_organiser_came_over_https(
    app: Flask, story: Story, browser: Browser
) -> None:
    assert "<strong>https://ovop.example/tablet/</strong>" in browser.see(CARDS)
    browser.get("/language/en", **SECURE)
    browser.get("/sign-in", **SECURE)
    page = browser.get("/sign-in", **SECURE)
    browser.post(
        "/sign-in",
        data={"login": "organiser", "password": told.PASSWORD, "csrf_token": browser.token},
        headers={"Referer": "https://192.168.10.20:8443/sign-in"},
        **SECURE,
    )
    page = browser.get(CARDS, **SECURE)
    assert "<strong>https://192.168.10.20:8443/tablet/</strong>" in page.text
    assert "note-warn" not in page.text


@pytest.mark.parametrize(
    ("url", "warning"),
    [
        ("http://127.0.0.1:8000", "This address opens on this computer only."),
        ("http://192.168.10.20:8000", "This address has no https"),
        ("https://ovop.example", None),
    ],
)
def test_an_address_where_tablets_could_not_work_is_warned_of(
    app: Flask, browser: Browser, url: str, warning: str | None
) -> None:
    app.config["PUBLIC_URL"] = url
    page = browser.see(CARDS)
    assert ("note-warn" in page) == (warning is not None)
    assert warning is None or warning in page
