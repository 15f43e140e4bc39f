"""The Standard Book says everything that the written standard says, in both languages."""

from decimal import Decimal

import pypdfium2
import pytest

from judging.documents.book import render_book
from judging.domain.meaning import version_of
from judging.domain.rubric import (
    Branch,
    Case,
    Condition,
    Criterion,
    Effect,
    Gate,
    Level,
    Levels,
    Part,
    Rubric,
    Scale,
    Scorer,
    Section,
    YesNo,
)
from judging.domain.rules import (
    Combining,
    Honour,
    Honours,
    Method,
    Rounding,
    Rules,
    TieBreak,
    TieStep,
)
from judging.domain.standard import Band, CertificateRule, PaperGate, PaperKind, Standard
from judging.domain.words import Words
from tests.documents.reading import embedded_fonts

pytestmark = pytest.mark.documents

HYGIENE = PaperKind("hygiene", Words("វិញ្ញាបនបត្រអនាម័យ", "Hygiene paper"), Words("ក្រសួង", "Ministry"))
MISSING = Words("ខ្វះអនាម័យ", "Hygiene is missing")
STANDARD = Standard(
    edition=Words("ស្តង់ដារសាកល្បង", "Trial standard"),
    bands=(Band(1, Decimal(0), Decimal(50)), Band(2, Decimal(50))),
    certificate=CertificateRule(from_star=2, valid_months=36),
    papers=(
        PaperKind("hygiene", Words("វិញ្ញាបនបត្រអនាម័យ", "Hygiene paper"), Words("ក្រសួង", "Ministry")),
    ),
    gates=(
        PaperGate(
            "hygiene", ("FOOD",), Effect.CAP, Words("ខ្វះអនាម័យ", "Hygiene is missing"), star=1
        ),
    ),
)
RULES = Rules(
    title=Words("វិធានសាកល្បង", "Trial rules"),
    combine=Combining(Method.MEAN_WITHIN, distance=Decimal(7)),
    rounding=Rounding(final=Decimal("0.01")),
    ties=(TieBreak(TieStep.HIGHEST_PART, "A"), TieBreak(TieStep.HEAD_TO_HEAD)),
    honours=Honours((Honour("champion", Words("ជើងឯក", "Champion"), 1),)),
)
PART = Part(
    code="A",
    title=Words("ផ្នែកសាកល្បង", "Trial part"),
    scored_by=Scorer.PANEL,
    points=Decimal(14),
    sections=(Section("A1", Words("ក្បាលរឿង", "Heading of a section")),),
    branches=(
        Branch(
            "A2",
            Words("សាខា", "Either or"),
            (
                Case("org", Words("អង្គការ", "Organisation")),
                Case("home", Words("គ្រួសារ", "Household")),
            ),
        ),
    ),
    criteria=(
        Criterion(
            "A1.1",
            Words("រសជាតិ", "Taste"),
            Levels(
                (Level(Decimal(0), Words("អាក្រក់", "Bad")), Level(Decimal(5), Words("ល្អ", "Good")))
            ),
            weight=Decimal(2),
            guidance=Words("ភ្លក់សិន", "Taste first"),
            section="A1",
            gate=Gate(Decimal(0), Effect.STOP, Words("មិនអាចបរិភោគ", "Not fit to eat")),
        ),
        Criterion(
            "A2.1",
            Words("សមាជិក", "Members"),
            Scale(Decimal(0), Decimal(3), Decimal("0.5")),
            branch="A2",
            case="org",
        ),
        Criterion("A2.2", Words("ម្ចាស់", "Owner"), YesNo(Decimal(3)), branch="A2", case="home"),
        Criterion(
            "A3",
            Words("ទីផ្សារ", "Market"),
            YesNo(Decimal(1)),
            asked_if=Condition("A1.1", Decimal(5)),
        ),
    ),
)
RUBRIC = Rubric("FOOD", Words("អាហារកែច្នៃ", "Processed food"), (PART,), order=1)


@pytest.fixture(scope="module")
def book() -> bytes:
    return render_book([RUBRIC], STANDARD, RULES)


@pytest.fixture(scope="module")
def pages(book: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(book)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def test_it_has_a_cover_contents_stars_rules_and_a_chapter_per_group(pages: list[str]) -> None:
    assert len(pages) == 5
    assert "OVOP Standard Book" in pages[0]
    assert "Trial standard" in pages[0]
    assert version_of(STANDARD) in pages[0]


def test_the_contents_name_the_page_of_each_chapter(pages: list[str]) -> None:
    lines = [line for line in pages[1].split("\n") if "....." in line]
    assert [int(line.rpartition(".")[2]) for line in lines] == [3, 4, 5]
    assert "អាហារកែច្នៃ Processed food" in lines[2]


def test_pages_are_numbered_and_headed_by_their_chapter(pages: list[str]) -> None:
    assert "៥ · 5" in pages[4]
    assert "អាហារកែច្នៃ · Processed food" in pages[4]
    assert "សៀវភៅស្តង់ដារ · OVOP Standard Book" in pages[2]


def test_bands_papers_and_their_gates_are_told(pages: list[str]) -> None:
    for told in ("50", "វិញ្ញាបនបត្រអនាម័យ", "Hygiene paper", "Ministry", "Hygiene is missing"):
        assert told in pages[2]
    assert "no more stars than 1" in pages[2]
    assert "from 2 stars upwards and is valid for 36 months" in " ".join(pages[2].split())


def test_the_rules_are_told(pages: list[str]) -> None:
    for told in (
        "setting aside what is further than 7",
        "the final score: half up to 0.01",
        "the higher score in part A",
        "Champion",
        "at most 30 percent",
    ):
        assert told in pages[3].replace("\n", " ")


def test_every_criterion_level_gate_branch_and_condition_is_told_in_both_languages(
    pages: list[str],
) -> None:
    text = " ".join(pages[4].split())
    for told in (
        "A1 · ក្បាលរឿង Heading of a section",
        "A1.1 · រសជាតិ Taste 10",
        "weight 2",
        "ភ្លក់សិន",
        "Taste first",
        "0 អាក្រក់ Bad",
        "5 ល្អ Good",
        "scoring stops",
        "មិនអាចបរិភោគ Not fit to eat",
        "A2 · សាខា Either or",
        "អង្គការ Organisation",
        "from 0 to 3 in steps of 0.5",
        "គ្រួសារ Household",
        "yes = 3, no = 0",
        "asked only if A1.1 has at least 5 points",
    ):
        assert told in text


def test_what_is_provisional_says_so_on_every_chapter(pages: list[str]) -> None:
    assert all("Provisional" in page for page in (pages[0], *pages[2:]))


def test_the_same_standard_gives_the_same_bytes_in_our_fonts(book: bytes) -> None:
    assert render_book([RUBRIC], STANDARD, RULES) == book
    assert all(font.startswith("Paper-") for font in embedded_fonts(book))
