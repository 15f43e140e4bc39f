"""What must hold for every tally, whatever the rules and the sheets."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import assume, given, strategies as st

from judging.domain.combining import combine, counted, round_half_up
from judging.domain.numbers import number_text, points_from
from judging.domain.rubric import Scorer
from judging.domain.rules import Combining, Method, Per, Rounding
from judging.domain.sheet import ScoreSheet
from tests.domain.building import MEAN, rules, standard, tally
from tests.domain.strategies import PLAIN, RUBRIC, all_rules, combinings, sheet_lists

marks = st.lists(st.decimals("0", "100", places=2), min_size=1, max_size=9)
cents = st.integers(-10_000, 10_000).map(lambda cent: Decimal(cent).scaleb(-2))


@given(all_rules(), sheet_lists(), st.randoms(use_true_random=False))
def test_the_order_of_sheets_never_matters(the_rules, sheets, random):
    shuffled = random.sample(sheets, len(sheets))
    assert tally(RUBRIC, the_rules, shuffled) == tally(RUBRIC, the_rules, sheets)


@given(all_rules(), sheet_lists(), st.permutations(range(10)))
def test_the_names_of_the_judges_never_matter(the_rules, sheets, names):
    renamed = [replace(sheet, judge=f"J{names[int(sheet.judge[1:])]}") for sheet in sheets]
    before, after = tally(RUBRIC, the_rules, sheets), tally(RUBRIC, the_rules, renamed)
    assert after.final_score == before.final_score
    assert after.value_by_line == before.value_by_line
    assert after.score_by_part == before.score_by_part
    assert after.gates == before.gates


@given(marks, st.decimals("0", "100", places=2))
def test_mean_within_never_sets_aside_the_last_sheet(scores, distance):
    assert counted(Combining(Method.MEAN_WITHIN, distance=distance), scores)


@given(combinings, marks)
def test_a_combined_mark_lies_between_the_lowest_and_the_highest(combining, scores):
    assume(len(scores) > combining.drop_high + combining.drop_low)
    assert min(scores) <= combine(combining, scores) <= max(scores)


@given(all_rules(st.just(Rounding())), sheet_lists(blanks=False, least=3))
def test_without_rounding_the_parts_add_up_to_the_final_score(the_rules, sheets):
    result = tally(RUBRIC, the_rules, sheets)
    assert result.final_score is not None
    assert sum(result.score_by_part.values()) == result.final_score
    assert sum(result.score_by_line.values()) == result.final_score


@given(all_rules(), sheet_lists())
def test_per_sheet_each_side_is_the_sum_of_its_lines(the_rules, sheets):
    result = tally(RUBRIC, replace(the_rules, per=Per.SHEET), sheets)
    for side in result.sides:
        if side.score is not None:
            assert side.score_of(side.lines) == side.score


@given(all_rules(), sheet_lists(PLAIN, blanks=False))
def test_per_sheet_a_sheet_with_a_blank_never_lowers_or_raises_the_others(the_rules, sheets):
    the_rules = replace(the_rules, per=Per.SHEET)
    absent = ScoreSheet("J0", Scorer.PANEL, {"B1": Decimal(0)})
    with_it, without = tally(PLAIN, the_rules, [*sheets, absent]), tally(PLAIN, the_rules, sheets)
    assert with_it.final_score == without.final_score
    assert with_it.value_by_line == without.value_by_line


@given(all_rules(), sheet_lists(PLAIN, blanks=False))
def test_per_criterion_a_blank_leaves_the_line_to_the_marks_that_are_there(the_rules, sheets):
    the_rules = replace(the_rules, per=Per.CRITERION)
    absent = ScoreSheet("J0", Scorer.PANEL, {"B1": Decimal(0)})
    with_it = tally(PLAIN, the_rules, [*sheets, absent]).value_by_line
    without = tally(PLAIN, the_rules, sheets).value_by_line
    for line in ("B2", "C1"):
        assert with_it.get(line) == without.get(line)


@given(all_rules(), sheet_lists())
def test_an_empty_sheet_changes_no_score(the_rules, sheets):
    empty = ScoreSheet("J0", Scorer.PANEL, {})
    with_it, without = tally(RUBRIC, the_rules, [*sheets, empty]), tally(RUBRIC, the_rules, sheets)
    assert with_it.final_score == without.final_score
    assert with_it.value_by_line == without.value_by_line


@given(sheet_lists(blanks=False, least=1))
def test_plain_means_without_rounding_are_the_same_per_sheet_and_per_criterion(sheets):
    # The mean of sums is the sum of means.
    one, other = (tally(RUBRIC, rules(MEAN, per=per), sheets).final_score for per in Per)
    assert one == other


@given(cents, st.sampled_from(["1", "0.1", "0.01"]))
def test_round_half_up_agrees_with_decimal(number, step):
    assert round_half_up(number, Decimal(step)) == number.quantize(Decimal(step), ROUND_HALF_UP)


@given(st.fractions(-1000, 1000), st.sampled_from(["1", "0.25", "0.05", "3"]))
def test_a_rounded_number_is_a_step_at_most_half_a_step_away(number, step):
    rounded = round_half_up(number, Decimal(step))
    assert (rounded / Fraction(step)).denominator == 1
    assert abs(rounded - number) <= Fraction(step) / 2


@given(st.integers(0, 4000), st.lists(st.integers(1, 399), min_size=1, max_size=6, unique=True))
def test_each_possible_score_lies_in_exactly_one_band(score, starts):
    percent = Fraction(score, 40)
    bands = standard(*[Decimal(start) / 4 for start in sorted(starts)]).bands
    assert [band.holds(percent) for band in bands].count(True) == 1


def test_each_possible_score_of_a_rubric_lies_in_exactly_one_band():
    # Every mean of up to five sheets of a rubric with quarter points and 40 points in all.
    for sheets in range(1, 6):
        for quarters in range(40 * 4 * sheets + 1):
            percent = Fraction(quarters, 4 * sheets) * 100 / 40
            holding = [band.star for band in standard().bands if band.holds(percent)]
            assert len(holding) == 1
            assert standard().star_for(percent) == holding[0]


@given(st.decimals("-999999", "999999", places=9))
def test_points_survive_being_written_and_read(points):
    assert points_from(number_text(points)) == points
