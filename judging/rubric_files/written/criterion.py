"""A criterion as it is written, and the taking over of a shared one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from judging.domain.rubric import Answer, Criterion
from judging.rubric_files.fault import FileFault
from judging.rubric_files.written.answer import (
    WrittenLevel,
    WrittenScale,
    WrittenYesNo,
    level_faults,
    levels_meaning,
)
from judging.rubric_files.written.base import Written, misshaped
from judging.rubric_files.written.gate import WrittenCondition, WrittenGate, gate_faults
from judging.rubric_files.written.scalars import Code, Positive
from judging.rubric_files.written.words import Titled, WrittenWords


class SharedCriterion(Written):
    """A criterion taken from the included file's `criteria`."""

    use: Code
    """The code of the shared criterion."""
    section: Code | None = None
    """The section of this part in which it stands."""


class WrittenCriterion(Titled):
    """One question; exactly one of `levels`, `scale` and `yes_no` says how it is answered."""

    section: Code | None = None
    """The section of the part in which it stands."""
    guidance: WrittenWords | None = None
    """One sentence for the scorer."""
    levels: Annotated[tuple[WrittenLevel, ...], Field(min_length=2)] | None = None
    """The answer is one of these, described; their points rise, and gaps are allowed."""
    scale: WrittenScale | None = None
    """The answer is a number between two ends in equal steps."""
    yes_no: WrittenYesNo | None = None
    """The answer is yes, which gives points, or no, which gives none."""
    weight: Positive = Decimal(1)
    """By how much the points count."""
    gate: WrittenGate | None = None
    """What low answers do to the entry."""
    asked_if: WrittenCondition | None = None
    """The earlier answer without which the criterion is not asked."""
    branch: Code | None = None
    """The either/or branch of the part to which it belongs, together with `case`."""
    case: Code | None = None
    """The case of the branch in which it is asked."""

    @property
    def answer(self) -> Answer:
        """How the criterion is answered."""
        written = self.scale or self.yes_no
        return written.meaning() if written else levels_meaning(self.levels or ())

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        kinds = [kind for kind in ("levels", "scale", "yes_no") if getattr(self, kind)]
        if not kinds:
            raise misshaped("has no answers; write `levels`, `scale` or `yes_no`", "code")
        if len(kinds) > 1:
            raise misshaped(f"stands beside `{kinds[0]}`; keep one of them", kinds[1])
        if self.branch and not self.case:
            raise misshaped("needs `case`; write the case of the branch", "branch")
        if self.case and not self.branch:
            raise misshaped("needs `branch`; write the branch of the case", "case")
        return self

    def faults(self) -> Iterator[FileFault]:
        """Levels that rise, and a gate that fires at some answers but not at all."""
        yield from level_faults(self.levels or ())
        if self.gate:
            yield from gate_faults(self.gate, self.answer)

    def meaning(self) -> Criterion:
        """The criterion meant."""
        return Criterion(
            code=self.code,
            title=self.title.meaning(),
            answer=self.answer,
            weight=self.weight,
            guidance=self.guidance.meaning() if self.guidance else None,
            section=self.section,
            gate=self.gate.meaning() if self.gate else None,
            asked_if=self.asked_if.meaning() if self.asked_if else None,
            branch=self.branch,
            case=self.case,
        )
