"""A star band as it is written, and whether all bands together leave no hole."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pydantic import Field

from judging.domain.standard import Band
from judging.rubric_files.fault import FileFault
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.scalars import Count, Percent


class WrittenBand(Written):
    """The percents that earn one star: `from` is inside, `below` is outside."""

    star: Count
    """The star that the band earns."""
    start: Percent = Field(alias="from")
    """The lowest percent of the rubric's points that earns the star."""
    below: Percent | None = None
    """The percent at which the next band begins; the last band has none."""

    def meaning(self) -> Band:
        """The band meant."""
        return Band(star=self.star, start=self.start, below=self.below)


def band_faults(bands: tuple[WrittenBand, ...]) -> Iterator[FileFault]:
    """Together the bands hold every percent from 0 on exactly once, with rising stars."""
    if bands[0].start != 0:
        yield bands[0].fault("the first band must begin at 0; write `from: 0`", "from")
    for lower, upper in pairwise(bands):
        yield from _pair_faults(lower, upper)
    last = bands[-1]
    if last.below is not None:
        yield last.fault(f"the last band ends at {last.below}; delete `below`", "below")


def _pair_faults(lower: WrittenBand, upper: WrittenBand) -> Iterator[FileFault]:
    if upper.star <= lower.star:
        yield upper.fault(
            f"stars must rise, but star {upper.star} follows star {lower.star}; "
            "change the star or the order",
            "star",
        )
    if lower.below is None:
        yield lower.fault(f"only the last band has no end; write `below: {upper.start}`")
        return
    if lower.below <= lower.start:
        yield lower.fault(f"the band ends at or before its beginning {lower.start}", "below")
    if lower.below != upper.start:
        yield _seam_fault(lower.below, upper)


def _seam_fault(below: Decimal, upper: WrittenBand) -> FileFault:
    low, high = sorted((below, upper.start))
    wrong = "overlap" if below > upper.start else "leave a hole"
    return upper.fault(f"bands {wrong} from {low} to {high}; write `from: {below}`", "from")
