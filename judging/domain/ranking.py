"""Standings of one product group: rank by final score, then the tie cascade; stars; honours."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
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
    gates_by_entry: dict[str, tuple[HeldGate, ...]] = {}
    ranked: list[Tally] = []
    rest: list[Standing] = []
    for tally in sorted(tallies, key=lambda tally: tally.entry):
        gates = tally.gates
        if papers_by_entry is not None:
            seen = papers_by_entry.get(tally.entry, ())
            gates += missing_papers(standard, tally.rubric.group, seen)
        gates_by_entry[tally.entry] = gates
        state = _state(tally, gates)
        if state is State.RANKED:
            ranked.append(tally)
        else:
            rest.append(Standing(tally.entry, state, tally, gates=gates))
    standings = _rank(rules, standard, ranked, gates_by_entry)
    return [*give_honours(rules.honours, standings), *rest]


def _state(tally: Tally, gates: tuple[HeldGate, ...]) -> State:
    effects = {gate.effect for gate in gates}
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


def _rank(
    rules: Rules,
    standard: Standard,
    tallies: list[Tally],
    gates_by_entry: Mapping[str, tuple[HeldGate, ...]],
) -> list[Standing]:
    standings: list[Standing] = []
    for tied in _equal_scores(tallies):
        earned = standard.star_for(percent_of(tied[0]))
        for place in break_ties(tied, rules.ties, "final_score"):
            rank, shared = len(standings) + 1, len(place.tallies) > 1
            for tally in place.tallies:
                gates = gates_by_entry[tally.entry]
                standings.append(
                    Standing(
                        tally.entry,
                        State.RANKED,
                        tally,
                        rank,
                        shared,
                        place.decided_by,
                        earned,
                        _capped(earned, gates),
                        gates=gates,
                    )
                )
    return standings


def _capped(earned: int | None, gates: tuple[HeldGate, ...]) -> int | None:
    caps = [gate.star for gate in gates if gate.star is not None]
    return earned if earned is None else min([earned, *caps])


def _equal_scores(tallies: list[Tally]) -> Iterator[list[Tally]]:
    """Tallies with equal final scores together, the best score first.

    Over one common denominator the scores are whole numbers, which compare fast and exactly.
    """
    scores = [tally.final_score or Fraction(0) for tally in tallies]
    bottom = lcm(*[score.denominator for score in scores])
    tallies_by_score: dict[int, list[Tally]] = {}
    for score, tally in zip(scores, tallies, strict=True):
        whole = score.numerator * (bottom // score.denominator)
        tallies_by_score.setdefault(whole, []).append(tally)
    for whole in sorted(tallies_by_score, reverse=True):
        yield tallies_by_score[whole]
