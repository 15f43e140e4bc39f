"""All sheets of one entry combined by the rules: the tally and its one exact final score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from judging.domain.combining import EXACT, add, mean, round_half_up
from judging.domain.rubric import Effect, Line, Part, Rubric, Scorer
from judging.domain.rules import Rounding, Rules
from judging.domain.sheet import Reading
from judging.domain.words import Words


class Aside(StrEnum):
    """Why a sheet or a mark that was handed in does not count."""

    INCOMPLETE = "incomplete"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Too few marks: `has` of `needs` from `scorer`; `line` if only one criterion lacks them."""

    scorer: Scorer
    has: int
    needs: int
    line: str | None = None


@dataclass(frozen=True, slots=True)
class HeldGate:
    """A gate that holds for the entry: enough sheets fired it, or the paper is missing.

    `source` is the criterion's code or the paper's.
    """

    source: str
    effect: Effect
    reason: Words
    star: int | None = None
    votes: int = 0


@dataclass(frozen=True)
class SideTally:
    """What one kind of scorer's sheets come to.

    `score` is the side's exact contribution, None below quorum. `chosen` are the whole sheets
    that count; where the rules combine per criterion it is None, because there each line
    chooses its own marks: `combined_by_line` holds what they come to, `weighed_by_line` its
    points, both rounded where the rules say.
    """

    scorer: Scorer
    lines: tuple[Line, ...]
    rounding: Rounding
    readings: tuple[Reading, ...]
    score: Fraction | None
    shortfalls: tuple[Shortfall, ...] = ()
    chosen: tuple[Reading, ...] | None = None
    aside: Mapping[str, Aside] = field(default_factory=dict)
    combined_by_line: Mapping[str, Fraction] = field(default_factory=dict)
    weighed_by_line: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def value_by_line(self) -> Mapping[str, Fraction]:
        """The combined mark of each line before its weight, rounded where the rules say."""
        if self.chosen is None:
            return self.combined_by_line
        if not self.chosen:
            return {}
        step, sheets = self.rounding.criterion, [reading.marks for reading in self.chosen]
        means = {line.code: mean([marks[line.code] for marks in sheets]) for line in self.lines}
        return {code: round_half_up(value, step) for code, value in means.items()}

    def score_of(self, lines: Sequence[Line]) -> Fraction | None:
        """The points of some lines together, None if one has none; all lines make `score`."""
        if self.chosen is None:
            known = [self.weighed_by_line.get(line.code) for line in lines]
            scores = [score for score in known if score is not None]
            return add(scores) if len(scores) == len(lines) else None
        if not self.chosen:
            return None
        sheets = [reading.marks for reading in self.chosen]
        with localcontext(EXACT):
            points = [line.weight * sum([marks[line.code] for marks in sheets]) for line in lines]
            top, bottom = sum(points).as_integer_ratio()
        return Fraction(top, bottom * len(sheets))


@dataclass(frozen=True)
class Tally:
    """The combined sheets of one entry; `final_score` is None below quorum or after a stop."""

    entry: str
    rubric: Rubric
    rules: Rules
    sides: tuple[SideTally, ...]
    gates: tuple[HeldGate, ...]
    unheld_gates: tuple[HeldGate, ...]
    final_score: Fraction | None

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Everything that keeps the entry below quorum."""
        return tuple(s for side in self.sides for s in side.shortfalls)

    @property
    def value_by_line(self) -> dict[str, Fraction]:
        """The combined mark of each criterion (or branch), before its weight."""
        return {code: value for side in self.sides for code, value in side.value_by_line.items()}

    @property
    def score_by_line(self) -> dict[str, Fraction]:
        """The points of each criterion (or branch): the combined mark times its weight."""
        scores = {x.code: side.score_of([x]) for side in self.sides for x in side.lines}
        return {code: score for code, score in scores.items() if score is not None}

    @property
    def score_by_part(self) -> dict[str, Fraction]:
        """The points of each part that has a mark on every line."""
        scores = {part.code: self.score_of_part(part) for part in self.rubric.parts}
        return {code: score for code, score in scores.items() if score is not None}

    def score_of_part(self, part: Part) -> Fraction | None:
        """The points of one part, None if a line of it has none."""
        lines = self.rubric.lines_by_scorer[part.scored_by]
        return self.score_of(part.scored_by, [line for line in lines if line.part == part.code])

    def score_of(self, scorer: Scorer, lines: Sequence[Line]) -> Fraction | None:
        """The points of some lines of one kind of scorer, None if a line of them has none."""
        return next(side for side in self.sides if side.scorer is scorer).score_of(lines)

    @property
    def measured(self) -> Scorer:
        """Whose sheets are compared with one another: the panel's, or the desk's without one."""
        return Scorer.PANEL if Scorer.PANEL in self.rubric.scorers else Scorer.DESK

    @property
    def panel_points(self) -> Decimal:
        """The most that a panel's sheet can reach (the desk's, if the rubric has no panel)."""
        parts = [part.points for part in self.rubric.parts if part.scored_by is self.measured]
        return sum(parts, Decimal(0))

    @cached_property
    def panel_totals(self) -> dict[str, Decimal]:
        """The whole panel sheets' totals by judge (the desk's, if the rubric has no panel)."""
        return {
            reading.sheet.judge: reading.total
            for side in self.sides
            if side.scorer is self.measured
            for reading in side.readings
            if reading.total is not None
        }

    @property
    def spread(self) -> Decimal | None:
        """Highest less lowest of the panel's whole totals, also of those set aside."""
        totals = self.panel_totals.values()
        return EXACT.subtract(max(totals), min(totals)) if totals else None
