"""What is typed when a session has ended is not lost, and nobody else can have it sent."""

import html
import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from judging.domain.people import Person
from judging.queries.sheets import sheet_page
from judging.services.enrolling import set_password
from tests import story
from tests.web.conftest import Browser

SignIn = Callable[[Person], Browser]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
NOTE = 'ខ្សាច់ "two"\nlines <b>&amp;'
TYPED = {"act": "draft", "score-C1.2": "C1.2=3", "note-C1.2": NOTE, "papers": ["a", "b"]}


def kept_in(page: str) -> list[tuple[str, str]]:
    """The fields that the page sends again, without its token."""
    found = [(name, html.unescape(text)) for name, text in HIDDEN.findall(page)]
    return [field for field in found if field[0] != "csrf_token"]


def press_send(browser: Browser, path: str, page: str) -> object:
    """Send the fields of the page with the page's own token."""
    token = dict(HIDDEN.findall(page.partition("<main")[2]))["csrf_token"]
    fields: dict[str, list[str]] = {}
    for name, text in kept_in(page):
        fields.setdefault(name, []).append(text)
    return browser.post(path, data={"csrf_token": token, **fields})


@pytest.fixture
def told(app: object) -> story.Story:
    """One entry that one judge can score."""
    return story.ready_to_judge(entries=1, judges=1)


def test_a_sheet_typed_in_an_ended_session_is_kept_until_it_can_be_sent(
    told: story.Story, signed_in: SignIn
) -> None:
    judge, path = told.judges[0], f"/judge/entries/{told.codes[0]}/sheet"
    browser = signed_in(judge)
    browser.see(path)
    set_password(told.admin, judge.id, story.PASSWORD, story.NOON)  # ends the session
    lost = browser.send(path, TYPED)
    assert lost.status_code == 401
    assert "You are signed out" in lost.text
    assert kept_in(lost.text) == [
        ("act", "draft"),
        ("score-C1.2", "C1.2=3"),
        ("note-C1.2", NOTE),
        ("papers", "a"),
        ("papers", "b"),
    ]
    browser.see("/sign-in")
    browser.send("/sign-in", {"login": judge.login, "password": story.PASSWORD})
    again = press_send(browser, path, lost.text)
    assert again.status_code == 400
    assert "counts as yours, Name of judge1, when you send it." in again.text
    assert kept_in(again.text) == kept_in(lost.text)
    done = press_send(browser, path, again.text)
    assert done.location == path
    page = sheet_page(judge.id, told.codes[0])
    assert page.answers == {"C1.2": Decimal(3)}
    assert page.notes == {"C1.2": NOTE}


def test_sending_before_signing_in_keeps_it_again(told: story.Story, browser: Browser) -> None:
    path = f"/judge/entries/{told.codes[0]}/sheet"
    first = browser.post(path, data=TYPED)
    again = press_send(browser, path, first.text)
    assert again.status_code == 401
    assert kept_in(again.text) == kept_in(first.text)


def test_a_password_is_never_kept(told: story.Story, signed_in: SignIn) -> None:
    browser = signed_in(told.judges[0])
    answer = browser.post("/sign-in", data={"login": "judge1", "password": "a secret"})
    assert answer.status_code == 400
    assert kept_in(answer.text) == [("login", "judge1")]
    assert "a secret" not in answer.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_what_another_site_sends_is_not_offered_for_sending(
    told: story.Story, signed_in: SignIn, browser: Browser, origin: str
) -> None:
    path, headers = f"/judge/entries/{told.codes[0]}/sheet", {"Origin": origin}
    assert browser.post(path, data=TYPED, headers=headers).location == "/sign-in"
    answer = signed_in(told.judges[0]).post(path, data=TYPED, headers=headers)
    assert answer.status_code == 400
    assert kept_in(answer.text) == []
    assert "load the page again and send it once more" in answer.text


def test_a_page_of_this_site_says_so(told: story.Story, browser: Browser) -> None:
    path, headers = f"/judge/entries/{told.codes[0]}/sheet", {"Origin": "http://localhost"}
    assert browser.post(path, data=TYPED, headers=headers).status_code == 401


def test_the_running_total_of_a_sheet_whose_session_has_ended_says_so(
    told: story.Story, browser: Browser
) -> None:
    path = f"/judge/entries/{told.codes[0]}/sheet/so-far"
    assert browser.post(path, data=TYPED).status_code == 401
