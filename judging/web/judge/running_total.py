"""How far a sheet has come: points by part, what is asked, and whether scoring has stopped."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from judging.domain.reading import asked_answers, is_asked, read_sheet
from judging.domain.rubric import Effect, Gate, Line, Part, Rubric, Scorer, lines_of
from judging.domain.sheet import Reading, ScoreSheet


@dataclass(frozen=True, slots=True)
class PartSoFar:
    """The points of a part as far as it is answered."""

    part: Part
    points: Decimal


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """A sheet so far; `asked` and `answered` hold codes of lines, `stopped_by` a gate's reason."""

    parts: tuple[PartSoFar, ...]
    asked: frozenset[str]
    answered: frozenset[str]
    stopped_by: Gate | None

    @property
    def points(self) -> Decimal:
        """The points so far."""
        return sum((so_far.points for so_far in self.parts), Decimal(0))

    @property
    def highest(self) -> Decimal:
        """The most that this sheet can give."""
        return sum((so_far.part.points for so_far in self.parts), Decimal(0))


def running_total(rubric: Rubric, scorer: Scorer, answers: Mapping[str, Decimal]) -> RunningTotal:
    """Read the answers, which the rubric must allow, as they stand."""
    kept = asked_answers(rubric, scorer, answers)
    reading = read_sheet(rubric, ScoreSheet("", scorer, kept))
    asked = [
        line
        for line in rubric.lines_by_scorer[scorer]
        if any(is_asked(criterion, kept) for criterion in line.criteria)
    ]
    return RunningTotal(
        parts=tuple(
            PartSoFar(part, _points(lines_of(part), reading))
            for part in rubric.parts
            if part.scored_by is scorer
        ),
        asked=frozenset(line.code for line in asked),
        answered=frozenset(line.code for line in asked if line.code in reading.marks),
        stopped_by=next((f.gate for f in reading.fired if f.gate.effect is Effect.STOP), None),
    )


def _points(lines: tuple[Line, ...], reading: Reading) -> Decimal:
    return sum(
        (line.weight * reading.marks[line.code] for line in lines if line.code in reading.marks),
        Decimal(0),
    )
