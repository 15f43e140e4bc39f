"""Each method of combining marks, worked by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.domain.combining import add, combine, counted, fewest, mean, times
from judging.domain.rules import Combining, Method
from tests.domain.building import MEAN

MEDIAN = Combining(Method.MEDIAN)
TRIMMED = Combining(Method.TRIMMED_MEAN, drop_high=1, drop_low=1)
OIV = Combining(Method.MEAN_WITHIN, distance=Decimal(7))


def marks(*numbers: object) -> list[Decimal]:
    return [Decimal(str(n)) for n in numbers]


def test_the_mean_of_three_is_exact_also_when_no_decimal_number_is():
    assert combine(MEAN, marks(7, 8, 8)) == Fraction(23, 3)


def test_the_median_of_five_is_the_middle_mark_and_of_four_the_mean_of_the_middle_two():
    assert combine(MEDIAN, marks(9, 1, 7, 8, 2)) == 7
    assert combine(MEDIAN, marks(9, 1, 7, 8)) == Fraction(15, 2)


def test_the_median_of_one_mark_is_the_mark():
    assert combine(MEDIAN, marks("6.5")) == Fraction(13, 2)


def test_the_trimmed_mean_leaves_out_one_highest_and_one_lowest():
    assert combine(TRIMMED, marks(10, 6, 7, 0, 8)) == 7


def test_only_one_of_two_equal_highest_marks_is_trimmed():
    assert combine(TRIMMED, marks(9, 9, 3, 6)) == Fraction(15, 2)


def test_trimming_may_be_one_sided():
    only_high = Combining(Method.TRIMMED_MEAN, drop_high=2)
    assert combine(only_high, marks(10, 9, 4, 5)) == Fraction(9, 2)


@pytest.mark.parametrize(
    ("combining", "needed"),
    [(MEAN, 1), (MEDIAN, 1), (OIV, 1), (TRIMMED, 3)],
)
def test_a_method_needs_one_mark_more_than_it_drops(combining, needed):
    assert fewest(combining) == needed


def test_oiv_sets_aside_a_score_further_than_seven_from_the_mean():
    # The mean of all five is 81; only 70 is further than 7 from it. 84, 84, 84, 83 remain.
    scores = marks(84, 84, 84, 83, 70)
    assert counted(OIV, scores) == (0, 1, 2, 3)
    assert combine(OIV, scores) == Fraction(335, 4)


def test_a_score_exactly_seven_from_the_mean_still_counts():
    # The mean is 80, and 73 and 87 are exactly 7 from it.
    assert counted(OIV, marks(73, 80, 87)) == (0, 1, 2)


def test_the_distance_is_measured_from_the_mean_of_all_and_only_once():
    # The mean is 76. 90 and 60 go; from the new mean 76.67 nothing is measured again.
    assert counted(OIV, marks(90, 78, 83, 69, 60)) == (1, 2, 3)


def test_two_judges_far_apart_both_count_because_no_score_would_be_left():
    assert combine(OIV, marks(60, 90)) == 75


def test_a_mark_at_the_very_distance_is_not_lost_to_binary_floats():
    assert abs(0.1 - (0.1 + 0.2 + 0.3) / 3) > 0.1
    tenth = Combining(Method.MEAN_WITHIN, distance=Decimal("0.1"))
    assert counted(tenth, marks("0.1", "0.2", "0.3")) == (0, 1, 2)


def test_marks_that_binary_floats_would_tell_apart_have_equal_means():
    one, other = ["0.1", "0.2", "0.3", "0.4"], ["0.4", "0.3", "0.2", "0.1"]
    assert sum(map(float, one)) / 4 != sum(map(float, other)) / 4
    assert mean(marks(*one)) == mean(marks(*other)) == Fraction(1, 4)


def test_sums_and_products_are_exact():
    assert add([Fraction(1, 3), Fraction(1, 6), Fraction(1, 2)]) == 1
    assert add([]) == 0
    assert times(Decimal("1.60"), Fraction(50, 7)) == Fraction(80, 7)


def test_a_mean_of_marks_with_many_digits_loses_none():
    long = Decimal("123456789.123456789")
    assert mean([long * 10**20, long]) == (Fraction(long) * 10**20 + Fraction(long)) / 2
