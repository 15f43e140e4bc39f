"""Ranks, stars and the order of the standings."""

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.domain.ranking import percent_of, rank_entries
from judging.domain.rules import Rounding
from judging.domain.standing import State
from tests.domain.building import (
    needs,
    plain_rubric,
    ranks,
    rules,
    stand,
    standard,
    tally,
    totals,
)


def test_the_highest_final_score_comes_first():
    standings = stand(plain_rubric(), rules(), {"E1": totals(4), "E2": totals(9), "E3": totals(6)})
    assert ranks(standings) == [
        ("E2", 1, "final_score"),
        ("E3", 2, "final_score"),
        ("E1", 3, "final_score"),
    ]


def test_equal_scores_share_a_rank_and_the_next_is_skipped():
    marks = {"E1": totals(7), "E2": totals(8), "E3": totals(7), "E4": totals(1)}
    standings = stand(plain_rubric(), rules(), marks)
    assert [(s.entry, s.rank, s.shared) for s in standings] == [
        ("E2", 1, False),
        ("E1", 2, True),
        ("E3", 2, True),
        ("E4", 4, False),
    ]


def test_a_true_tie_that_float_means_would_split_is_shared():
    one, other = ["0.1", "0.2", "0.3", "0.4"], ["0.4", "0.3", "0.2", "0.1"]
    assert sum(map(float, one)) / 4 != sum(map(float, other)) / 4
    tenths = plain_rubric()
    standings = stand(tenths, rules(), {"E1": totals(*one), "E2": totals(*other)})
    assert [(s.rank, s.shared) for s in standings] == [(1, True), (1, True)]


def test_thirds_that_differ_by_less_than_a_float_sees_are_told_apart():
    huge, step = plain_rubric(), Decimal("0.000000001")
    marks = {"E1": totals(9, 9, 9), "E2": totals(9, 9, 9 - step)}
    assert [(s.entry, s.rank) for s in stand(huge, rules(), marks)] == [("E1", 1), ("E2", 2)]


def test_rounding_the_final_score_makes_a_tie():
    marks = {"E1": totals(7, 7, 8), "E2": totals("7.33")}
    assert [s.rank for s in stand(plain_rubric(), rules(), marks)] == [1, 2]
    rounded = rules(rounding=Rounding(final=Decimal("0.01")))
    assert [s.rank for s in stand(plain_rubric(), rounded, marks)] == [1, 1]


def test_entries_without_a_rank_follow_in_the_order_of_their_codes():
    marks = {"E9": totals(), "E2": totals(5, 5), "E1": totals(9)}
    standings = stand(plain_rubric(), rules(quorum=needs(2)), marks)
    assert [(s.entry, s.rank, s.state) for s in standings] == [
        ("E2", 1, State.RANKED),
        ("E1", None, State.BELOW_QUORUM),
        ("E9", None, State.BELOW_QUORUM),
    ]


def test_no_entries_make_no_standings():
    assert stand(plain_rubric(), rules(), {}) == []


@pytest.mark.parametrize(
    ("score", "star"),
    [
        ("0", 1),
        ("29.99", 1),
        ("30", 2),
        ("49.99", 2),
        ("50", 3),
        ("70", 4),
        ("89.99", 4),
        ("90", 5),
        ("100", 5),
    ],
)
def test_a_band_begins_at_its_percent_and_ends_just_below_the_next(score, star):
    [standing] = stand(plain_rubric(high=100), rules(), {"E1": totals(score)})
    assert (standing.earned_star, standing.star) == (star, star)


def test_just_below_90_is_four_stars_unless_the_rules_round_it_up():
    marks = {"E1": totals(90, 90, "89.99")}
    [exact] = stand(plain_rubric(high=100), rules(), marks)
    assert exact.star == 4
    up = rules(rounding=Rounding(final=Decimal("0.01")))
    assert [s.star for s in stand(plain_rubric(high=100), up, marks)] == [5]


def test_the_star_is_measured_in_percent_of_the_rubrics_points():
    result = tally(plain_rubric("C1", "C2", "C3", high=5), rules(), [])
    assert result.rubric.points == 15
    [standing] = stand(plain_rubric(high=30), rules(), {"E1": totals(20)})
    assert standing.tally
    assert percent_of(standing.tally) == Fraction(200, 3)
    assert standing.star == 3


def test_below_the_lowest_band_there_is_no_star():
    base = standard()
    without_one = type(base)(base.edition, base.bands[1:], base.certificate)
    result = tally(plain_rubric(), rules(), totals(2))
    [standing] = rank_entries(rules(), without_one, [result])
    assert (standing.state, standing.earned_star, standing.star) == (State.RANKED, None, None)
