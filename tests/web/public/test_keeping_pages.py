"""How long browsers and caches keep public pages."""

from collections.abc import Callable

from flask import Flask

from judging.domain.people import Person
from tests.web import endings
from tests.web.conftest import Browser

RESULT = "/results/OVOP-2027"


def test_an_announced_page_is_kept_a_minute_and_then_asked_for_by_its_tag(app: Flask) -> None:
    endings.announced()
    first = app.test_client().get(RESULT)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in first.headers["Vary"]
    again = app.test_client().get(RESULT, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_page_with_somebodys_name_on_it_is_kept_nowhere(
    app: Flask, signed_in: Callable[[Person], Browser]
) -> None:
    producer = endings.announced().story.producer
    answer = signed_in(producer).get(RESULT)
    assert producer.name.en in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_the_other_language_has_another_tag(app: Flask, browser: Browser) -> None:
    endings.announced()
    english = browser.get(RESULT).headers["ETag"]
    browser.get("/language/km")
    assert browser.get(RESULT).headers["ETag"] != english


def test_the_check_of_a_certificate_is_always_fresh(browser: Browser) -> None:
    assert browser.get("/v").headers["Cache-Control"] == "no-store"
