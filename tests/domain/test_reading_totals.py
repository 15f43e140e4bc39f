"""Totals, blanks and impossible points of a sheet without branches or conditions."""

from decimal import Decimal

import pytest

from judging.domain.reading import check_answers, read_sheet
from judging.domain.refusal import Refusal
from judging.domain.rubric import Criterion, Level, Levels, Rubric, Scorer, YesNo
from tests.domain.building import criterion, gate, part, plain_rubric, rubric, sheet, words


def test_the_total_is_the_weighted_sum():
    weighed = rubric(
        part("C", [criterion("C1", weight="0.5"), criterion("C2"), criterion("C3", weight=3)])
    )
    assert read_sheet(weighed, sheet("J1", C1=7, C2="2.5", C3=1)).total == Decimal("9")


def test_a_blank_leaves_the_sheet_without_a_total():
    reading = read_sheet(plain_rubric("C1", "C2"), sheet("J1", C1=7))
    assert reading.total is None
    assert reading.blanks == ("C2",)
    assert reading.marks == {"C1": 7}


def test_an_empty_sheet_is_all_blanks():
    assert read_sheet(plain_rubric("C1", "C2"), sheet("J1")).blanks == ("C1", "C2")


def test_a_sheet_holds_only_the_lines_of_its_scorer():
    two = rubric(part("A", [criterion("A1")], "desk"), part("C", [criterion("C1")]))
    assert read_sheet(two, sheet("D1", "desk", A1=3)).total == 3
    assert read_sheet(two, sheet("J1", C1=4)).marks == {"C1": 4}


def test_a_whole_sheet_fires_its_gates_too():
    gated = rubric(part("C", [criterion("C1", gate=gate("cap", star=2)), criterion("C2")]))
    reading = read_sheet(gated, sheet("J1", C1=0, C2=9))
    assert [f.criterion for f in reading.fired] == ["C1"]
    assert reading.total == 9


def test_after_a_stop_nothing_more_has_to_be_answered():
    stopping = rubric(
        part("C", [criterion("C1"), criterion("C2", gate=gate("stop")), criterion("C3")])
    )
    reading = read_sheet(stopping, sheet("J1", C2=0))
    assert reading.blanks == ("C1",)
    assert reading.total is None


def test_a_weaker_gate_excuses_nobody_from_the_rest():
    capping = rubric(part("C", [criterion("C1", gate=gate("eliminate")), criterion("C2")]))
    assert read_sheet(capping, sheet("J1", C1=0)).blanks == ("C2",)


def leveled() -> Rubric:
    levels = Levels(tuple(Level(Decimal(p), words(str(p))) for p in (0, 1, 3, 5)))
    return rubric(
        part(
            "C",
            [
                Criterion("C1", words("C1"), levels),
                Criterion("C2", words("C2"), YesNo(Decimal(2))),
                criterion("C3", 9, low=1, step="0.25"),
            ],
        )
    )


@pytest.mark.parametrize(
    ("code", "points"),
    [("C1", "2"), ("C1", "6"), ("C2", "1"), ("C3", "0.75"), ("C3", "1.1"), ("C3", "9.25")],
)
def test_points_between_the_answers_are_refused(code, points):
    with pytest.raises(Refusal) as refused:
        check_answers(leveled(), Scorer.PANEL, {code: Decimal(points)})
    assert str(refused.value) == (
        f"{points} points are not possible for criterion {code}; choose one of its answers."
    )


@pytest.mark.parametrize(
    ("code", "points"),
    [
        ("C1", "3"),
        ("C1", "3.0"),
        ("C2", "0"),
        ("C2", "2"),
        ("C3", "1"),
        ("C3", "8.75"),
        ("C3", "9"),
    ],
)
def test_each_written_answer_is_allowed(code, points):
    check_answers(leveled(), Scorer.PANEL, {code: Decimal(points)})


def test_a_criterion_of_the_other_scorer_or_of_no_part_is_refused():
    two = rubric(part("A", [criterion("A1")], "desk"), part("C", [criterion("C1")]))
    for code in ("A1", "X9"):
        with pytest.raises(Refusal, match=f"Criterion {code} is not on this score sheet"):
            check_answers(two, Scorer.PANEL, {code: Decimal(1)})
