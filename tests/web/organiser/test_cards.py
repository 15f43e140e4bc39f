"""Cards are chosen, printed once, and lead to an address where tablets can work."""

import io
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.calendar import CAMBODIA
from judging.domain.cards import digest_of
from judging.domain.people import Person
from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from tests import story as told
from tests.enrolled import enrol, secret_for
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
CARDS = "/organiser/competitions/OVOP-2027/cards"
SECURE = {"base_url": "https://192.168.10.20:8443"}

pytestmark = pytest.mark.documents


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=1, judges=2)


@pytest.fixture
def browser(story: Story, signed_in: Callable[..., Browser]) -> Browser:
    return signed_in(story.organiser)


def file_in(page: str) -> bytes:
    """The file that the page has in it."""
    return b64decode(re.findall(r'href="data:application/pdf;base64,([^"]+)"', page)[0])


def printed(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_bounded() for page in document)


def count() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(CardRow)) or 0


def living() -> dict[str, int]:
    """How many cards that can be used each judge has, by number."""
    db.session.rollback()
    good = select(CardRow.judge_id, func.count()).where(CardRow.revoked_at.is_(None))
    return dict(db.session.execute(good.group_by(CardRow.judge_id)).all())


def test_the_button_gives_the_file_and_no_cache_keeps_it(story: Story, browser: Browser) -> None:
    browser.see(CARDS)
    ids = [str(person.id) for person in (story.judges[0], story.desk)]
    answer = browser.send(CARDS, {"judges": ids, "hours": "24"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'download="cards-OVOP-2027.pdf"' in answer.text
    text = printed(file_in(answer.text))
    assert ("Name of judge1" in text, "Name of judge2" in text) == (True, False)
    assert "Desk officer’s card" in text
    assert "https://ovop.example/tablet/" in text


def test_the_page_says_how_many_were_made_for_whom_and_until_when(
    story: Story, browser: Browser
) -> None:
    browser.see(CARDS)
    ids = [str(person.id) for person in (story.desk, story.judges[0])]
    page = browser.send(CARDS, {"judges": ids, "hours": "24"}).text
    until = db.session.scalars(select(CardRow.expires_at)).first()
    assert until is not None
    local = until.astimezone(CAMBODIA)
    assert "Cards made: 2." in text_of(page)
    assert f"until {local.day} {local:%B} {local.year} at {local:%H:%M}" in text_of(page)
    assert rows_of(page) == [
        ["Name of judge1", "judge1", "FOOD panel"],
        ["Name of desk", "desk", "FOOD desk"],
    ]


def test_the_secret_on_the_paper_is_the_one_whose_digest_is_kept(
    story: Story, browser: Browser
) -> None:
    browser.see(CARDS)
    page = browser.send(CARDS, {"judges": [str(story.judges[0].id)], "hours": "24"}).text
    text = printed(file_in(page))
    groups = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{4}\b", text.split("this code")[1])
    secret = "".join(groups[:7])
    kept = db.session.scalars(select(CardRow.secret_digest)).all()
    assert kept == [digest_of(secret)]


def test_a_second_press_asks_before_it_ends_the_first_cards(story: Story, browser: Browser) -> None:
    first, second = (str(judge.id) for judge in story.judges)
    browser.see(CARDS)
    assert "their earlier cards end" not in browser.see(CARDS)
    browser.send(CARDS, {"judges": [first], "hours": "24"})
    again = {"judges": [first, second], "hours": "24"}
    answer = browser.send(CARDS, again)
    assert answer.status_code == 422
    assert "nobody has used yet is out for: Name of judge1." in text_of(answer.text)
    assert "Make new cards for them too; their earlier cards end" in text_of(answer.text)
    assert living() == {int(first): 1}
    answer = browser.send(CARDS, {**again, "ends_earlier": "y"})
    assert "Cards made: 2." in answer.text
    assert (count(), living()) == (3, {int(first): 1, int(second): 1})


def test_a_card_that_was_used_or_is_too_old_needs_no_question(
    story: Story, browser: Browser
) -> None:
    used, old = story.judges
    now = datetime.now(UTC)
    enrol(story, used, at=now)
    secret_for(story, old, at=now - timedelta(hours=25), hours=24)
    browser.see(CARDS)
    answer = browser.send(CARDS, {"judges": [str(used.id), str(old.id)], "hours": "24"})
    assert "Cards made: 2." in answer.text


def test_nothing_chosen_is_refused_and_no_card_is_made(browser: Browser) -> None:
    browser.see(CARDS)
    for sent in ({"hours": "72"}, {"judges": ["9"], "hours": "72"}, {"hours": "5"}):
        answer = browser.send(CARDS, sent)
        assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert count() == 0


def ticked(page: str) -> set[int]:
    """The numbers of those who are ticked."""
    found = re.findall(r"<input ([^>]*name=\"judges\"[^>]*)>", page)
    assert found
    return {int(re.findall(r'value="(\d+)"', one)[0]) for one in found if "checked" in one}


def test_ticked_at_first_is_who_has_neither_tablet_nor_card(story: Story, browser: Browser) -> None:
    one, two = story.judges
    assert ticked(browser.see(CARDS)) == {one.id, two.id, story.desk.id}
    enrol(story, one)
    page = browser.see(CARDS)
    assert ticked(page) == {two.id, story.desk.id}
    assert "tablet T-" in page
    browser.send(CARDS, {"judges": [str(two.id)], "hours": "24"})
    page = browser.see(CARDS)
    assert ticked(page) == {story.desk.id}
    assert "a card until" in page


def test_all_or_none_are_ticked_by_a_link(story: Story, browser: Browser) -> None:
    enrol(story, story.judges[0])
    page = browser.see(CARDS)
    assert (f'href="{CARDS}?tick=all"' in page, f'href="{CARDS}?tick=none"' in page) == (True, True)
    everybody = {person.id for person in (*story.judges, story.desk)}
    assert ticked(browser.see(f"{CARDS}?tick=all")) == everybody
    assert ticked(browser.see(f"{CARDS}?tick=none")) == set()


def test_panel_after_panel_and_the_desk_at_the_end(app: Flask, signed_in: SignIn) -> None:
    story = told.begin(judges=4)
    both = told.enter(story, 1, "HERB"), told.enter(story, 1, "FOOD")
    judges = story.judges
    for entry_ids, group, seated in zip(
        both, ("HERB", "FOOD"), (judges[:2], judges[1:]), strict=True
    ):
        told.seat_everyone(replace(story, judges=seated), entry_ids, group)
    rows = rows_of(signed_in(story.organiser).see(CARDS))
    order = {group.code: place for place, group in enumerate(story.competition.groups)}
    assert order["FOOD"] < order["HERB"]
    assert [(cells[0].split()[-1], cells[1]) for cells in rows] == [
        ("judge2", "FOOD panel, HERB panel"),
        ("judge3", "FOOD panel"),
        ("judge4", "FOOD panel"),
        ("judge1", "HERB panel"),
        ("desk", "FOOD desk, HERB desk"),
    ]


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
