"""Before the announcement the public finds nothing, however it asks."""

import pytest
from flask import Flask

from tests.web import endings
from tests.web.conftest import Browser
from tests.web.reading import text_of

SECRETS = ("Product-", "Producer-", "ផលិតផលទី", "ផលិតករទី", "Champion 2027", "ជើងឯក ២០២៧")


@pytest.mark.parametrize("language", ["km", "en"])
def test_no_page_tells_anything_of_a_judged_round(
    app: Flask, browser: Browser, language: str
) -> None:
    told = endings.judged()
    browser.get(f"/language/{language}")
    results = [
        f"/results/{told.story.code}",
        f"/results/{told.story.code}/FOOD",
        *(told.page(name) for name in endings.NAMES),
        "/v/OVOP-KH07-2027-FOOD-0001",
        "/v?number=OVOP-KH07-2027-FOOD-0001",
    ]
    for path in results:
        answer = browser.get(path)
        assert answer.status_code == 404, path
        assert answer.headers["Cache-Control"] == "no-store", path
        assert not [secret for secret in SECRETS if secret in answer.text], path


def test_the_first_page_says_calmly_that_results_will_come(app: Flask, browser: Browser) -> None:
    endings.judged()
    answer = browser.get("/")
    assert "The results will be announced here when all judging is done." in text_of(answer.text)
    assert not [secret for secret in SECRETS if secret in answer.text]
    assert answer.headers["Cache-Control"] == "no-store"
