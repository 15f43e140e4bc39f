"""Anybody checks a certificate by its number."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from judging.documents.dates import khmer_digits
from judging.persistence.database import db
from judging.persistence.results import CertificateRow
from judging.queries.certificates import of_competition
from tests import story
from tests.web import endings
from tests.web.conftest import Browser
from tests.web.reading import text_of

LONG_AGO = datetime(2020, 4, 7, 5, 0, tzinfo=UTC)


def champions_number() -> str:
    """The number of the champion's certificate."""
    awarded = of_competition("OVOP-2027", story.NOON.date())
    return next(c.number for c in awarded if c.design == "champion")


@pytest.mark.parametrize("language", ["km", "en"])
def test_a_valid_certificate_is_shown_with_its_facts(
    app: Flask, browser: Browser, language: str
) -> None:
    told = endings.announced()
    browser.get(f"/language/{language}")
    html = browser.see(f"/v/{champions_number()}")
    text = text_of(html)
    facts = {
        "en": (
            "Valid", "Champion's certificate", "Product-1", "Producer-1", "7 April 2030",
            "Form of the producer Community", "Final score 100", "H.E. Specimen Secretary-General",
        ),
        "km": (
            "មានសុពលភាព", "ផលិតផលទី1", "ផលិតករទី1", "ថ្ងៃទី៧ ខែមេសា ឆ្នាំ២០៣០",
            "ឯកឧត្តម គំរូ អគ្គលេខាធិការ",
        ),
    }[language]  # fmt: skip
    assert [fact for fact in facts if fact not in text] == []
    assert f'href="{told.page("champion")}"' in html


def test_a_number_is_found_however_it_was_copied(app: Flask, browser: Browser) -> None:
    endings.announced()
    number = champions_number()
    copies = {
        "small letters": number.lower(),
        "blanks": f"  {number} ",
        "long dashes": number.replace("-", " – "),
        "Khmer digits": khmer_digits(number),
    }
    for how, copy in copies.items():
        answer = browser.get("/v", query_string={"number": copy})
        assert answer.status_code == 200, how
        assert "Product-1" in answer.text, how


def test_a_certificate_whose_time_has_ended_is_lapsed(app: Flask, browser: Browser) -> None:
    endings.announced(at=LONG_AGO)
    text = text_of(browser.see(f"/v/{champions_number()}"))
    assert "Lapsed This certificate was issued, but its time ended on 7 April 2023." in text


def test_a_certificate_that_was_taken_back_is_revoked(app: Flask, browser: Browser) -> None:
    endings.announced()
    number = champions_number()
    row = db.session.get(CertificateRow, number)
    assert row is not None
    row.revoked_because = "The product was not the producer's own."
    db.session.commit()
    text = text_of(browser.see(f"/v/{number}"))
    assert "Revoked This certificate was issued but has been taken back" in text
    assert "Valid This" not in text


def test_an_unknown_number_tells_what_to_do(app: Flask, browser: Browser) -> None:
    answer = browser.get("/v/OVOP-KH07-2027-FOOD-9999")
    assert answer.status_code == 404
    assert "There is no certificate with the number OVOP-KH07-2027-FOOD-9999." in answer.text
    assert 'value="OVOP-KH07-2027-FOOD-9999"' in answer.text


@pytest.mark.parametrize("path", ["/v", "/v?number=", "/v?number=%20"])
def test_no_number_is_just_the_box(browser: Browser, path: str) -> None:
    assert "Number on the certificate" in browser.see(path)


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "'; DROP TABLE", "x" * 5000])
def test_nonsense_is_not_known(browser: Browser, typed: str) -> None:
    answer = browser.get("/v", query_string={"number": typed})
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text.lower()


def test_a_number_may_be_typed_with_blanks_for_hyphens(app: Flask, browser: Browser) -> None:
    endings.announced()
    page = browser.see("/v?number=" + champions_number().lower().replace("-", "%20"))
    assert "Valid" in page
