"""Each step of the tie cascade, worked by hand."""

import pytest

from judging.domain.rules import Combining, Method, Per
from tests.domain.building import (
    MEAN,
    criterion,
    needs,
    part,
    plain_rubric,
    ranks,
    rubric,
    rules,
    sheet,
    stand,
    totals,
)

PARTS = rubric(
    part("A", [criterion("A1", 20), criterion("A2", 5)], "desk"),
    part("C", [criterion("C1", 10), criterion("C2", 30)]),
)


def entry(a1, a2, c1, c2):
    return [sheet("D1", "desk", A1=a1, A2=a2), sheet("J1", C1=c1, C2=c2)]


def decided(sheets, *ties, of=PARTS, **others):
    return ranks(stand(of, rules(MEAN, *ties, **others), sheets))


def test_the_named_part_decides():
    sheets = {"E1": entry(10, 5, 5, 10), "E2": entry(10, 0, 5, 15)}
    assert decided(sheets, "highest_part:C") == [
        ("E2", 1, "highest_part:C"),
        ("E1", 2, "highest_part:C"),
    ]


def test_only_the_named_part_is_compared():
    sheets = {"E1": entry(15, 0, 5, 10), "E2": entry(10, 0, 5, 15)}
    assert decided(sheets, "highest_part:A")[0] == ("E1", 1, "highest_part:A")


def test_without_a_name_the_part_with_most_points_is_compared_first():
    # Part C has 40 points and part A 25.
    sheets = {"E1": entry(15, 0, 5, 10), "E2": entry(10, 0, 5, 15)}
    assert decided(sheets, "highest_part")[0] == ("E2", 1, "highest_part")


def test_the_named_criterion_decides():
    sheets = {"E1": entry(10, 0, 5, 15), "E2": entry(10, 0, 6, 14)}
    assert decided(sheets, "highest_criterion:C1")[0] == ("E2", 1, "highest_criterion:C1")


def test_without_a_name_the_heaviest_criterion_is_compared_first_and_then_the_next():
    # By points: C2 30, A1 20, C1 10, A2 5.
    sheets = {"E1": entry(9, 5, 1, 15), "E2": entry(10, 1, 4, 15), "E3": entry(10, 0, 5, 15)}
    assert decided(sheets, "highest_criterion") == [
        ("E3", 1, "highest_criterion"),
        ("E2", 2, "highest_criterion"),
        ("E1", 3, "highest_criterion"),
    ]


def test_a_criterion_is_compared_by_its_weighed_points():
    weighed = rubric(part("C", [criterion("C1", weight=3), criterion("C2", 20)]))
    sheets = {"E1": [sheet("J1", C1=5, C2=1)], "E2": [sheet("J1", C1=2, C2=10)]}
    assert decided(sheets, "highest_criterion", of=weighed)[0][0] == "E1"


def test_a_branch_is_compared_as_one_criterion():
    branched = rubric(
        part(
            "C",
            [criterion("C1"), criterion("O1", case="C2/one"), criterion("H1", case="C2/other")],
        )
    )
    sheets = {"E1": [sheet("J1", C1=5, O1=3)], "E2": [sheet("J1", C1=4, H1=4)]}
    assert decided(sheets, "highest_criterion:C2", of=branched)[0][0] == "E2"


def test_a_part_or_criterion_that_the_rubric_lacks_separates_nobody():
    sheets = {"E1": entry(10, 0, 5, 15), "E2": entry(10, 0, 5, 15)}
    assert decided(sheets, "highest_part:Z", "highest_criterion:Z9") == [
        ("E1", 1, "final_score"),
        ("E2", 1, "final_score"),
    ]


def test_the_lower_spread_of_the_panel_decides():
    sheets = {"E1": totals(2, 7, 9), "E2": totals(5, 6, 7), "E3": totals(4, 6, 8)}
    assert decided(sheets, "lowest_spread", of=plain_rubric()) == [
        ("E2", 1, "lowest_spread"),
        ("E3", 2, "lowest_spread"),
        ("E1", 3, "lowest_spread"),
    ]


def test_the_spread_counts_sheets_that_the_method_set_aside():
    trimmed = rules(Combining(Method.TRIMMED_MEAN, drop_high=1, drop_low=1), "lowest_spread")
    sheets = {"E1": totals(0, 6, 9), "E2": totals(5, 6, 7)}
    assert ranks(stand(plain_rubric(), trimmed, sheets))[0][0] == "E2"


def test_the_spread_is_the_panels_and_not_the_desks():
    one = [sheet("D1", "desk", A1=20, A2=0), sheet("D2", "desk", A1=0, A2=0)]
    other = [sheet("D1", "desk", A1=10, A2=0), sheet("D2", "desk", A1=10, A2=0)]
    one += [sheet("J1", C1=5, C2=10), sheet("J2", C1=5, C2=10)]
    other += [sheet("J1", C1=5, C2=9), sheet("J2", C1=5, C2=11)]
    assert decided({"E1": one, "E2": other}, "lowest_spread")[0][0] == "E1"


