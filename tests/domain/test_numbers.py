"""Exact numbers as text and back."""

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.domain.numbers import number_text, points_from
from judging.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(15), "15"),
        (Fraction(150), "150"),
        (Fraction(3, 2), "1.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(-2, 3), "-0.666667"),
        (Fraction(5999999999, 3), "1999999999.666667"),
        (Fraction(1, 1024), "0.0009765625"),
        (Fraction(7, 625), "0.0112"),
        (Decimal("7.50"), "7.5"),
        (Decimal("1E+2"), "100"),
        (Fraction(10**30 + 1, 10), "100000000000000000000000000000.1"),
    ],
)
def test_a_number_is_written_without_needless_zeros(number, text):
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("3", "3"),
        (" 7.25 ", "7.25"),
        ("0", "0"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-2", "-2"),
        ("៧.៥", "7.5"),
    ],
)
def test_points_are_read_exactly_in_khmer_digits_too(text, points):
    assert points_from(text) == Decimal(points)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ten",
        "7,5",
        "1e3",
        "NaN",
        "inf",
        "1_0",
        "--1",
        "1.2.3",
        ".",
        "0x1",
        "1234567890",
        "0.1234567891",
    ],
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(Refusal) as refused:
        points_from(text)
    assert str(refused.value) == f"“{text}” is not a number; write points such as 3 or 7.5."
