"""Papers for the hall: codes that a camera and a person can read, and no name behind them."""

from datetime import date

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from judging.documents.hall import (
    PrintedFlight,
    PrintedTable,
    render_flight_sheets,
    render_judges_guide,
    render_labels,
    render_table_cards,
)
from judging.domain.refusal import Refusal
from judging.domain.words import Words
from tests.documents.reading import pdfium_text

pytestmark = pytest.mark.documents

COMPETITION = Words("ការប្រកួត ២០២៧", "Competition 2027")
FOOD = Words("អាហារកែច្នៃ", "Processed food")
LONG = Words("សម្ភារៈប្រើប្រាស់ និងគ្រឿងតុបតែងលម្អក្នុងគេហដ្ឋាន" * 2, "Household goods " * 6)
CODES = tuple(str(4821 + 37 * number) for number in range(15))


def labels(count: int, copies: int = 1, group: Words = FOOD) -> bytes:
    samples = [(str(4821 + number), group) for number in range(count)]
    return render_labels(samples, competition=COMPETITION, round_code="OVOP-2027", copies=copies)


def flight(seats: int = 5, *orders: tuple[str, ...], day: date | None = None) -> PrintedFlight:
    return PrintedFlight("FOOD 1", FOOD, 2, day, seats, orders or (CODES,))


def sheets(*flights: PrintedFlight) -> bytes:
    return render_flight_sheets(flights, competition=COMPETITION)


def table(judges: int = 5, chair: int | None = 1) -> bytes:
    names = tuple(Words(f"សុខ វិបុល{seat}", f"Sok Vibol {seat}") for seat in range(judges))
    card = PrintedTable("FOOD 1", FOOD, names, chair)
    return render_table_cards([card], competition=COMPETITION)


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def codes_on(pdf: bytes, page: int) -> list[str]:
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=150 / 72, grayscale=True).to_numpy()
    return sorted(code.text for code in zxingcpp.read_barcodes(np.ascontiguousarray(picture)))


def test_each_label_says_its_code_to_a_camera_and_to_a_person() -> None:
    pdf = labels(26)
    assert codes_on(pdf, 0) == [f"OVOP-2027 {4821 + number}" for number in range(24)]
    assert codes_on(pdf, 1) == ["OVOP-2027 4845", "OVOP-2027 4846"]
    text = pdfium_text(pdf)
    assert all(str(4821 + number) in text for number in range(24))
    assert all(words in text for words in ("អាហារកែច្នៃ", "Processed food", "OVOP-2027"))


def test_twenty_four_labels_fill_a_page_and_copies_stand_together() -> None:
    assert [pages(labels(n)) for n in (1, 24, 25)] == [1, 1, 2]
    assert codes_on(labels(2, copies=3), 0) == ["OVOP-2027 4821"] * 3 + ["OVOP-2027 4822"] * 3


def test_no_label_leaves_its_sticker() -> None:
    """Labels of long groups: between the stickers, and at the edges of the page, is no ink."""
    page = pypdfium2.PdfDocument(labels(24, group=LONG))[0]
    grey = np.asarray(page.render(scale=144 / 72, grayscale=True).to_numpy())
    dark_rows, dark_columns = (np.flatnonzero((grey < 128).any(axis=side)) for side in (1, 0))
    mm = 25.4 / 144
    beside = [(row * mm - 0.5) % 37 for row in dark_rows]
    assert (min(beside) > 3, max(beside) < 34) == (True, True)
    across = [column * mm % 70 for column in dark_columns]
    assert (min(across) > 2, max(across) < 68) == (True, True)


def test_a_flight_sheet_has_the_order_once_if_all_seats_share_it() -> None:
    text = pdfium_text(sheets(flight(day=date(2027, 4, 7))))
    assert [text.count(code) for code in CODES] == [1] * 15
    assert [text.index(code) for code in CODES] == sorted(text.index(code) for code in CODES)
    for words in ("FOOD 1", "Flight 2", "វេនទី ២", "7 April 2027", "Seat 5", "Steward"):
        assert words in text
    assert "Seat 6" not in text


def test_a_balanced_flight_sheet_has_an_order_for_each_seat() -> None:
    orders = tuple(CODES[seat:] + CODES[:seat] for seat in range(5))
    text = pdfium_text(sheets(flight(5, *orders)))
    assert [text.count(code) for code in CODES] == [5] * 15
    assert "Each seat has its own order" in text


@pytest.mark.parametrize("seats", [1, 5, 6, 15])
def test_a_full_flight_stays_on_its_page(seats: int) -> None:
    orders = tuple(CODES[seat:] + CODES[:seat] for seat in range(seats))
    assert pages(sheets(flight(seats, *orders), flight(seats))) == 2


def test_a_table_card_says_who_sits_where_and_who_leads() -> None:
    text = pdfium_text(table())
    for words in ("FOOD 1", "អាហារកែច្នៃ", "សុខ វិបុល0", "Sok Vibol 4", "៥", "ប្រធានគណៈ Chair"):
        assert words in text
    assert text.count("Chair") == 1
    assert "Chair" not in pdfium_text(table(chair=None))


@pytest.mark.parametrize("judges", [1, 8, 9, 15])
def test_every_panel_has_room_on_its_card(judges: int) -> None:
    assert pages(table(judges)) == 1


def test_the_same_facts_give_the_same_bytes() -> None:
    assert labels(3) == labels(3)
    assert sheets(flight()) == sheets(flight())
    assert table() == table()


def test_a_name_that_cannot_be_printed_is_refused() -> None:
    with pytest.raises(Refusal, match="cannot be printed"):
        labels(1, group=Words("ក", "A 漢"))


@pytest.mark.parametrize("name", [COMPETITION, LONG])
def test_the_guide_for_judges_is_one_page_in_both_languages(name: Words) -> None:
    pdf = render_judges_guide(name)
    assert pages(pdf) == 1
    text = pdfium_text(pdf)
    for said in ("Guide for judges", "Received", "“Unsent”", "បានទទួល", "Whom to ask?"):
        assert said in text
