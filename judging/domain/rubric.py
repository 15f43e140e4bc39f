"""The written criteria of one product group: parts, criteria and their answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from judging.domain.words import Words


class Scorer(StrEnum):
    """Who scores a part: the desk reads papers and knows the name, the panel is blind."""

    DESK = "desk"
    PANEL = "panel"


class Effect(StrEnum):
    """What a gate does to an entry, the strongest first."""

    STOP = "stop"
    ELIMINATE = "eliminate"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Gate:
    """Fires when an answer's points are `at_most` or fewer; `star` is the highest left by a cap."""

    at_most: Decimal
    effect: Effect
    reason: Words
    star: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """The criterion is asked only if `criterion` was answered with `at_least` points."""

    criterion: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Level:
    """One described answer and its points."""

    points: Decimal
    text: Words


@dataclass(frozen=True, slots=True)
class Levels:
    """A choice among described answers, points rising, gaps allowed."""

    levels: tuple[Level, ...]

    @property
    def highest(self) -> Decimal:
        """The points of the best answer."""
        return self.levels[-1].points

    def allows(self, points: Decimal) -> bool:
        """Whether an answer may have these points."""
        return any(level.points == points for level in self.levels)


@dataclass(frozen=True, slots=True)
class Scale:
    """A number from `low` to `high` in steps of `step`, counted from `low`."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def highest(self) -> Decimal:
        """The points of the best answer."""
        return self.high

    def allows(self, points: Decimal) -> bool:
        """Whether an answer may have these points."""
        return self.low <= points <= self.high and (points - self.low) % self.step == 0


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes gives `points`, no gives 0."""

    points: Decimal

    @property
    def highest(self) -> Decimal:
        """The points of the best answer."""
        return self.points

    def allows(self, points: Decimal) -> bool:
        """Whether an answer may have these points."""
        return points in (0, self.points)


Answer = Levels | Scale | YesNo


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of a rubric."""

    code: str
    title: Words
    answer: Answer
    weight: Decimal = Decimal(1)
    guidance: Words | None = None
    section: str | None = None
    gate: Gate | None = None
    asked_if: Condition | None = None
    branch: str | None = None
    case: str | None = None

    @property
    def highest(self) -> Decimal:
        """The most weighted points that the criterion can give."""
        return self.weight * self.answer.highest


@dataclass(frozen=True, slots=True)
class Case:
    """One side of an either/or branch."""

    code: str
    title: Words


@dataclass(frozen=True, slots=True)
class Branch:
    """Either one case or the other is answered, never both."""

    code: str
    title: Words
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over some criteria of a part."""

    code: str
    title: Words


@dataclass(frozen=True, slots=True)
class Part:
    """Criteria that one kind of scorer answers; `points` is the most that they add up to."""

    code: str
    title: Words
    scored_by: Scorer
    points: Decimal
    criteria: tuple[Criterion, ...]
    sections: tuple[Section, ...] = ()
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What is combined and weighed as one: a criterion, or a branch with the criteria of its cases.

    A branch has weight 1: its mark is the weighted sum of the one case that was answered.
    """

    code: str
    title: Words
    part: str
    weight: Decimal
    highest: Decimal
    criteria: tuple[Criterion, ...]
    is_branch: bool = False


def lines_of(part: Part) -> tuple[Line, ...]:
    """The lines of a part in written order; a branch stands where its first criterion stands."""
    lines: dict[str, Line] = {}
    for criterion in part.criteria:
        branch = next((b for b in part.branches if b.code == criterion.branch), None)
        code = branch.code if branch else criterion.code
        if code not in lines:
            lines[code] = _branch_line(part, branch) if branch else _criterion_line(part, criterion)
    return tuple(lines.values())


def _criterion_line(part: Part, criterion: Criterion) -> Line:
    return Line(
        criterion.code,
        criterion.title,
        part.code,
        criterion.weight,
        criterion.highest,
        (criterion,),
    )


def _branch_line(part: Part, branch: Branch) -> Line:
    criteria = tuple(c for c in part.criteria if c.branch == branch.code)
    highest = max(
        sum((c.highest for c in criteria if c.case == case.code), Decimal(0))
        for case in branch.cases
    )
    return Line(branch.code, branch.title, part.code, Decimal(1), highest, criteria, is_branch=True)


@dataclass(frozen=True, slots=True)
class SheetTotal:
    """How a whole sheet without branch or condition is added up fast.

    Its total is `weight` times all its marks together, then `more` for the lines that weigh more
    or less than `weight`.
    """

    number: int
    weight: Decimal
    more: tuple[tuple[str, Decimal], ...]
    gated: tuple[Criterion, ...]


def sheet_total_of(lines: tuple[Line, ...]) -> SheetTotal:
    """How to add up the lines of one scorer, none of which is a branch or has a condition."""
    weights = [line.weight for line in lines]
    weight = max(weights, key=weights.count, default=Decimal(1))
    more = tuple((x.code, x.weight - weight) for x in lines if x.weight != weight)
    gated = tuple(c for line in lines for c in line.criteria if c.gate)
    return SheetTotal(len(lines), weight, more, gated)


@dataclass(frozen=True)
class Rubric:
    """The written criteria by which the entries of one product group are scored."""

    group: str
    title: Words
    parts: tuple[Part, ...]
    order: int = 0
    sector: str | None = None
    provisional: bool = True
    khmer_reviewed: bool = False
    source: Words | None = None

    @cached_property
    def points(self) -> Decimal:
        """The most that an entry can reach."""
        return sum((part.points for part in self.parts), Decimal(0))

    @cached_property
    def scorers(self) -> tuple[Scorer, ...]:
        """Who is needed for a whole score: the desk, the panel or both."""
        return tuple(s for s in Scorer if any(part.scored_by is s for part in self.parts))

    @cached_property
    def criterion_by_code(self) -> dict[str, Criterion]:
        """Every criterion of every part."""
        return {criterion.code: criterion for criterion in self.criteria()}

    @cached_property
    def part_by_criterion(self) -> dict[str, Part]:
        """The part in which a criterion stands."""
        return {c.code: part for part in self.parts for c in part.criteria}

    @cached_property
    def lines_by_scorer(self) -> dict[Scorer, tuple[Line, ...]]:
        """What each kind of scorer answers, in written order."""
        return {
            scorer: tuple(
                line for part in self.parts if part.scored_by is scorer for line in lines_of(part)
            )
            for scorer in Scorer
        }

    @cached_property
    def sheet_total_by_scorer(self) -> dict[Scorer, SheetTotal]:
        """Only for the scorers whose every mark is simply the answer."""
        return {
            scorer: sheet_total_of(lines)
            for scorer, lines in self.lines_by_scorer.items()
            if not any(line.is_branch or line.criteria[0].asked_if for line in lines)
        }

    def criteria(self, scorer: Scorer | None = None) -> Iterator[Criterion]:
        """The criteria in written order; only those of `scorer`, if one is named."""
        for part in self.parts:
            if scorer in (None, part.scored_by):
                yield from part.criteria
