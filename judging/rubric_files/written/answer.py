"""The three kinds of answer: described levels, a scale, yes or no."""

from collections.abc import Iterator
from itertools import pairwise

from judging.domain.rubric import Level, Levels, Scale, YesNo
from judging.rubric_files.fault import FileFault
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.scalars import Exact, Positive
from judging.rubric_files.written.words import WrittenWords


class WrittenLevel(WrittenWords):
    """One described answer and its points."""

    points: Exact
    """The points of this answer."""


class WrittenScale(Written):
    """A number between two ends in equal steps."""

    min: Exact
    """The lowest answer."""
    max: Exact
    """The highest answer."""
    step: Positive
    """The distance from one answer to the next, counted from `min`."""

    def faults(self) -> Iterator[FileFault]:
        """The ends and the step must fit."""
        if self.max <= self.min:
            yield self.fault(f"`max` {self.max} is not above `min` {self.min}; raise it", "max")
        elif (self.max - self.min) % self.step:
            yield self.fault(
                f"from {self.min} to {self.max} is not a whole number of steps of {self.step}; "
                "change `step`, `min` or `max`",
                "step",
            )

    def meaning(self) -> Scale:
        """The scale meant."""
        return Scale(low=self.min, high=self.max, step=self.step)


class WrittenYesNo(Written):
    """Yes gives points, no gives none."""

    points: Positive
    """The points of yes; no gives 0."""

    def meaning(self) -> YesNo:
        """The answer meant."""
        return YesNo(points=self.points)


def level_faults(levels: tuple[WrittenLevel, ...]) -> Iterator[FileFault]:
    """The points of levels must rise."""
    for before, level in pairwise(levels):
        if level.points <= before.points:
            yield level.fault(
                f"level points must rise, but {level.points} follows {before.points}; "
                "change the points or the order",
                "points",
            )


def levels_meaning(levels: tuple[WrittenLevel, ...]) -> Levels:
    """The described answers meant."""
    return Levels(tuple(Level(points=level.points, text=level.meaning()) for level in levels))
