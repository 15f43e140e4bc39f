"""What repeats and calibration samples tell of judges. It is advice: it changes no result.

Source: Hodgson, "An Examination of Judge Reliability at a major U.S. Wine Competition", Journal of
Wine Economics 3(2), 2008.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from judging.domain.combining import EXACT, combine, mean
from judging.domain.rules import Combining, Method

MEDIAN = Combining(Method.MEDIAN)


@dataclass(frozen=True, slots=True)
class ScoredTwice:
    """A judge's totals of an entry and of its blind repeat."""

    judge: int
    original: Decimal
    repeat: Decimal

    @property
    def difference(self) -> Decimal:
        """How many points more the repeat was given."""
        return EXACT.subtract(self.repeat, self.original)


def mean_difference(pairs: Sequence[ScoredTwice]) -> Fraction | None:
    """The mean of the differences without their signs; None without any."""
    return mean([pair.difference.copy_abs() for pair in pairs]) if pairs else None


def from_median(totals: Mapping[int, Decimal]) -> tuple[Fraction, dict[int, Fraction]]:
    """The median of at least one judge's total, and by how many points each is above it."""
    middle = combine(MEDIAN, list(totals.values()))
    return middle, {judge: Fraction(total) - middle for judge, total in totals.items()}
