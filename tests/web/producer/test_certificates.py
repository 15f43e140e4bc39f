"""A producer downloads the own certificates, and no others."""

from collections.abc import Callable

import pypdfium2
import pytest
from flask import Flask

from judging.domain.people import Person, Role
from judging.queries.certificates import of_producer
from tests import story
from tests.web import endings
from tests.web.conftest import Browser

SignIn = Callable[[Person], Browser]


@pytest.mark.documents
def test_a_certificate_is_a_pdf_with_the_product_in_both_languages(
    app: Flask, signed_in: SignIn
) -> None:
    producer = endings.announced().story.producer
    browser = signed_in(producer)
    number = next(
        c.number for c in of_producer(producer.id, story.NOON.date()) if c.design == "champion"
    )
    path = f"/producer/certificates/{number}.pdf"
    assert f'href="{path}"' in browser.see("/producer/")
    answer = browser.get(path)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    text = pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_bounded()
    assert "Product-1" in text
    assert "ផលិតផលទី1" in text
    assert number in text


def test_a_certificate_of_another_producer_is_not_found(app: Flask, signed_in: SignIn) -> None:
    told = endings.announced().story
    other = signed_in(story.enrol(told.admin, "neighbour", Role.PRODUCER))
    for certificate in of_producer(told.producer.id, story.NOON.date()):
        assert other.get(f"/producer/certificates/{certificate.number}.pdf").status_code == 404


def test_there_is_no_certificate_before_the_announcement(app: Flask, signed_in: SignIn) -> None:
    browser = signed_in(endings.judged().story.producer)
    assert "My certificates" not in browser.see("/producer/")
    assert browser.get("/producer/certificates/OVOP-KH07-2027-FOOD-0001.pdf").status_code == 404
