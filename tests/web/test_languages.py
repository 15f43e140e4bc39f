"""Khmer until somebody chooses, and the choice stays."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask, session

from judging.domain.refusal import SheetRefusal
from judging.domain.words import Words
from judging.web.filters import day, digits, moment, number, words
from judging.web.languages import own_path
from judging.web.sentences import sentence_of
from tests.web.conftest import Browser


def test_a_first_page_is_khmer(app: Flask) -> None:
    text = app.test_client().get("/sign-in").text
    assert '<html lang="km"' in text
    assert "<h1>ចូលប្រើ</h1>" in text


def test_the_switch_changes_the_language_and_leads_back(browser: Browser) -> None:
    answer = browser.get("/language/km?back=/sign-in?next%3D/judge/")
    assert answer.location == "/sign-in?next=/judge/"
    assert "<h1>ចូលប្រើ</h1>" in browser.see("/sign-in")
    browser.get("/language/en")
    assert "<h1>Sign in</h1>" in browser.see("/sign-in")


def test_the_switch_never_leads_to_another_site(browser: Browser) -> None:
    for back in ("////evil.example", "/%09/evil.example", "/%5Cevil.example"):
        assert browser.get(f"/language/en?back={back}").location == "/"


def test_an_unknown_language_changes_nothing(browser: Browser) -> None:
    browser.get("/language/xx")
    assert '<html lang="en"' in browser.see("/sign-in")


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example",
        "//evil.example",
        "////evil.example",
        "/\\evil",
        "/\t/evil.example",
        "/\n/evil.example",
        "x",
        "",
        None,
    ],
)
def test_the_way_back_stays_on_this_site(path: str | None) -> None:
    assert own_path(path, "/") == "/"


EXPECTED = {
    "km": [
        "ក",
        "១៩០៧",
        "៧.៥",
        "ថ្ងៃទី៩ ខែមករា ឆ្នាំ២០២៧",
        "ថ្ងៃទី១០ ខែមេសា ឆ្នាំ២០២៧ ម៉ោង ០១:០៥",
        "នៅសល់ ៣ ចំណុចមិនទាន់ឆ្លើយ សូមឆ្លើយឱ្យគ្រប់ រួចដាក់ជូន។",
    ],
    "en": [
        "a",
        "1907",
        "7.5",
        "9 January 2027",
        "10 April 2027 at 01:05",
        "Still to answer: 3. Answer each criterion, then hand in.",
    ],
}


@pytest.mark.parametrize("language", ["km", "en"])
def test_values_are_written_in_the_language_of_the_page(app: Flask, language: str) -> None:
    blanks = SheetRefusal(
        "Still to answer: %(count)s. Answer each criterion, then hand in.", (), count=3
    )
    with app.test_request_context():
        session["language"] = language
        shown = [
            words(Words("ក", "a")),
            digits(1907),
            number(Decimal("7.50")),
            day(date(2027, 1, 9)),
            moment(datetime(2027, 4, 9, 18, 5, tzinfo=UTC)),
            sentence_of(blanks),
        ]
    assert shown == EXPECTED[language]


def test_a_fixed_number_is_said_to_each_reader_in_their_own_digits(app: Flask) -> None:
    page = app.jinja_env.from_string("{{ 10|digits }}")
    with app.test_request_context():
        assert page.render() == "១០"
        session["language"] = "en"
        assert page.render() == "10"
