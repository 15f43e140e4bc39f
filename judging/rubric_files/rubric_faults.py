"""What can be wrong between the parts of a rubric: codes used twice, impossible conditions."""

from collections.abc import Iterator, Sequence

from judging.rubric_files.fault import FileFault
from judging.rubric_files.part_faults import part_faults, twice
from judging.rubric_files.whole_part import WholePart
from judging.rubric_files.written.criterion import WrittenCriterion
from judging.rubric_files.written.gate import WrittenCondition


def rubric_faults(parts: Sequence[WholePart]) -> Iterator[FileFault]:
    """The faults of all parts, each by itself and together."""
    for part in parts:
        yield from part_faults(part)
    yield from twice([part.written for part in parts], "part")
    # A branch is tallied as one line beside the criteria, so they share their codes.
    yield from twice([x for p in parts for x in (*p.written.branches, *p.criteria)], "code")
    yield from _condition_faults(parts)


def _condition_faults(parts: Sequence[WholePart]) -> Iterator[FileFault]:
    asked = [(part, criterion) for part in parts for criterion in part.criteria]
    part_by_code = {criterion.code: part for part, criterion in asked}
    earlier: dict[str, WrittenCriterion] = {}
    for part, criterion in asked:
        condition = criterion.asked_if
        if condition:
            named = earlier.get(condition.criterion)
            scorer = part_by_code.get(condition.criterion, part).written.scored_by
            if condition.criterion not in part_by_code:
                yield _wrong(condition, "is not in this rubric; write an earlier criterion")
            elif named is None:
                yield _wrong(condition, "does not come earlier; move it, or write another")
            elif scorer is not part.written.scored_by:
                yield _wrong(condition, f"is scored by the {scorer}; write one of the same scorer")
            else:
                yield from _never_true(criterion, condition, named)
        earlier[criterion.code] = criterion


def _never_true(
    criterion: WrittenCriterion, condition: WrittenCondition, named: WrittenCriterion
) -> Iterator[FileFault]:
    highest = named.answer.highest
    if condition.at_least > highest:
        yield condition.fault(
            f"the condition is never true: {named.code} gives at most {highest} points; "
            "lower `at_least`",
            "at_least",
        )
    if named.branch and named.branch == criterion.branch and named.case != criterion.case:
        yield _wrong(condition, "is in the other case of the branch; write one of this case")


def _wrong(condition: WrittenCondition, why: str) -> FileFault:
    return condition.fault(f"criterion `{condition.criterion}` {why}", "criterion")
