"""One scorer's score sheet for one entry, and what it says when read by the rubric."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from judging.domain.rubric import Gate, Scorer

LONGEST_NOTE = 2000  # characters; the tablet's keyboard stops there too (screens/notes.js)


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Points by criterion code; what is not in `answers` is blank, and a blank is never 0."""

    judge: str
    scorer: Scorer
    answers: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class FiredGate:
    """A gate that one sheet's answer to `criterion` fired."""

    criterion: str
    gate: Gate


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as the rubric understands it.

    `marks` holds the points of each line (criterion or branch) that is answered or not asked
    (then 0); `blanks` the lines still to be answered; `total` is the weighted sum, and None
    while any line is without a mark.
    """

    sheet: ScoreSheet
    marks: Mapping[str, Decimal]
    blanks: tuple[str, ...]
    fired: tuple[FiredGate, ...]
    total: Decimal | None
