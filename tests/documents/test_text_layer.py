"""Copied, searched or read aloud, the Khmer of a certificate is what was written."""

import pytest
import weasyprint

from judging.documents import text_layer
from judging.documents.certificates import designs, render_certificate
from judging.documents.facts import Fact
from tests.documents.reading import pdfium_text, poppler_text

pytestmark = pytest.mark.documents

# Subscripts, split vowels, shifted marks: clusters in which one glyph stands for many texts.
RISKY = "ខ្មែរ ក្រុង ស្ត្រី ញ្ញា ន្ត្រៃ ជ្រៅ កន្លែង វ័ន្ត កម្ពុជា ស៊ីវិល័យ បុណ្យកឋិន ឬស្សី ឯកឧត្ដម"


@pytest.mark.parametrize("read", [pdfium_text, poppler_text], ids=["pdfium", "poppler"])
@pytest.mark.parametrize("design", designs())
def test_every_name_is_read_back_without_an_error(
    facts: dict[str, Fact], design: str, read: object
) -> None:
    facts |= {"product_km": RISKY, "specimen": True}
    lines = read(render_certificate(design, facts)).splitlines()
    for name in ("product_km", "producer_km", "place_km", "signatory_name_km", "product_en"):
        assert facts[name] in lines
    assert "គំរូ — SPECIMEN" in lines
    assert "ព្រះរាជាណាចក្រកម្ពុជា" in lines


@pytest.mark.parametrize("read", [pdfium_text, poppler_text], ids=["pdfium", "poppler"])
def test_broken_lines_carry_no_zero_width_space(facts: dict[str, Fact], read: object) -> None:
    text = read(render_certificate("champion", facts))
    assert "\u200b" not in text
    assert facts["competition_km"] in text.replace("\r", "").replace("\n", "")


def test_another_weasyprint_is_not_trusted_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RuntimeError, match=r"knows WeasyPrint 70\.0, not 71\.0"):
        text_layer.install()
