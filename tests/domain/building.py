"""Small rubrics, rules, sheets and standards for tests of the law, written in few words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise

from judging.domain.ranking import rank_entries
from judging.domain.rubric import (
    Branch,
    Case,
    Condition,
    Criterion,
    Effect,
    Gate,
    Part,
    Rubric,
    Scale,
    Scorer,
)
from judging.domain.rules import (
    Combining,
    Honour,
    Honours,
    Method,
    Needed,
    Rules,
    TieBreak,
    TieStep,
)
from judging.domain.sheet import ScoreSheet
from judging.domain.standard import Band, CertificateRule, Standard
from judging.domain.standing import Standing
from judging.domain.tally import Tally
from judging.domain.tallying import tally_entry
from judging.domain.words import Words

Number = int | str | Decimal
MEAN = Combining(Method.MEAN)


def words(text: str) -> Words:
    return Words(km=f"ក {text}", en=text)


def dec(number: Number | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def criterion(
    code: str,
    high: Number = 10,
    *,
    low: Number = 0,
    step: Number = "0.5",
    weight: Number = 1,
    gate: Gate | None = None,
    asked_if: tuple[str, Number] | None = None,
    case: str | None = None,
) -> Criterion:
    """A scale from `low` to `high`; `case` is written "branch/case"."""
    branch, name = case.split("/") if case else (None, None)
    return Criterion(
        code,
        words(code),
        Scale(Decimal(low), Decimal(high), Decimal(step)),
        weight=Decimal(weight),
        gate=gate,
        asked_if=Condition(asked_if[0], Decimal(asked_if[1])) if asked_if else None,
        branch=branch,
        case=name,
    )


def gate(effect: str, at_most: Number = 0, star: int | None = None) -> Gate:
    return Gate(Decimal(at_most), Effect(effect), words(f"it is a {effect}"), star)


def part(code: str, criteria: Iterable[Criterion], scored_by: str = "panel") -> Part:
    """A part with the points that its criteria add up to (a branch counts its highest case)."""
    every = tuple(criteria)
    cases = {c.branch: [x.case for x in every if x.branch == c.branch] for c in every if c.branch}
    branches = tuple(
        Branch(
            branch, words(branch), tuple(Case(name, words(name)) for name in dict.fromkeys(names))
        )
        for branch, names in cases.items()
    )
    points = sum((c.highest for c in every if not c.branch), Decimal(0))
    for branch, names in cases.items():
        points += max(
            sum((c.highest for c in every if (c.branch, c.case) == (branch, name)), Decimal(0))
            for name in names
        )
    return Part(code, words(code), Scorer(scored_by), points, every, branches=branches)


def rubric(*parts: Part) -> Rubric:
    return Rubric("FOOD", words("Food"), parts)


def plain_rubric(*codes: str, high: Number = 10) -> Rubric:
    """One part C of the panel with a scale 0 to `high` for each code."""
    return rubric(part("C", [criterion(code, high) for code in codes or ("C1",)]))


def sheet(judge: str, scorer: str = "panel", /, **points: Number) -> ScoreSheet:
    """Points by criterion code; `A1_2` is written for the code A1.2."""
    answers = {code.replace("_", "."): Decimal(number) for code, number in points.items()}
    return ScoreSheet(judge, Scorer(scorer), answers)


def totals(*marks: Number) -> list[ScoreSheet]:
    """Sheets of judges J1, J2 ... for a rubric with the one criterion C1."""
    return [sheet(f"J{i}", C1=mark) for i, mark in enumerate(marks, start=1)]


def rules(combine: Combining = MEAN, *ties: str, **others: object) -> Rules:
    """Rules without rounding that want one sheet; a tie step is written as in a standing."""
    pairs = [tie.partition(":") for tie in ties]
    breaks = tuple(TieBreak(TieStep(step), of or None) for step, _, of in pairs)
    return Rules(words("Rules"), combine, ties=breaks, **others)  # type: ignore[arg-type]


def needs(panel: int, desk: int = 1) -> Needed:
    return Needed(desk=desk, panel=panel)


def standard(*starts: Number) -> Standard:
    """Bands for one star, two stars ... from 0 and then from each of `starts`."""
    edges = [Decimal(0), *map(Decimal, starts or (30, 50, 70, 90)), None]
    bands = [
        Band(star, start, below)
        for star, (start, below) in enumerate(pairwise(edges), start=1)
        if start is not None
    ]
    return Standard(words("Edition"), tuple(bands), CertificateRule(from_star=3, valid_months=36))


def honours(cap_percent: Number, *places: int, at_least: int = 1, needs_star: int = 0) -> Honours:
    """Champion, then second honour ... each with so many places."""
    names = ("champion", "excellence", "merit")
    given = tuple(Honour(n, words(n), p) for n, p in zip(names, places, strict=False))
    return Honours(given, Decimal(cap_percent), at_least, needs_star)


def tally(the_rubric: Rubric, the_rules: Rules, sheets: Iterable[ScoreSheet]) -> Tally:
    return tally_entry("E1", the_rubric, the_rules, sheets)


def stand(
    the_rubric: Rubric, the_rules: Rules, sheets_by_entry: Mapping[str, Iterable[ScoreSheet]]
) -> list[Standing]:
    """The standings of one group against the provisional bands, papers not looked at."""
    tallies = [tally_entry(e, the_rubric, the_rules, s) for e, s in sheets_by_entry.items()]
    return rank_entries(the_rules, standard(), tallies)


def ranks(standings: Iterable[Standing]) -> list[tuple[str, int | None, str | None]]:
    return [(s.entry, s.rank, s.decided_by) for s in standings]
