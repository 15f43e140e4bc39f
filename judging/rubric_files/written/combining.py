"""How sheets combine, as it is written: the method, its numbers, and the steps of rounding."""

from collections.abc import Iterator

from judging.domain.rules import Combining, Method, Rounding
from judging.rubric_files.fault import FileFault
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.scalars import CountOrNone, Positive


class WrittenCombining(Written):
    """A method by name, with the numbers that it needs."""

    method: Method
    """mean, median, trimmed_mean or mean_within."""
    drop_high: CountOrNone | None = None
    """With trimmed_mean: how many of the highest marks are left out."""
    drop_low: CountOrNone | None = None
    """With trimmed_mean: how many of the lowest marks are left out."""
    distance: Positive | None = None
    """With mean_within: marks further than this from the mean are set aside."""

    def faults(self) -> Iterator[FileFault]:
        """Each method has its own numbers, and no others but a 0 that drops nothing."""
        drops = [key for key in ("drop_high", "drop_low") if getattr(self, key) is not None]
        if self.method is not Method.TRIMMED_MEAN:
            for key in filter(lambda key: getattr(self, key), drops):
                yield self.fault(f"`{key}` goes only with trimmed_mean; delete it", key)
        elif not drops:
            yield self.fault(
                "trimmed_mean needs `drop_high`, `drop_low` or both; add them", "method"
            )
        if self.method is not Method.MEAN_WITHIN and self.distance is not None:
            yield self.fault("`distance` goes only with mean_within; delete it", "distance")
        if self.method is Method.MEAN_WITHIN and self.distance is None:
            yield self.fault("mean_within needs `distance`; add it", "method")

    def meaning(self) -> Combining:
        """The method meant."""
        return Combining(self.method, self.drop_high or 0, self.drop_low or 0, self.distance)


class WrittenRounding(Written):
    """The step, half up, to which a number is rounded; without a step it stays exact."""

    criterion: Positive | None = None
    """The step for the combined mark on a criterion."""
    weighted: Positive | None = None
    """The step for a criterion's combined mark times its weight."""
    final: Positive | None = None
    """The step for the final score."""

    def meaning(self) -> Rounding:
        """The rounding meant."""
        return Rounding(self.criterion, self.weighted, self.final)
