"""Rounding half up at each place where the rules may say so, worked by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.domain.combining import round_half_up
from judging.domain.rules import Combining, Method, Per, Rounding
from tests.domain.building import (
    MEAN,
    criterion,
    part,
    plain_rubric,
    rubric,
    rules,
    sheet,
    tally,
    totals,
)

CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("number", "step", "rounded"),
    [
        ("2.5", "1", "3"),
        ("3.5", "1", "4"),
        ("2.4999", "1", "2"),
        ("0.125", "0.01", "0.13"),
        ("0.115", "0.01", "0.12"),
        ("1.005", "0.01", "1.01"),
        ("-0.125", "0.01", "-0.13"),
        ("7.37", "0.25", "7.25"),
        ("7.375", "0.25", "7.5"),
        ("90", "0.01", "90"),
    ],
)
def test_a_half_goes_up_to_the_next_step(number, step, rounded):
    assert round_half_up(Decimal(number), Decimal(step)) == Fraction(rounded)


def test_binary_floats_and_bankers_rounding_would_both_give_another_number():
    assert round(2.675, 2) == 2.67
    assert round(Decimal("2.665"), 2) == Decimal("2.66")
    assert round_half_up(Decimal("2.675"), CENT) == Fraction("2.68")
    assert round_half_up(Decimal("2.665"), CENT) == Fraction("2.67")


def test_without_a_step_a_third_stays_a_third():
    assert round_half_up(Fraction(1, 3), None) == Fraction(1, 3)


def test_the_final_score_is_rounded_once_at_the_end():
    thirds = rules(MEAN, rounding=Rounding(final=CENT))
    assert tally(plain_rubric(), thirds, totals(7, 8, 8)).final_score == Fraction("7.67")


def test_desk_and_panel_are_added_before_the_final_rounding():
    # Desk 22/3 and panel 22/3 make 44/3 = 14.67; rounded apart they would make 7.33 + 7.33 = 14.66.
    two = rubric(part("A", [criterion("A1")], "desk"), part("C", [criterion("C1")]))
    sheets = [sheet(f"D{i}", "desk", A1=mark) for i, mark in enumerate((7, 7, 8))]
    sheets += [sheet(f"J{i}", C1=mark) for i, mark in enumerate((7, 7, 8))]
    assert tally(two, rules(rounding=Rounding(final=CENT)), sheets).final_score == Fraction("14.67")


def isu_rubric():
    """Three components with the factor 0.80 of the women's short programme of 2016-17."""
    return rubric(part("C", [criterion(f"C{i}", step="0.25", weight="0.8") for i in (1, 2, 3)]))


def isu_sheets():
    rows = [(7, "7.25", "7.5"), ("7.25", "7.5", "8"), ("7.75", 8, 8)]
    return [sheet(f"J{i}", C1=row[0], C2=row[1], C3=row[2]) for i, row in enumerate(rows, start=1)]


def test_isu_rounds_the_panel_mark_then_each_product_then_adds():
    # C1 22/3 -> 7.33 -> 5.864 -> 5.86;  C2 22.75/3 -> 7.58 -> 6.064 -> 6.06;
    # C3 23.5/3 -> 7.83 -> 6.264 -> 6.26;  the sum is 18.18.
    isu = rules(per=Per.CRITERION, rounding=Rounding(criterion=CENT, weighted=CENT))
    result = tally(isu_rubric(), isu, isu_sheets())
    assert result.value_by_line == {
        "C1": Fraction("7.33"),
        "C2": Fraction("7.58"),
        "C3": Fraction("7.83"),
    }
    assert result.score_by_line == {
        "C1": Fraction("5.86"),
        "C2": Fraction("6.06"),
        "C3": Fraction("6.26"),
    }
    assert result.final_score == Fraction("18.18")


def test_rounding_only_the_sum_of_the_same_sheets_gives_another_result():
    # 0.8 x (22 + 22.75 + 23.5) / 3 = 18.2
    only_sum = rules(per=Per.CRITERION, rounding=Rounding(final=CENT))
    assert tally(isu_rubric(), only_sum, isu_sheets()).final_score == Fraction("18.2")


def test_rounding_the_product_alone_differs_from_rounding_the_panel_mark_too():
    # C1 5.8667 -> 5.87;  C2 6.0667 -> 6.07;  C3 6.2667 -> 6.27;  the sum is 18.21.
    products = rules(per=Per.CRITERION, rounding=Rounding(weighted=CENT))
    assert tally(isu_rubric(), products, isu_sheets()).final_score == Fraction("18.21")


def test_isu_trims_the_highest_and_lowest_mark_of_each_component():
    trimmed = Combining(Method.TRIMMED_MEAN, drop_high=1, drop_low=1)
    isu = rules(trimmed, per=Per.CRITERION, rounding=Rounding(criterion=CENT, weighted=CENT))
    sheets = [sheet(f"J{i}", C1=mark) for i, mark in enumerate(("5", "7.25", "7.5", "7.5", "10"))]
    one = rubric(part("C", [criterion("C1", step="0.25", weight="1.6")]))
    # (7.25 + 7.5 + 7.5) / 3 = 7.41667 -> 7.42 -> 11.872 -> 11.87
    assert tally(one, isu, sheets).final_score == Fraction("11.87")


def test_per_sheet_the_rounding_of_criteria_changes_what_is_shown_and_never_the_score():
    both = rules(rounding=Rounding(criterion=Decimal(1), weighted=Decimal(1)))
    result = tally(
        plain_rubric("C1", "C2"), both, [sheet("J1", C1=1, C2="2.5"), sheet("J2", C1=2, C2=3)]
    )
    assert result.value_by_line == {"C1": 2, "C2": 3}
    assert result.final_score == Fraction("4.25")
    assert sum(result.score_by_line.values()) == Fraction("4.25")
