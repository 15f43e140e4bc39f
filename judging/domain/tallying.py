"""From the score sheets of one entry to its tally.

Desk and panel combine apart and add. Per sheet, the whole totals are combined and rounded at the
end; per criterion, the marks on each line are combined, rounded, weighed, rounded and added
(the order of ISU's figure-skating sheets). Below quorum there is no score, never a lower one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from judging.domain.combining import (
    EXACT,
    add,
    combine,
    counted,
    fewest,
    mean,
    round_half_up,
    times,
)
from judging.domain.reading import read_sheet
from judging.domain.rubric import Effect, Line, Rubric, Scorer
from judging.domain.rules import Combining, Method, Per, Rules
from judging.domain.sheet import Reading, ScoreSheet
from judging.domain.tally import Aside, HeldGate, Shortfall, SideTally, Tally


def tally_entry(entry: str, rubric: Rubric, rules: Rules, sheets: Iterable[ScoreSheet]) -> Tally:
    """Combine the handed-in sheets of one entry; their order does not matter."""
    with localcontext(EXACT):
        in_order = sorted(sheets, key=lambda sheet: sheet.judge)
        readings = [read_sheet(rubric, sheet) for sheet in in_order]
        sides = tuple(
            _tally_side(rubric, rules, s, tuple(r for r in readings if r.sheet.scorer is s))
            for s in rubric.scorers
        )
        gates = _voted_gates(rubric, readings)
        held = tuple(g for g, scorer in gates if g.votes >= rules.gate_votes.of(scorer))
        unheld = tuple(g for g, scorer in gates if g.votes < rules.gate_votes.of(scorer))
        final = _final_score(rules, sides, held)
    return Tally(entry, rubric, rules, sides, held, unheld, final)


def _final_score(
    rules: Rules, sides: tuple[SideTally, ...], held: tuple[HeldGate, ...]
) -> Fraction | None:
    scores = [side.score for side in sides if side.score is not None]
    if len(scores) < len(sides) or any(gate.effect is Effect.STOP for gate in held):
        return None
    return round_half_up(add(scores), rules.rounding.final)


def _tally_side(
    rubric: Rubric, rules: Rules, scorer: Scorer, readings: tuple[Reading, ...]
) -> SideTally:
    tally = _tally_sheets if rules.per is Per.SHEET else _tally_lines
    return tally(rubric.lines_by_scorer[scorer], rules, scorer, readings)


def _tally_sheets(
    lines: tuple[Line, ...], rules: Rules, scorer: Scorer, readings: tuple[Reading, ...]
) -> SideTally:
    combining = rules.combining(scorer)
    whole = _in_order_of_marks(lines, combining, [r for r in readings if r.total is not None])
    aside = {r.sheet.judge: Aside.INCOMPLETE for r in readings if r.total is None}
    needs = max(rules.quorum.of(scorer), fewest(combining))
    if len(whole) < needs:
        short = (Shortfall(scorer, len(whole), needs),)
        return SideTally(scorer, lines, rules.rounding, readings, None, short, (), aside)
    totals = [r.total for r in whole if r.total is not None]
    positions = counted(combining, totals)
    aside |= {r.sheet.judge: Aside.METHOD for i, r in enumerate(whole) if i not in positions}
    score, chosen = mean([totals[i] for i in positions]), tuple(whole[i] for i in positions)
    return SideTally(scorer, lines, rules.rounding, readings, score, (), chosen, aside)


def _in_order_of_marks(
    lines: tuple[Line, ...], combining: Combining, readings: list[Reading]
) -> list[Reading]:
    """Which of two sheets with equal totals is set aside never depends on the judge's name."""
    if combining.method not in (Method.MEDIAN, Method.TRIMMED_MEAN):
        return readings
    return sorted(readings, key=lambda reading: [reading.marks[line.code] for line in lines])


def _tally_lines(
    lines: tuple[Line, ...], rules: Rules, scorer: Scorer, readings: tuple[Reading, ...]
) -> SideTally:
    combining, rounding = rules.combining(scorer), rules.rounding
    needs = max(rules.quorum.of(scorer), fewest(combining))
    values: dict[str, Fraction] = {}
    weighed: dict[str, Fraction] = {}
    shortfalls: list[Shortfall] = []
    for line in lines:
        marks = [r.marks[line.code] for r in readings if line.code in r.marks]
        if len(marks) < needs:
            shortfalls.append(Shortfall(scorer, len(marks), needs, line.code))
            continue
        value = round_half_up(combine(combining, marks), rounding.criterion)
        values[line.code] = value
        weighed[line.code] = round_half_up(times(line.weight, value), rounding.weighted)
    return SideTally(
        scorer,
        lines,
        rounding,
        readings,
        score=None if shortfalls else add(weighed.values()),
        shortfalls=tuple(shortfalls),
        combined_by_line=values,
        weighed_by_line=weighed,
    )


def _voted_gates(rubric: Rubric, readings: Sequence[Reading]) -> list[tuple[HeldGate, Scorer]]:
    """Every gate that a sheet fired, in written order, with its votes and who cast them."""
    fired = [gate.criterion for reading in readings for gate in reading.fired]
    if not fired:
        return []
    votes = Counter(fired)
    return [
        (HeldGate(c.code, c.gate.effect, c.gate.reason, c.gate.star, votes[c.code]), part.scored_by)
        for part in rubric.parts
        for c in part.criteria
        if c.gate and c.code in votes
    ]


def panel_disagreement(tally: Tally) -> dict[str, Decimal | Fraction]:
    """What is beyond the rules' thresholds, in points: the `range`, and judges far from the mean.

    The thresholds are percent of the panel's sheet, so that they are as strict for a small sheet
    as for a large one; OIV's 7 and the usual 15 are of a sheet of 100.
    """
    limits, totals = tally.rules.disagreement, tally.panel_totals
    beyond: dict[str, Decimal | Fraction] = {}
    if len(totals) < 2:
        return beyond
    point = Fraction(tally.panel_points) / 100
    if limits.range is not None and tally.spread is not None:
        beyond |= {"range": tally.spread} if tally.spread > Fraction(limits.range) * point else {}
    if limits.from_mean is not None:
        centre, furthest = mean(list(totals.values())), Fraction(limits.from_mean) * point
        distances = {judge: abs(Fraction(total) - centre) for judge, total in totals.items()}
        beyond |= {judge: d for judge, d in distances.items() if d > furthest}
    return beyond