def test_in_head_to_head_more_of_the_judges_who_scored_both_decide():
    # 18 each. J1 and J2 put E2 higher, J3 puts E1 higher.
    sheets = {"E1": totals(6, 6, 6), "E2": totals(7, 7, 4)}
    assert decided(sheets, "head_to_head", of=plain_rubric()) == [
        ("E2", 1, "head_to_head"),
        ("E1", 2, "head_to_head"),
    ]


def test_in_head_to_head_a_judge_of_only_one_of_them_has_no_vote():
    one = [sheet("J1", C1=5), sheet("J2", C1=9), sheet("J3", C1=1)]
    other = [sheet("J1", C1=6), sheet("J4", C1=2), sheet("J5", C1=7)]
    assert decided({"E1": one, "E2": other}, "head_to_head", of=plain_rubric())[0][0] == "E2"


def test_three_that_beat_each_other_in_a_ring_share_the_place():
    sheets = {"E1": totals(3, 1, 2), "E2": totals(2, 3, 1), "E3": totals(1, 2, 3)}
    standings = stand(plain_rubric(), rules(MEAN, "head_to_head"), sheets)
    assert [(s.rank, s.shared, s.decided_by) for s in standings] == [(1, True, "final_score")] * 3


def test_a_clear_win_counts_no_more_than_a_narrow_one():
    # E1 beats E2 by 3 to 2, E2 beats E3 by 3 to 2, and E3 beats E1 by 3 to 1.
    sheets = {"E1": totals(3, 0, 2, 6, 1), "E2": totals(1, 3, 0, 4, 4), "E3": totals(4, 1, 4, 2, 1)}
    assert [place[1] for place in decided(sheets, "head_to_head", of=plain_rubric())] == [1, 1, 1]


def test_two_wins_stand_before_one_and_one_before_none():
    sheets = {"E1": totals(5, 5, 2), "E2": totals(4, 4, 4), "E3": totals(3, 3, 6)}
    assert [place[:2] for place in decided(sheets, "head_to_head", of=plain_rubric())] == [
        ("E1", 1),
        ("E2", 2),
        ("E3", 3),
    ]


def test_each_standing_names_the_step_that_decided_it():
    # Part C leaves E1 and E2 together, and criterion C1 tells them apart.
    sheets = {
        "E1": entry(10, 0, 5, 15),
        "E2": entry(10, 0, 6, 14),
        "E3": entry(15, 0, 5, 10),
        "E4": entry(20, 5, 10, 30),
    }
    assert decided(sheets, "highest_part:C", "highest_criterion:C1") == [
        ("E4", 1, "final_score"),
        ("E2", 2, "highest_criterion:C1"),
        ("E1", 3, "highest_criterion:C1"),
        ("E3", 4, "highest_part:C"),
    ]


def test_those_still_equal_share_the_place_that_the_last_step_gave_them():
    sheets = {"E1": entry(10, 5, 5, 10), "E2": entry(9, 1, 5, 15), "E3": entry(10, 0, 5, 15)}
    standings = stand(PARTS, rules(MEAN, "highest_part:C", "lowest_spread"), sheets)
    assert [(s.entry, s.rank, s.shared, s.decided_by) for s in standings] == [
        ("E2", 1, True, "highest_part:C"),
        ("E3", 1, True, "highest_part:C"),
        ("E1", 3, False, "highest_part:C"),
    ]


def test_a_step_is_asked_only_of_those_that_are_still_equal():
    # All four have 9; the spread puts E3 last, and only then do E1, E2 and E4 duel.
    sheets = {
        "E1": totals(3, 2, 4),
        "E2": totals(2, 4, 3),
        "E3": totals(9, 0, 0),
        "E4": totals(3, 2, 4),
    }
    standings = stand(plain_rubric(), rules(MEAN, "lowest_spread", "head_to_head"), sheets)
    assert [(s.entry, s.rank, s.decided_by) for s in standings] == [
        ("E1", 1, "head_to_head"),
        ("E4", 1, "head_to_head"),
        ("E2", 3, "head_to_head"),
        ("E3", 4, "lowest_spread"),
    ]


@pytest.mark.parametrize("per", list(Per))
def test_the_cascade_is_the_same_per_sheet_and_per_criterion(per):
    sheets = {"E1": entry(10, 5, 5, 10), "E2": entry(10, 0, 6, 14), "E3": entry(10, 0, 5, 15)}
    assert decided(sheets, "highest_part:C", "highest_criterion:C1", per=per) == [
        ("E2", 1, "highest_criterion:C1"),
        ("E3", 2, "highest_criterion:C1"),
        ("E1", 3, "highest_part:C"),
    ]


def test_per_criterion_a_panel_without_one_whole_sheet_comes_last_by_spread():
    pair = plain_rubric("C1", "C2")
    sheets = {
        "E1": [sheet("J1", C1=5), sheet("J2", C2=5)],
        "E2": [sheet("J1", C1=4, C2=6), sheet("J2", C1=6, C2=4)],
    }
    steps = decided(sheets, "lowest_spread", of=pair, per=Per.CRITERION, quorum=needs(1))
    assert steps == [("E2", 1, "lowest_spread"), ("E1", 2, "lowest_spread")]
