"""Combining marks by a named method: each method chooses which marks count, then takes the mean.

Because every method is a choice followed by a mean, the parts of a combined sheet always add up
to its total. Sources: OIV 332A/2009, Art. 13 (mean, distance 7); ISU (trimmed mean, half up).
"""

from collections.abc import Collection, Sequence
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce
from math import lcm

from judging.domain.rules import Combining, Method

Number = Decimal | Fraction
# Sums and products of scores are exact or an error, never quietly rounded.
EXACT = Context(prec=400, traps=[Inexact])


def counted(combining: Combining, marks: Sequence[Decimal]) -> tuple[int, ...]:
    """Positions of the marks that count, for at least `fewest(combining)` marks.

    Of equal marks the one given first counts as the lower, so give them in an order that does
    not depend on the order of arrival.
    """
    if combining.method is Method.MEAN:
        return tuple(range(len(marks)))
    if combining.method is Method.MEAN_WITHIN:
        return _within(marks, combining.distance or Decimal(0))
    order = sorted(range(len(marks)), key=lambda i: marks[i])
    if combining.method is Method.MEDIAN:
        middle = (len(marks) - 1) // 2
        return tuple(sorted(order[middle : len(marks) - middle]))
    return tuple(sorted(order[combining.drop_low : len(marks) - combining.drop_high]))


def fewest(combining: Combining) -> int:
    """The fewest marks with which the method gives a number."""
    return combining.drop_high + combining.drop_low + 1


def combine(combining: Combining, marks: Sequence[Decimal]) -> Fraction:
    """The combined mark, exact: the mean of the marks that count."""
    if combining.method is Method.MEAN:
        return mean(marks)
    return mean([marks[i] for i in counted(combining, marks)])


def mean(marks: Sequence[Decimal]) -> Fraction:
    """The exact mean of one or more marks."""
    top, bottom = reduce(EXACT.add, marks).as_integer_ratio()
    return Fraction(top, bottom * len(marks))


def add(numbers: Collection[Fraction]) -> Fraction:
    """The exact sum, over one common denominator: one reduction instead of one a number."""
    bottom = lcm(*[number.denominator for number in numbers])
    return Fraction(sum(n.numerator * (bottom // n.denominator) for n in numbers), bottom)


def times(weight: Decimal, mark: Fraction) -> Fraction:
    """The exact product."""
    if weight == 1:
        return mark
    top, bottom = weight.as_integer_ratio()
    return Fraction(top * mark.numerator, bottom * mark.denominator)


def round_half_up(number: Number, step: Decimal | None) -> Fraction:
    """`number` to the nearest multiple of `step`, halves away from zero; no step, no rounding."""
    if step is None:
        return number if isinstance(number, Fraction) else Fraction(number)
    top, bottom = number.as_integer_ratio()
    step_top, step_bottom = step.as_integer_ratio()
    steps, half = abs(top) * step_bottom, bottom * step_top
    whole = (2 * steps + half) // (2 * half)
    return Fraction((whole if top >= 0 else -whole) * step_top, step_bottom)


def _within(marks: Sequence[Decimal], distance: Decimal) -> tuple[int, ...]:
    """Marks no further than `distance` from the mean of all; if none is, all of them count."""
    centre = mean(marks)
    near = tuple(i for i, mark in enumerate(marks) if abs(Fraction(mark) - centre) <= distance)
    return near or tuple(range(len(marks)))
