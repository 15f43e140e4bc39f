"""Judges' cards: what is printed can be read by a camera, by a person and by a screen reader."""

import io
from datetime import UTC, datetime

import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from judging.documents.cards import PrintedCard, render_cards
from judging.domain.refusal import Refusal
from judging.domain.words import Words
from tests.documents.reading import changed_area, pdfium_text

pytestmark = pytest.mark.documents

ADDRESS = "https://192.168.10.20:8443/tablet/"
SECRETS = [f"{n}123456789ABCDEFGHJKMNPQRSTV" for n in range(5)]
COMPETITION = Words("ការប្រកួត ២០២៧", "Competition 2027")
UNTIL = datetime(2027, 4, 10, 5, 0, tzinfo=UTC)


def card(number: int = 0, km: str = "សុខ វិបុល", en: str = "Sok Vibol") -> PrintedCard:
    return PrintedCard(Words(km, en), SECRETS[number])


def render(*cards: PrintedCard) -> bytes:
    return render_cards(cards, competition=COMPETITION, address=ADDRESS, until=UNTIL)


def codes_on(pdf: bytes, page: int) -> set[str]:
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=150 / 72, grayscale=True).to_numpy()
    return {code.text for code in zxingcpp.read_barcodes(np.ascontiguousarray(picture))}


def test_each_code_opens_the_app_with_the_secret_behind_the_hash() -> None:
    pdf = render(*map(card, range(5)))
    assert codes_on(pdf, 0) == {f"{ADDRESS}#card={secret}" for secret in SECRETS[:4]}
    assert codes_on(pdf, 1) == {f"{ADDRESS}#card={SECRETS[4]}"}


def test_four_cards_fill_a_page() -> None:
    pages = [len(pypdfium2.PdfDocument(render(*map(card, range(n))))) for n in (1, 4, 5)]
    assert pages == [1, 1, 2]


def test_a_code_is_printed_at_least_30_mm_wide() -> None:
    pdf = render(card())
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72, grayscale=True).to_numpy()
    (code,) = zxingcpp.read_barcodes(np.ascontiguousarray(page))
    width = code.position.top_right.x - code.position.top_left.x
    assert width * 25.4 / 150 >= 30


def test_a_person_reads_name_steps_address_secret_and_until_when() -> None:
    text = pdfium_text(render(card()))
    for words in (
        "សុខ វិបុល", "Sok Vibol", "ការប្រកួត ២០២៧", "Competition 2027", ADDRESS,
        "0123-4567-89AB-CDEF", "GHJK-MNPQ-RSTV", "ម៉ោង ១២:០០ ថ្ងៃទី១០ ខែមេសា ឆ្នាំ២០២៧",
        "until 12:00 on 10 April 2027", "ជ្រើសលេខសម្ងាត់", "2 Choose six digits", "Judge’s card",
    ):  # fmt: skip
        assert words in text


def test_a_desk_officers_card_says_so() -> None:
    desk = PrintedCard(Words("ក", "A"), SECRETS[0], is_desk=True)
    assert "Desk officer’s card" in pdfium_text(render(desk))


def test_a_long_name_stays_on_its_card_and_pushes_nothing() -> None:
    long = card(0, "ឯកឧត្តមបណ្ឌិតសភាចារ្យ" * 4, "Professor Doctor Honourable Name " * 3)
    left, top, right, bottom = changed_area(render(long), render(card()))
    assert (left > 6, right < 99, top > 24, bottom < 46) == (True, True, True, True)


def test_a_name_is_printed_and_not_obeyed() -> None:
    assert "<b>A</b> {{ 7*7 }}" in pdfium_text(render(card(0, "ក", "<b>A</b> {{ 7*7 }}")))


def test_a_name_that_cannot_be_printed_is_refused() -> None:
    with pytest.raises(Refusal, match="cannot be printed"):
        render(card(0, "ក", "A 漢"))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render(card()) == render(card())


def test_a_screen_reader_hears_whose_code_it_is() -> None:
    with pikepdf.open(io.BytesIO(render(card()))) as document:
        told = [
            str(item.Alt)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
    assert told == ["QR: Sok Vibol"]
