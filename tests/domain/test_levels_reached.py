"""The level that a criterion is announced with."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from judging.domain.result import level_reached
from judging.domain.rubric import Criterion, Level, Levels, YesNo, lines_of
from judging.domain.words import Words
from tests.domain.building import criterion, part, words

NONE, SOME = words("the same as elsewhere"), words("its own")
LEVELS = Levels((Level(Decimal(0), NONE), Level(Decimal(2), SOME)))


def described(code: str, asked_if: tuple[str, int] | None = None) -> Criterion:
    return replace(criterion(code, 2, step=2, asked_if=asked_if), answer=LEVELS)


def level(found: Criterion, **values: Fraction | int) -> Words | None:
    (line,) = lines_of(part("B", [found]))
    return level_reached(line, {code: Fraction(value) for code, value in values.items()})


def test_the_best_level_that_the_combined_mark_reaches_is_announced() -> None:
    assert level(described("B1"), B1=0) == NONE
    assert level(described("B1"), B1=Fraction(5, 3)) == NONE
    assert level(described("B1"), B1=2) == SOME


def test_a_criterion_that_was_not_asked_has_no_level() -> None:
    assert level(described("B2", asked_if=("B1", 1)), B1=0, B2=0) is None
    assert level(described("B2", asked_if=("B1", 1)), B1=1, B2=0) == NONE
    assert level(described("B2", asked_if=("B1", 1)), B1=Fraction(2, 3), B2=2) == SOME


def test_yes_or_no_has_no_level() -> None:
    assert level(replace(criterion("B1"), answer=YesNo(Decimal(2))), B1=2) is None
