"""The page by which a tablet joins the hall: codes that lead there, words in two languages."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from judging.documents.venue_sheet import (
    VenueFacts,
    render_install_page,
    render_venue_sheet,
    wifi_code,
)
from tests.documents.reading import embedded_fonts, pdfium_text

pytestmark = pytest.mark.documents

PAIRS = [f"{number:02X}" for number in range(32)]
FACTS = VenueFacts(
    "https://192.168.100.100:8443/tablet/",
    install_url="http://192.168.100.100:8080",
    authority="OVOP judging 192.168.100.100 2027-04-01",
    fingerprint=":".join(PAIRS),
    ends_on="2027-06-29",
    wifi="OVOP Hall",
    wifi_password="rice;field",
)


def codes(pdf: bytes) -> set[str]:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    return {code.text for code in zxingcpp.read_barcodes(picture)}


def test_the_three_codes_can_be_read_from_the_page() -> None:
    assert codes(render_venue_sheet(FACTS)) == {
        FACTS.tablet_url,
        FACTS.install_url,
        r"WIFI:T:WPA;S:OVOP Hall;P:rice\;field;;",
    }


def test_without_the_wifi_a_person_writes_it_down() -> None:
    pdf = render_venue_sheet(replace(FACTS, wifi=None, wifi_password=None))
    assert codes(pdf) == {FACTS.tablet_url, FACTS.install_url}


def test_with_a_real_certificate_nothing_is_installed() -> None:
    pdf = render_venue_sheet(VenueFacts("https://judging.ovop.example/tablet/"))
    assert codes(pdf) == {"https://judging.ovop.example/tablet/"}
    text = pdfium_text(pdf)
    assert ("Install the security certificate" in text, "step 2" in text) == (False, False)


@pytest.mark.parametrize("wifi", ["OVOP Hall", None])
def test_it_is_one_page(wifi: str | None) -> None:
    pdf = render_venue_sheet(replace(FACTS, wifi=wifi))
    assert len(pypdfium2.PdfDocument(pdf)) == 1


def test_it_says_the_same_in_khmer_and_in_english() -> None:
    text = pdfium_text(render_venue_sheet(FACTS)).replace("\u200b", "")
    for words in ("Join the Wi-Fi of the hall", "ភ្ជាប់ Wi-Fi របស់សាល", "បើកកម្មវិធីវិនិច្ឆ័យ"):
        assert words in text
    assert "00 01 02 03 … 1C 1D 1E 1F" in text


def test_no_letter_comes_from_a_font_of_the_machine() -> None:
    families = {name.partition("-")[0] for name in embedded_fonts(render_venue_sheet(FACTS))}
    assert families == {"Paper"}


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render_venue_sheet(FACTS) == render_venue_sheet(FACTS)


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("Hall", None, "WIFI:T:nopass;S:Hall;;"),
        ("Hall", "a:b", r"WIFI:T:WPA;S:Hall;P:a\:b;;"),
        (r'A;B,"C"\D', "x", r"WIFI:T:WPA;S:A\;B\,\"C\"\\D;P:x;;"),
    ],
)
def test_the_wifi_code_keeps_every_sign(name: str, password: str | None, code: str) -> None:
    assert wifi_code(name, password) == code


def test_the_page_in_the_browser_has_the_whole_fingerprint_and_allows_its_style_only() -> None:
    page = render_install_page(FACTS)
    assert FACTS.fingerprint in page.html
    assert page.html.count("<style>") == 1
    assert ("<script" in page.html, 'style="' in page.html) == (False, False)
    assert page.style_hash.startswith("sha256-")


def test_what_a_name_holds_is_no_markup() -> None:
    assert "<b>hall" not in render_install_page(replace(FACTS, authority="<b>hall")).html
