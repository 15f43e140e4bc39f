"""A certificate is refused when a fact is missing, of another kind, or cannot be printed."""

from datetime import date

import pytest
from markupsafe import Markup

from judging.documents.certificates import render_certificate
from judging.documents.dates import english_date, khmer_date
from judging.documents.facts import Fact, certificate_context
from judging.domain.refusal import Refusal


def refusal_of(facts: dict[str, Fact]) -> str:
    with pytest.raises(Refusal) as refused:
        certificate_context(facts)
    return str(refused.value)


@pytest.mark.parametrize("name", ["product_km", "stars", "specimen", "expires_on", "place_en"])
def test_a_missing_fact_is_refused_by_name(facts: dict[str, Fact], name: str) -> None:
    del facts[name]
    assert f"“{name}”" in refusal_of(facts)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stars", "4"),
        ("stars", True),
        ("year", 2027.0),
        ("specimen", 1),
        ("product_km", Markup("<b>ម្រេច</b>")),
        ("producer_en", object()),
        ("place_km", ["ភូមិ"]),
    ],
)
def test_a_fact_of_another_kind_is_refused(facts: dict[str, Fact], name: str, value: Fact) -> None:
    assert f"“{name}”" in refusal_of({**facts, name: value})


def test_a_blank_name_is_refused(facts: dict[str, Fact]) -> None:
    assert refusal_of({**facts, "product_km": " "}) == (
        "The certificate needs the fact “product_km”: it is blank."
    )


def test_a_blank_final_score_and_award_are_allowed(facts: dict[str, Fact]) -> None:
    certificate_context({**facts, "final_score": "", "award_km": "", "award_en": ""})


@pytest.mark.documents
def test_a_signatory_who_is_not_known_yet_leaves_room_for_a_hand(facts: dict[str, Fact]) -> None:
    unknown = {
        f"signatory_{what}_{lang}": "" for what in ("name", "title") for lang in ("km", "en")
    }
    assert render_certificate("champion", facts | unknown).startswith(b"%PDF-1.7")


def test_an_unknown_fact_is_refused(facts: dict[str, Fact]) -> None:
    assert refusal_of({**facts, "colour": "red"}) == ("A certificate has no fact called “colour”.")


def test_a_name_without_end_is_refused(facts: dict[str, Fact]) -> None:
    assert "longer than 300" in refusal_of({**facts, "product_en": "a" * 301})


def test_a_character_without_a_glyph_is_refused_by_its_code(facts: dict[str, Fact]) -> None:
    assert "“蜜” (U+871C)" in refusal_of({**facts, "product_en": "Honey 蜜"})


@pytest.mark.parametrize("code", ["U+0000", "U+000A", "U+000D"])
def test_a_character_that_only_controls_a_machine_is_refused(
    facts: dict[str, Fact], code: str
) -> None:
    name = f"Wild{chr(int(code[2:], 16))}honey"
    assert f"({code})" in refusal_of({**facts, "product_en": name})


def test_a_date_that_is_none_is_refused(facts: dict[str, Fact]) -> None:
    assert refusal_of({**facts, "issued_on": "9/3/2027"}) == (
        "“issued_on” must be a date such as 2027-01-31, not “9/3/2027”."
    )


def test_six_stars_are_refused(facts: dict[str, Fact]) -> None:
    assert refusal_of({**facts, "stars": 6}) == "The certificate shows 0 to 5 stars, not 6."


def test_an_unknown_design_is_refused_with_the_choice(facts: dict[str, Fact]) -> None:
    with pytest.raises(Refusal, match="choose one of champion, standard"):
        render_certificate("../champion", facts)


def test_dates_and_numbers_are_spelled_in_both_languages(facts: dict[str, Fact]) -> None:
    context = certificate_context(facts)
    assert context["issued_km"] == "ថ្ងៃទី៩ ខែមីនា ឆ្នាំ២០២៧"
    assert context["expires_en"] == "9 March 2030"
    assert context["final_score_km"] == "៩២.៥០"
    assert context["stars_km"] == "៤"


@pytest.mark.parametrize(
    ("month", "khmer", "english"),
    [(1, "មករា", "January"), (2, "កុម្ភៈ", "February"), (12, "ធ្នូ", "December")],
)
def test_months_have_their_names(month: int, khmer: str, english: str) -> None:
    day = date(2026, month, 20)
    assert khmer_date(day) == f"ថ្ងៃទី២០ ខែ{khmer} ឆ្នាំ២០២៦"
    assert english_date(day) == f"20 {english} 2026"
