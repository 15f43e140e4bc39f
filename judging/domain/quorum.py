"""The quorum of the rules, and lowered by them: for one entry or a whole round, with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from judging.domain.rubric import Rubric, Scorer
from judging.domain.rules import Needed, Rules
from judging.domain.sheet import ScoreSheet
from judging.domain.tally import Tally
from judging.domain.tallying import tally_entry


@dataclass(frozen=True, slots=True)
class Lowering:
    """So few sheets of one kind of scorer are enough, and why."""

    scorer: Scorer
    sheets: int
    reason: str


def lowered_quorum(rules: Rules, lowerings: Iterable[Lowering]) -> Needed:
    """The sheets needed: the lowest of the rules' own number and of every lowering."""
    needed = {scorer: rules.quorum.of(scorer) for scorer in Scorer}
    for one in lowerings:
        needed[one.scorer] = min(needed[one.scorer], one.sheets)
    return Needed(desk=needed[Scorer.DESK], panel=needed[Scorer.PANEL])


def allowed_quorums(rules: Rules, lowerings: Iterable[Lowering], scorer: Scorer) -> range:
    """The numbers to which the rules let the quorum be lowered further; empty where to none."""
    if rules.lowest_quorum is None:
        return range(0)
    return range(rules.lowest_quorum.of(scorer), lowered_quorum(rules, lowerings).of(scorer))


def tally_with_lowerings(
    entry: str,
    rubric: Rubric,
    rules: Rules,
    lowerings: Sequence[Lowering],
    sheets: Iterable[ScoreSheet],
) -> tuple[Tally, tuple[Lowering, ...]]:
    """The tally, and the lowerings without which it would be below quorum: one for each scorer.

    An entry that has the sheets which the rules want is tallied as if nothing had been lowered.
    """
    given = list(sheets)
    tally = tally_entry(entry, rubric, rules, given)
    short = {shortfall.scorer for shortfall in tally.shortfalls}
    lowest = {
        one.scorer: one
        for one in sorted(lowerings, key=lambda one: -one.sheets)
        if one.scorer in short
    }
    if not lowest:
        return tally, ()
    lowered = replace(rules, quorum=lowered_quorum(rules, lowest.values()))
    tally = tally_entry(entry, rubric, lowered, given)
    still_short = {shortfall.scorer for shortfall in tally.shortfalls}
    return tally, tuple(one for one in lowest.values() if one.scorer not in still_short)
