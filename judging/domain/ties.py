"""The tie cascade: named steps, tried in the order of the rules, on entries with equal scores.

Each step is a function from the tied tallies to one key each; a higher key stands before a lower
one. Entries whose keys are equal go on to the next step together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from judging.domain.rules import TieBreak, TieStep
from judging.domain.tally import Tally

Key = tuple[Fraction, ...]
NOTHING = Fraction(-(10**9))


@dataclass(frozen=True, slots=True)
class Place:
    """Entries that share a place, and the name of the last step that set them apart, if any."""

    tallies: tuple[Tally, ...]
    decided_by: str | None = None


def break_ties(
    tied: Sequence[Tally], cascade: Sequence[TieBreak], decided_by: str | None = None
) -> list[Place]:
    """Tied tallies as places, best first; what no step separates shares a place."""
    if len(tied) == 1 or not cascade:
        return [Place(tuple(tied), decided_by)]
    step, rest = cascade[0], cascade[1:]
    tallies_by_key: dict[Key, list[Tally]] = {}
    for tally, key in zip(tied, STEPS[step.step](tied, step.of), strict=True):
        tallies_by_key.setdefault(key, []).append(tally)
    apart = step.name if len(tallies_by_key) > 1 else decided_by
    places: list[Place] = []
    for key in sorted(tallies_by_key, reverse=True):
        places += break_ties(tallies_by_key[key], rest, apart)
    return places


def highest_part(tied: Sequence[Tally], of: str | None) -> list[Key]:
    """Points in part `of`; without it, in every part, the one with most points first."""
    parts = [part for part in tied[0].rubric.parts if of in (None, part.code)]
    parts.sort(key=lambda part: -part.points)
    return [tuple(_known(tally.score_of_part(part)) for part in parts) for tally in tied]


def highest_criterion(tied: Sequence[Tally], of: str | None) -> list[Key]:
    """Points on criterion `of`; without it, on every criterion, the heaviest first."""
    written = [part.code for part in tied[0].rubric.parts]
    lines = [(side.scorer, line) for side in tied[0].sides for line in side.lines]
    lines.sort(key=lambda pair: (-pair[1].highest, written.index(pair[1].part)))
    named = [(scorer, [line]) for scorer, line in lines if of in (None, line.code)]
    return [tuple(_known(tally.score_of(*one)) for one in named) for tally in tied]


def _known(score: Fraction | None) -> Fraction:
    return NOTHING if score is None else score


def lowest_spread(tied: Sequence[Tally], _of: str | None) -> list[Key]:
    """The panel whose highest and lowest totals lie closest together."""
    return [(NOTHING if t.spread is None else -Fraction(t.spread),) for t in tied]


def head_to_head(tied: Sequence[Tally], _of: str | None) -> list[Key]:
    """Duels among the tied: of the judges who scored both, more gave the winner the higher total.

    The key is wins less losses. Source: the majority comparison of figure skating's 6.0 system.
    """
    return [
        (Fraction(sum(_duel(one, other) for other in tied if other is not one)),) for one in tied
    ]


def _duel(one: Tally, other: Tally) -> int:
    mine, theirs = one.panel_totals, other.panel_totals
    both = mine.keys() & theirs.keys()
    votes = sum((mine[j] > theirs[j]) - (mine[j] < theirs[j]) for j in both)
    return (votes > 0) - (votes < 0)


STEPS: dict[TieStep, Callable[[Sequence[Tally], str | None], list[Key]]] = {
    TieStep.HIGHEST_PART: highest_part,
    TieStep.HIGHEST_CRITERION: highest_criterion,
    TieStep.LOWEST_SPREAD: lowest_spread,
    TieStep.HEAD_TO_HEAD: head_to_head,
}
