"""What a certificate looks like and holds, whatever the names on it."""

import io
import logging

import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from judging.documents.certificates import designs, render_certificate
from judging.documents.facts import Fact
from tests.documents.reading import changed_area, embedded_fonts, page_picture, pdfium_text

pytestmark = [pytest.mark.documents, pytest.mark.parametrize("design", designs())]

PANEL = (20.0, 277.0)  # mm: inside the frame, left to right
FOOT = 148.0  # mm: where the row with the QR code begins


def test_it_is_one_a4_page_in_landscape(facts: dict[str, Fact], design: str) -> None:
    document = pypdfium2.PdfDocument(render_certificate(design, facts))
    assert len(document) == 1
    assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [297, 210]


def test_it_is_archival_tagged_khmer_and_titled(facts: dict[str, Fact], design: str) -> None:
    pdf = render_certificate(design, facts)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.open_metadata().pdfa_status == "3A"
        assert document.Root.Lang == "km"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert facts["product_km"] in str(document.docinfo.Title)
        assert document.docinfo.CreationDate == "D:20270309"


def test_the_fonts_are_exactly_ours(facts: dict[str, Fact], design: str) -> None:
    facts["producer_en"] = "“Étoile” — Café & Söhne №1".replace("№", "No. ")
    assert embedded_fonts(render_certificate(design, facts | {"specimen": True})) <= {
        "Paper-Title", "Paper-Title-Latin",
        "Paper-Text", "Paper-Text-Latin", "Paper-Text-Bold", "Paper-Text-Latin-Bold",
    }  # fmt: skip


def test_the_press_has_nothing_to_warn_of(
    facts: dict[str, Fact], design: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="weasyprint")
    logging.getLogger("weasyprint").propagate = True
    render_certificate(design, facts | {"specimen": True})
    assert caplog.messages == []


def test_a_phone_reads_the_code_from_the_paper(facts: dict[str, Fact], design: str) -> None:
    facts["specimen"] = True
    picture = np.ascontiguousarray(page_picture(render_certificate(design, facts), dpi=150))
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == facts["verify_url"]
    assert code.ec_level == "M"
    side = (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4
    assert side == pytest.approx(28, abs=0.4)


def test_the_code_is_a_figure_that_says_where_it_leads(facts: dict[str, Fact], design: str) -> None:
    with pikepdf.open(io.BytesIO(render_certificate(design, facts))) as document:
        figures = [
            str(item.Alt)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
    assert figures == [f"QR: {facts['verify_url']}"]


@pytest.mark.parametrize(
    ("product", "producer"),
    [
        ("ប្រេងដូងសុទ្ធធម្មជាតិ" * 5 + "ប្រេងដូងសុទ្ធធម", "Oil" * 40),
        (("ប្រេងដូងសុទ្ធធម្មជាតិ " * 6)[:120].strip(), ("Natural oil " * 10).strip()),
    ],
    ids=["without a space", "with spaces"],
)
def test_names_of_120_characters_stay_inside_the_frame_and_push_nothing(
    facts: dict[str, Fact], design: str, product: str, producer: str
) -> None:
    assert max(len(product), len(producer)) >= 119
    long = {"product_km": product, "product_en": producer, "producer_km": product}
    long |= {"producer_en": producer, "place_km": product, "place_en": producer}
    page = render_certificate(design, facts | long)
    left, _, right, bottom = changed_area(page, render_certificate(design, facts))
    assert PANEL[0] < left < right < PANEL[1]
    assert bottom < FOOT
    assert len(pypdfium2.PdfDocument(page)) == 1


def test_a_name_never_breaks_inside_a_word(facts: dict[str, Fact], design: str) -> None:
    facts["producer_km"] = "ប្រេងដូងសុទ្ធធម្មជាតិ" * 5
    assert facts["producer_km"] in pdfium_text(render_certificate(design, facts)).splitlines()


def test_a_khmer_sentence_of_250_characters_breaks_inside_its_box(
    facts: dict[str, Fact], design: str
) -> None:
    sentence = ("គណៈកម្មាធិការជាតិជំរុញចលនាភូមិមួយផលិតផលមួយ" * 6)[:250]
    assert " " not in sentence
    page = render_certificate(design, facts | {"competition_km": sentence})
    left, _, right, _ = changed_area(page, render_certificate(design, facts))
    assert left >= 204.5
    assert right <= 264.5
    assert sentence in pdfium_text(page).replace("\r", "").replace("\n", "")


@pytest.mark.parametrize("name", ["product_en", "producer_form_en", "number", "competition_en"])
def test_markup_in_a_name_is_printed_and_not_obeyed(
    facts: dict[str, Fact], design: str, name: str
) -> None:
    facts[name] = "<b>A</b> & {{ 7*7 }}"
    assert facts[name] in pdfium_text(render_certificate(design, facts))


def test_only_a_specimen_says_so(facts: dict[str, Fact], design: str) -> None:
    assert "SPECIMEN" not in pdfium_text(render_certificate(design, facts))
    specimen = render_certificate(design, facts | {"specimen": True})
    assert "គំរូ — SPECIMEN" in pdfium_text(specimen)


@pytest.mark.parametrize("stars", [3, 4, 5])
def test_stars_are_drawn_and_said_in_both_languages(
    facts: dict[str, Fact], design: str, stars: int
) -> None:
    text = pdfium_text(render_certificate(design, facts | {"stars": stars}))
    assert f"ផ្កាយ {'០១២៣៤៥'[stars]} ពិន្ទុ ៩២.៥០ · {stars} stars, score 92.50" in text
