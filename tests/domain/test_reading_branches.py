"""What a sheet says where the scorer answers either one case or the other."""

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.domain.reading import check_answers, read_sheet
from judging.domain.refusal import Refusal
from judging.domain.rubric import Scorer
from judging.domain.rules import Per
from tests.domain.building import criterion, gate, part, rubric, rules, sheet, tally

MANAGEMENT = rubric(
    part(
        "A",
        [
            criterion("A1", 4),
            criterion("O1", 2, case="A2/organisation", weight=2),
            criterion("O2", 1, case="A2/organisation"),
            criterion("H1", 1, case="A2/household"),
        ],
        "desk",
    )
)


def read(**points):
    return read_sheet(MANAGEMENT, sheet("D1", "desk", **points))


def test_the_mark_of_a_branch_is_the_weighted_sum_of_the_case_that_was_answered():
    assert read(A1=4, O1=2, O2=1).marks == {"A1": 4, "A2": 5}
    assert read(A1=4, H1=1).marks == {"A1": 4, "A2": 1}


def test_a_branch_counts_its_highest_case_in_the_points_of_the_part():
    assert MANAGEMENT.points == 9


def test_a_branch_without_an_answer_is_one_blank():
    reading = read(A1=4)
    assert reading.blanks == ("A2",)
    assert reading.total is None


def test_a_case_that_is_answered_by_half_is_a_blank():
    assert read(A1=4, O1=2).blanks == ("A2",)


def test_both_cases_answered_are_refused():
    answers = {"O1": Decimal(1), "H1": Decimal(1)}
    with pytest.raises(Refusal) as refused:
        check_answers(MANAGEMENT, Scorer.DESK, answers)
    assert str(refused.value) == "Only one case of A2 may be answered; clear the other."


def test_two_desk_officers_who_answer_different_cases_are_combined_on_the_branch():
    sheets = [sheet("D1", "desk", A1=4, O1=2, O2=1), sheet("D2", "desk", A1=2, H1=1)]
    for per in Per:
        result = tally(MANAGEMENT, rules(per=per), sheets)
        assert result.value_by_line == {"A1": 3, "A2": 3}
        assert result.final_score == 6


def test_a_condition_on_the_case_that_was_not_answered_is_not_met():
    later = rubric(
        part(
            "A",
            [
                criterion("O1", case="A2/organisation"),
                criterion("H1", case="A2/household"),
                criterion("A3", asked_if=("H1", 1)),
            ],
        )
    )
    reading = read_sheet(later, sheet("J1", O1=7))
    assert reading.total == 7
    assert reading.blanks == ()


def test_a_branch_none_of_whose_criteria_is_asked_gives_0():
    asked = rubric(
        part(
            "A",
            [
                criterion("A1"),
                criterion("O1", case="A2/organisation", asked_if=("A1", 1)),
                criterion("H1", case="A2/household", asked_if=("A1", 1)),
            ],
        )
    )
    assert read_sheet(asked, sheet("J1", A1=0)).marks == {"A1": 0, "A2": 0}
    assert read_sheet(asked, sheet("J1", A1=1)).blanks == ("A2",)
    left_over = {"A1": Decimal(0), "O1": Decimal(1), "H1": Decimal(2)}
    check_answers(asked, Scorer.PANEL, left_over)


def test_a_gate_inside_a_half_answered_case_fires():
    gated = rubric(
        part(
            "A",
            [
                criterion("O1", case="A2/organisation", gate=gate("stop")),
                criterion("O2", case="A2/organisation"),
                criterion("H1", case="A2/household"),
            ],
        )
    )
    reading = read_sheet(gated, sheet("J1", O1=0))
    assert [f.criterion for f in reading.fired] == ["O1"]
    assert reading.blanks == ()
    assert tally(gated, rules(), [sheet("J1", H1=4)]).final_score == Fraction(4)
