"""What can be wrong inside one part: points that do not add up, headings and branches."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from judging.domain.meaning import plain_number
from judging.rubric_files.fault import FileFault
from judging.rubric_files.whole_part import WholePart
from judging.rubric_files.written.criterion import WrittenCriterion
from judging.rubric_files.written.part import WrittenBranch
from judging.rubric_files.written.words import Titled


def part_faults(part: WholePart) -> Iterator[FileFault]:
    """The faults of one part; its sum is told only when everything that it sums is right."""
    faults = [
        *twice(part.written.sections, "section"),
        *twice((*part.written.branches, *part.criteria), "code"),
        *_section_faults(part),
        *_branch_faults(part),
    ]
    yield from faults
    is_sound = not any(any(criterion.all_faults()) for criterion in part.criteria)
    if part.is_whole and is_sound and not faults:
        yield from _sum_faults(part)


def twice(titled: Iterable[Titled], what: str) -> Iterator[FileFault]:
    """Codes that are written more than once."""
    seen: set[str] = set()
    for one in titled:
        if one.code in seen:
            yield one.fault(f"{what} `{one.code}` is written twice; rename one", "code")
        seen.add(one.code)


def _sum_faults(part: WholePart) -> Iterator[FileFault]:
    summands, written = part.summands(), part.written.points
    total = sum((points for _, points in summands), Decimal(0))
    if total != written:
        listed = " + ".join(f"{code} {plain_number(points)}" for code, points in summands)
        yield part.written.fault(
            f"part {part.written.code} says {plain_number(written)} points, but {listed} = "
            f"{plain_number(total)}; change `points` or the criteria",
            "points",
        )


def _section_faults(part: WholePart) -> Iterator[FileFault]:
    known = [section.code for section in part.written.sections]
    for criterion in part.criteria:
        if criterion.section and criterion.section not in known:
            yield criterion.fault(
                f"section `{criterion.section}` is not in part {part.written.code}; "
                "add it to `sections`",
                "section",
            )


def _branch_faults(part: WholePart) -> Iterator[FileFault]:
    cases = {b.code: [case.code for case in b.cases] for b in part.written.branches}
    misnamed = [fault for c in part.criteria if c.branch for fault in _case_faults(c, cases)]
    yield from misnamed
    for branch in part.written.branches:
        yield from twice(branch.cases, "case")
        # A criterion with a misspelt case would leave a hole that is none.
        if not misnamed:
            yield from _holes(branch, part.criteria)


def _holes(branch: WrittenBranch, criteria: Iterable[WrittenCriterion]) -> Iterator[FileFault]:
    used = {criterion.case for criterion in criteria if criterion.branch == branch.code}
    for case in branch.cases:
        if case.code not in used:
            yield case.fault(
                f"branch {branch.code} has a hole: no criterion is asked in case `{case.code}`; "
                "add one or delete the case"
            )


def _case_faults(criterion: WrittenCriterion, cases: dict[str, list[str]]) -> Iterator[FileFault]:
    known = cases.get(str(criterion.branch))
    if known is None:
        yield criterion.fault(
            f"branch `{criterion.branch}` is not known here; add it to `branches`", "branch"
        )
    elif criterion.case not in known:
        yield criterion.fault(
            f"branch {criterion.branch} has no case `{criterion.case}`; write one of "
            + ", ".join(f"`{case}`" for case in known),
            "case",
        )
