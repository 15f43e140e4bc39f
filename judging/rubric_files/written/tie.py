"""A step of the tie cascade as it is written: a bare name, or a name with what it looks at."""

from typing import Annotated, Self

from pydantic import Tag, model_validator

from judging.domain.rules import TieBreak, TieStep
from judging.rubric_files.written.base import Written, misshaped
from judging.rubric_files.written.either import by_shape
from judging.rubric_files.written.scalars import Code


class WrittenTie(Written):
    """A step that looks at one part or at one criterion."""

    highest_part: Code | None = None
    """The code of the part in which the higher score wins."""
    highest_criterion: Code | None = None
    """The code of the criterion on which the higher score wins."""

    @model_validator(mode="after")
    def _is_one_step(self) -> Self:
        if (self.highest_part is None) == (self.highest_criterion is None):
            raise misshaped("must be one key; write each step as its own entry")
        return self

    def meaning(self) -> TieBreak:
        """The step meant."""
        if self.highest_part is not None:
            return TieBreak(TieStep.HIGHEST_PART, self.highest_part)
        return TieBreak(TieStep.HIGHEST_CRITERION, self.highest_criterion)


TieOrName = Annotated[
    Annotated[WrittenTie, Tag("with")] | Annotated[TieStep, Tag("without")], by_shape()
]


def tie_meaning(step: WrittenTie | TieStep) -> TieBreak:
    """The step meant; a bare name compares all, the heaviest first."""
    return TieBreak(step) if isinstance(step, TieStep) else step.meaning()
