"""How announced results are written: exact points to two places, ties in words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask, session

from judging.domain.numbers import number_text
from judging.domain.producers import ProducerForm
from judging.domain.result import ResultEntry, ResultIdentity, ResultLine, ResultPart
from judging.domain.standard import Band
from judging.domain.standing import State
from judging.domain.words import Words
from judging.web.result_words import bands_of, points, rank, score, tie_reason

BANDS = (Band(1, Decimal(0), Decimal(50)), Band(2, Decimal(50)))


def entry(final_score: str = "49.995", decided_by: str = "final_score") -> ResultEntry:
    """A ranked entry with one part and one criterion."""
    nothing = Words("", "")
    return ResultEntry(
        code="1000",
        group="FOOD",
        identity=ResultIdentity(nothing, nothing, ProducerForm.GROUP, nothing, "KH-1"),
        state=State.RANKED,
        points="100",
        rank=2,
        shared=True,
        decided_by=decided_by,
        final_score=final_score,
        parts=(ResultPart("C", Words("គុណភាព", "Quality"), "25", "40"),),
        lines=(ResultLine("C2.1", "C", Words("ភាពពិសេស", "Uniqueness"), "4", "4", "5"),),
    )


@pytest.mark.parametrize(
    ("kept", "as_points", "as_score"),
    [
        ("100", "100", "100.00"),
        ("7.5", "7.5", "7.50"),
        ("0.005", "0.01", "0.01"),
        (number_text(Fraction(10, 3)), "3.33", "3.33"),
        ("89.994999", "89.99", "89.99"),
        ("0", "0", "0.00"),
    ],
)
def test_points_are_shown_half_up_to_two_places(
    app: Flask, kept: str, as_points: str, as_score: str
) -> None:
    with app.test_request_context("/"):
        session["language"] = "en"
        assert (points(kept), score(kept)) == (as_points, as_score)


def test_a_khmer_page_has_khmer_digits(app: Flask) -> None:
    with app.test_request_context("/"):
        assert (points("7.5"), score("7.5"), rank(entry())) == ("៧.៥", "៧.៥០", "=២")


@pytest.mark.parametrize(
    ("decided_by", "sentence"),
    [
        ("final_score", None),
        ("highest_part:C", "by the points of the part “Quality”"),
        ("highest_criterion:C2.1", "by the points on the criterion “Uniqueness”"),
        ("highest_part", "by the points of the parts, the heaviest first"),
        ("highest_criterion", "by the points on the criteria, the heaviest first"),
        ("lowest_spread", "by how closely the judges agreed"),
        ("head_to_head", "by the judges who scored both"),
    ],
)
def test_what_set_equal_scores_apart_is_said_in_words(
    app: Flask, decided_by: str, sentence: str | None
) -> None:
    with app.test_request_context("/"):
        session["language"] = "en"
        assert tie_reason(entry(decided_by=decided_by)) == sentence


def test_exactly_one_band_holds_the_exact_score_though_it_is_shown_rounded() -> None:
    shown = [(band.band.star, band.is_reached) for band in bands_of(BANDS, entry("49.999999"))]
    assert shown == [(2, False), (1, True)]
