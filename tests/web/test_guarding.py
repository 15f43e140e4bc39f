"""A page is shut unless it says who may open it."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.web.guarding import open_to_everyone, opening_of
from tests import story
from tests.web.conftest import Browser

SignIn = Callable[..., Browser]


def test_nobody_is_led_to_sign_in(browser: Browser) -> None:
    assert browser.get("/judge/").location == "/sign-in?next=/judge/"


def test_another_role_is_refused_with_a_sentence(signed_in: SignIn) -> None:
    answer = signed_in(story.begin(judges=1).organiser).get("/judge/")
    assert answer.status_code == 403
    assert "Sign in as somebody whose work this is" in answer.text


def test_a_view_that_does_not_say_who_may_open_it_is_a_fault(app: Flask, browser: Browser) -> None:
    app.view_functions["account.language"] = lambda code: code
    with pytest.raises(LookupError, match="does not say who may open it"):
        browser.get("/language/en")


def test_a_marked_view_says_so() -> None:
    @open_to_everyone
    def view() -> str:
        return ""

    assert opening_of(view).everyone


def test_a_post_without_the_token_of_the_page_is_refused(signed_in: SignIn) -> None:
    browser = signed_in(story.begin(judges=1).judges[0])
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert browser.post("/sign-out", headers=headers).status_code == 400
    browser.see("/judge/")


def test_an_unknown_page_is_a_page_of_the_house(browser: Browser) -> None:
    answer = browser.get("/no/such/page")
    assert answer.status_code == 404
    assert "Check the address, or go back to the first page." in answer.text


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (NotThere("There is no such entry."), 404, "There is no such entry."),
        (NotAllowed("Your account may not do this; ask an organiser."), 403, "ask an organiser."),
        (Refusal("Choose at least one judge."), 422, "Choose at least one judge."),
        (ZeroDivisionError(), 500, "What you just did was not kept."),
    ],
)
def test_what_a_view_does_not_answer_is_a_page_with_one_sentence(
    app: Flask, browser: Browser, error: Exception, status: int, sentence: str
) -> None:
    @open_to_everyone
    def fail(code: str) -> str:
        raise error

    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["account.language"] = fail
    answer = browser.get("/language/en")
    assert answer.status_code == status
    assert sentence in answer.text


def test_a_nul_leads_nowhere(browser: Browser) -> None:
    for path in ("/results/%00", "/v?number=%00"):
        assert browser.get(path).status_code == 404
    assert browser.post("/sign-in", data={"login": "a\0b"}).status_code == 404
