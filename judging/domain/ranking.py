"""Standings of one product group: rank by final score, then the tie cascade; stars; honours."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import groupby
from math import lcm

from judging.domain.honours import give_honours
from judging.domain.rubric import Effect
from judging.domain.rules import Rules
from judging.domain.standard import Standard
from judging.domain.standing import Standing, State
from judging.domain.tally import HeldGate, Tally
from judging.domain.ties import break_ties


def rank_entries(
    rules: Rules,
    standard: Standard,
    tallies: Iterable[Tally],
    papers_by_entry: Mapping[str, Collection[str]] | None = None,
) -> list[Standing]:
    """The standings of one group, ranked entries first, in the order of rank then entry code.

    `papers_by_entry` names the papers that the desk has seen; None means that papers are not
    looked at (a tally from a file knows none).
    """
    # Many entries have the same final score, so a percent looks for its band only once.
    star_for = cache(standard.star_for)
    standings = []
    for tally in sorted(tallies, key=lambda tally: tally.entry):
        gates = tally.gates
        if papers_by_entry is not None:
            seen = papers_by_entry.get(tally.entry, ())
            gates += missing_papers(standard, tally.rubric.group, seen)
        standings.append(_judge_one(star_for, tally, gates))
    ranked = [s for s in standings if s.state is State.RANKED]
    rest = [s for s in standings if s.state is not State.RANKED]
    return [*give_honours(rules.honours, _rank(rules, ranked)), *rest]


def _judge_one(
    star_for: Callable[[Fraction], int | None], tally: Tally, gates: tuple[HeldGate, ...]
) -> Standing:
    state = _state(tally, {gate.effect for gate in gates})
    if state is not State.RANKED:
        return Standing(tally.entry, state, tally, gates=gates)
    earned = star_for(percent_of(tally))
    caps = [gate.star for gate in gates if gate.star is not None]
    star = None if earned is None else min([earned, *caps])
    return Standing(tally.entry, state, tally, earned_star=earned, star=star, gates=gates)


def _state(tally: Tally, effects: Collection[Effect]) -> State:
    if Effect.STOP in effects:
        return State.STOPPED
    if Effect.ELIMINATE in effects:
        return State.ELIMINATED
    return State.BELOW_QUORUM if tally.final_score is None else State.RANKED


def percent_of(tally: Tally) -> Fraction:
    """The final score as percent of the rubric's points; the tally must have a final score."""
    score = tally.final_score or Fraction(0)
    top, bottom = tally.rubric.points.as_integer_ratio()
    return Fraction(100 * score.numerator * bottom, score.denominator * top)


def missing_papers(standard: Standard, group: str, seen: Collection[str]) -> tuple[HeldGate, ...]:
    """The paper gates of the standard that hold for an entry of `group` with the papers `seen`."""
    return tuple(
        HeldGate(gate.paper, gate.effect, gate.reason, gate.star)
        for gate in standard.gates
        if group in gate.groups and gate.paper not in seen
    )


def _rank(rules: Rules, standings: list[Standing]) -> list[Standing]:
    standing_by_entry = {s.entry: s for s in standings}
    score_by_entry = _whole_scores(standings)
    order = sorted(score_by_entry, key=lambda entry: -score_by_entry[entry])
    ranked: list[Standing] = []
    for _, tied in groupby(order, key=score_by_entry.__getitem__):
        tallies = [t for entry in tied if (t := standing_by_entry[entry].tally)]
        for place in break_ties(tallies, rules.ties, "final_score"):
            rank, shared = len(ranked) + 1, len(place.tallies) > 1
            ranked += [
                replace(
                    standing_by_entry[t.entry],
                    rank=rank,
                    shared=shared,
                    decided_by=place.decided_by,
                )
                for t in place.tallies
            ]
    return ranked


def _whole_scores(standings: list[Standing]) -> dict[str, int]:
    """Final scores over one common denominator: whole numbers, which compare fast and exactly."""
    scores = {s.entry: s.final_score for s in standings if s.final_score is not None}
    bottom = lcm(*[score.denominator for score in scores.values()])
    return {
        entry: score.numerator * (bottom // score.denominator) for entry, score in scores.items()
    }
