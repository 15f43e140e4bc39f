"""What a sheet says when some criteria are asked only after a certain answer."""

from decimal import Decimal
from fractions import Fraction

from judging.domain.reading import asked_answers, is_asked, read_sheet
from judging.domain.rubric import Scorer
from judging.domain.rules import Per
from tests.domain.building import criterion, gate, part, rubric, rules, sheet, tally

STORY = rubric(
    part(
        "B",
        [
            criterion("S1", 5),
            criterion("S2", 3, asked_if=("S1", 1)),
            criterion("S3", 2, asked_if=("S2", 2)),
        ],
    )
)


def read(**points):
    return read_sheet(STORY, sheet("J1", **points))


def test_a_criterion_that_is_not_asked_gives_0_and_is_not_a_blank():
    reading = read(S1=0)
    assert reading.blanks == ()
    assert reading.marks == {"S1": 0, "S2": 0, "S3": 0}
    assert reading.total == 0


def test_a_criterion_that_is_asked_and_not_answered_is_a_blank():
    reading = read(S1=4)
    assert reading.blanks == ("S2",)
    assert reading.marks == {"S1": 4}
    assert reading.total is None


def test_whether_it_is_asked_is_unknown_while_the_answer_before_is_blank():
    reading = read()
    assert reading.blanks == ("S1",)
    assert reading.marks == {}


def test_an_answer_left_over_from_a_condition_that_fell_away_does_not_count():
    assert read(S1=0, S2=3).total == 0


def test_a_left_over_answer_meets_no_further_condition():
    reading = read(S1=0, S2=3, S3=2)
    assert reading.marks == {"S1": 0, "S2": 0, "S3": 0}
    assert asked_answers(STORY, Scorer.PANEL, reading.sheet.answers) == {"S1": 0}


def test_a_left_over_answer_fires_no_gate():
    gated = rubric(
        part("B", [criterion("S1"), criterion("S2", gate=gate("stop"), asked_if=("S1", 1))])
    )
    assert read_sheet(gated, sheet("J1", S1=0, S2=0)).fired == ()
    assert [f.criterion for f in read_sheet(gated, sheet("J1", S1=1, S2=0)).fired] == ["S2"]


def test_the_condition_holds_from_exactly_the_points_named():
    asked = STORY.criterion_by_code["S3"]
    assert not is_asked(asked, {"S2": Decimal("1.5")})
    assert is_asked(asked, {"S2": Decimal(2)})
    assert not is_asked(asked, {})


def test_a_blank_before_a_condition_never_becomes_a_0_for_the_others():
    # J3 left S1 blank, so nobody knows whether S2 was to be asked: only J1 and J2 count there.
    sheets = [sheet("J1", S1=5, S2=3, S3=2), sheet("J2", S1=5, S2=3, S3=2), sheet("J3")]
    result = tally(STORY, rules(per=Per.CRITERION), sheets)
    assert result.value_by_line == {"S1": 5, "S2": 3, "S3": 2}


def test_per_criterion_a_judge_who_was_not_asked_counts_as_0():
    sheets = [sheet("J1", S1=5, S2=3, S3=2), sheet("J2", S1=0)]
    result = tally(STORY, rules(per=Per.CRITERION), sheets)
    assert result.value_by_line == {"S1": Fraction(5, 2), "S2": Fraction(3, 2), "S3": 1}
    assert result.final_score == 5
