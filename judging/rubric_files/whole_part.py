"""A part with its criteria in place: shared ones taken in, replaced ones exchanged."""

from dataclasses import dataclass
from decimal import Decimal

from judging.domain.rubric import Part
from judging.rubric_files.written.criterion import WrittenCriterion
from judging.rubric_files.written.part import WrittenBranch, WrittenPart


@dataclass(frozen=True, slots=True)
class WholePart:
    """What stands in the part of one group; `is_whole` unless a shared criterion is unknown."""

    written: WrittenPart
    criteria: tuple[WrittenCriterion, ...]
    is_whole: bool = True

    def summands(self) -> list[tuple[str, Decimal]]:
        """What adds up to the part's points: criteria, and each branch by its highest case."""
        free = [(c.code, highest(c)) for c in self.criteria if not c.branch]
        return free + [
            (branch.code, self._highest_case(branch)) for branch in self.written.branches
        ]

    def _highest_case(self, branch: WrittenBranch) -> Decimal:
        by_case = dict.fromkeys((case.code for case in branch.cases), Decimal(0))
        for criterion in self.criteria:
            if criterion.branch == branch.code and criterion.case:
                by_case[criterion.case] += highest(criterion)
        return max(by_case.values())

    def meaning(self) -> Part:
        """The part meant; only without faults."""
        written = self.written
        return Part(
            code=written.code,
            title=written.title.meaning(),
            scored_by=written.scored_by,
            points=written.points,
            criteria=tuple(criterion.meaning() for criterion in self.criteria),
            sections=tuple(section.meaning() for section in written.sections),
            branches=tuple(branch.meaning() for branch in written.branches),
        )


def highest(criterion: WrittenCriterion) -> Decimal:
    """The most weighted points that the criterion can give."""
    return criterion.weight * criterion.answer.highest
