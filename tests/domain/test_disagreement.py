"""When a panel is asked to look again."""

from decimal import Decimal
from fractions import Fraction

from judging.domain.rules import Combining, Disagreement, Method
from judging.domain.tallying import panel_disagreement
from tests.domain.building import criterion, part, plain_rubric, rubric, rules, sheet, tally, totals


def disagreement(limits: Disagreement, *marks):
    return panel_disagreement(tally(plain_rubric(), rules(disagreement=limits), totals(*marks)))


def test_a_range_beyond_the_limit_is_told():
    assert disagreement(Disagreement(range=Decimal(30)), 4, 5, "7.5") == {"range": Decimal("3.5")}


def test_a_range_of_exactly_the_limit_is_not():
    assert disagreement(Disagreement(range=Decimal(30)), 4, 5, 7) == {}


def test_judges_too_far_from_the_mean_are_named_with_their_distance():
    # The mean is 17/3.
    told = disagreement(Disagreement(from_mean=Decimal(30)), 9, 6, 2)
    assert told == {"J1": Fraction(10, 3), "J3": Fraction(11, 3)}


def test_exactly_the_distance_is_not_too_far():
    assert disagreement(Disagreement(from_mean=Decimal(30)), 9, 6, 3) == {}


def test_the_limit_is_percent_of_the_panels_sheet():
    small, large = plain_rubric("C1"), plain_rubric("C1", "C2", "C3", "C4")
    limits = rules(disagreement=Disagreement(range=Decimal(30)))
    apart = [sheet("J1", C1=4, C2=5, C3=5, C4=5), sheet("J2", C1=8, C2=5, C3=5, C4=5)]
    assert panel_disagreement(tally(small, limits, totals(4, 8))) == {"range": Decimal(4)}
    assert panel_disagreement(tally(large, limits, apart)) == {}


def test_a_lone_judge_disagrees_with_nobody():
    assert disagreement(Disagreement(range=Decimal(10), from_mean=Decimal(10)), 9) == {}


def test_a_sheet_that_the_method_set_aside_is_still_told():
    limits = Disagreement(range=Decimal(30))
    trimmed = rules(Combining(Method.TRIMMED_MEAN, drop_low=1), disagreement=limits)
    told = panel_disagreement(tally(plain_rubric(), trimmed, totals(1, 8, 8)))
    assert told == {"range": Decimal(7)}


def test_the_desk_is_measured_only_where_no_panel_scores():
    limits = rules(disagreement=Disagreement(range=Decimal(30)))
    desk = part("A", [criterion("A1")], "desk")
    apart = [sheet("D1", "desk", A1=1), sheet("D2", "desk", A1=9)]
    both = rubric(desk, part("C", [criterion("C1")]))
    assert panel_disagreement(tally(both, limits, apart)) == {}
    assert panel_disagreement(tally(rubric(desk), limits, apart)) == {"range": Decimal(8)}
