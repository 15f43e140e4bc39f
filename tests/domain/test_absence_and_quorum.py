"""A blank is absent and never 0; below quorum there is no final score."""

from fractions import Fraction

import pytest

from judging.domain.rubric import Scorer
from judging.domain.rules import Combining, Method, Per
from judging.domain.standing import State
from judging.domain.tally import Aside, Shortfall
from tests.domain.building import (
    criterion,
    needs,
    part,
    plain_rubric,
    rubric,
    rules,
    sheet,
    stand,
    tally,
    totals,
)

PAIR = plain_rubric("C1", "C2")
DESK_AND_PANEL = rubric(part("A", [criterion("A1")], "desk"), part("C", [criterion("C1")]))


def test_per_sheet_a_sheet_with_a_blank_does_not_count_and_the_tally_says_so():
    sheets = [sheet("J1", C1=8, C2=6), sheet("J2", C1=6, C2=6), sheet("J3", C1=0)]
    result = tally(PAIR, rules(), sheets)
    assert result.final_score == 13
    assert result.sides[0].aside == {"J3": Aside.INCOMPLETE}


def test_per_criterion_the_marks_of_a_sheet_with_a_blank_count_where_they_are():
    sheets = [sheet("J1", C1=8, C2=6), sheet("J2", C1=6, C2=6), sheet("J3", C1=1)]
    result = tally(PAIR, rules(per=Per.CRITERION), sheets)
    assert result.value_by_line == {"C1": 5, "C2": 6}


@pytest.mark.parametrize("per", list(Per))
def test_exactly_the_quorum_is_enough(per):
    assert tally(plain_rubric(), rules(quorum=needs(3), per=per), totals(7, 8, 9)).final_score == 8


def test_below_quorum_there_is_no_final_score_and_the_shortfall_says_has_and_needs():
    result = tally(plain_rubric(), rules(quorum=needs(3)), totals(7, 8))
    assert result.final_score is None
    assert result.shortfalls == (Shortfall(Scorer.PANEL, has=2, needs=3),)
    assert result.score_by_part == {}
    assert result.value_by_line == {}


def test_per_criterion_the_quorum_is_asked_of_each_criterion():
    sheets = [sheet("J1", C1=8, C2=6), sheet("J2", C1=6, C2=6), sheet("J3", C1=1)]
    result = tally(PAIR, rules(per=Per.CRITERION, quorum=needs(3)), sheets)
    assert result.final_score is None
    assert result.shortfalls == (Shortfall(Scorer.PANEL, has=2, needs=3, line="C2"),)
    assert result.value_by_line == {"C1": 5}
    assert result.score_by_part == {}


def test_a_method_that_drops_two_needs_three_whatever_the_quorum():
    trimmed = Combining(Method.TRIMMED_MEAN, drop_high=1, drop_low=1)
    assert tally(plain_rubric(), rules(trimmed), totals(7, 8)).shortfalls == (
        Shortfall(Scorer.PANEL, has=2, needs=3),
    )
    assert tally(plain_rubric(), rules(trimmed), totals(7, 8, 1)).final_score == 7


def test_the_quorum_counts_sheets_before_the_method_sets_any_aside():
    oiv = Combining(Method.MEAN_WITHIN, distance=2)  # type: ignore[arg-type]
    result = tally(plain_rubric(), rules(oiv, quorum=needs(3)), totals(8, 8, 2))
    assert result.final_score == 8
    assert result.sides[0].aside == {"J3": Aside.METHOD}


def test_an_entry_without_any_sheet_is_below_quorum():
    [standing] = stand(plain_rubric(), rules(quorum=needs(2)), {"E1": []})
    assert (standing.state, standing.rank, standing.star) == (State.BELOW_QUORUM, None, None)
    assert standing.shortfalls == (Shortfall(Scorer.PANEL, has=0, needs=2),)


def test_desk_and_panel_combine_apart_and_add():
    sheets = [
        sheet("D1", "desk", A1=4),
        sheet("D2", "desk", A1=5),
        sheet("J1", C1=6),
        sheet("J2", C1=7),
        sheet("J3", C1=8),
    ]
    result = tally(DESK_AND_PANEL, rules(), sheets)
    assert result.score_by_part == {"A": Fraction(9, 2), "C": 7}
    assert result.final_score == Fraction(23, 2)


@pytest.mark.parametrize("per", list(Per))
def test_the_desk_may_combine_by_its_own_method(per):
    desk_median = rules(combine_desk=Combining(Method.MEDIAN), per=per)
    sheets = [sheet(f"D{mark}", "desk", A1=mark) for mark in (0, 8, 9)]
    sheets += [sheet(f"J{mark}", C1=mark) for mark in (0, 4, 8)]
    assert tally(DESK_AND_PANEL, desk_median, sheets).final_score == 12


def test_a_panel_without_its_desk_is_below_quorum_but_its_part_is_known():
    result = tally(DESK_AND_PANEL, rules(quorum=needs(2)), [sheet("J1", C1=6), sheet("J2", C1=8)])
    assert result.final_score is None
    assert result.shortfalls == (Shortfall(Scorer.DESK, has=0, needs=1),)
    assert result.score_by_part == {"C": 7}


def test_one_person_may_sit_at_the_desk_and_on_the_panel():
    sheets = [sheet("P1", "desk", A1=4), sheet("P1", C1=6)]
    assert tally(DESK_AND_PANEL, rules(), sheets).final_score == 10


def test_which_of_two_equal_sheets_is_dropped_does_not_depend_on_the_judges_name():
    trimmed = rules(Combining(Method.TRIMMED_MEAN, drop_high=1))
    for one, other in (("J1", "J2"), ("J2", "J1")):
        sheets = [sheet(one, C1=9, C2=1), sheet(other, C1=1, C2=9), sheet("J3", C1=0, C2=0)]
        assert tally(PAIR, trimmed, sheets).value_by_line == {
            "C1": Fraction(1, 2),
            "C2": Fraction(9, 2),
        }
