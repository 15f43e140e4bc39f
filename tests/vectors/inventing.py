"""Rubrics and sheets that nobody would think of, from a seed: the same ones on every machine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from judging.domain.meaning import plain_number
from judging.domain.rubric import (
    Answer,
    Condition,
    Criterion,
    Level,
    Levels,
    Part,
    Rubric,
    Scale,
    Scorer,
    YesNo,
)
from tests.domain.building import criterion, gate, part, rubric, words

WEIGHTS = ("1", "1", "1", "0.5", "1.5", "2", "0.8", "0.25", "1.333333")
STEPS = ("1", "0.5", "0.25", "0.1", "2.5", "0.000001")
EFFECTS = ("stop", "stop", "eliminate", "cap")
SPELLINGS = ("{}", "{}", "{}", "{}.0", "{}.00")


@dataclass(frozen=True, slots=True)
class Invention:
    """One sheet for a rubric."""

    rubric: str
    scorer: Scorer
    answers: dict[str, str]


def invent_rubric(random: Random) -> Rubric:
    """Up to three parts, codes rising through all of them."""
    parts: list[Part] = []
    for number in range(random.randint(1, 3)):
        scorer = random.choice(("panel", "panel", "desk"))
        earlier = [c for one in parts if one.scored_by == scorer for c in one.criteria]
        parts.append(part("ABC"[number], _criteria(random, "ABC"[number], earlier), scorer))
    return rubric(*parts)


def invent_sheet(random: Random, name: str, the_rubric: Rubric) -> Invention:
    """A sheet, mostly a possible one."""
    scorer = random.choice(the_rubric.scorers)
    blanks = random.choice((0.0, 0.1, 0.4))
    wrong = random.choice((0.0, 0.0, 0.0, 0.1, 0.1))
    case_by_branch = {
        branch.code: random.choice(branch.cases).code
        for one in the_rubric.parts
        for branch in one.branches
    }
    answers = {}
    for asked in the_rubric.criteria(scorer):
        is_chosen = asked.case == case_by_branch.get(asked.branch or "")
        if (is_chosen or random.random() < wrong) and random.random() >= blanks:
            answers[asked.code] = _spelled(random, _points(random, asked.answer, wrong))
    if random.random() < wrong:
        answers["Z9"] = "1"
    return Invention(name, scorer, answers)


def invent_sheets(random: Random, rubrics: dict[str, Rubric], number: int) -> Iterator[Invention]:
    """So many sheets, each for one of the rubrics."""
    names = list(rubrics)
    for _ in range(number):
        name = random.choice(names)
        yield invent_sheet(random, name, rubrics[name])


def _criteria(random: Random, prefix: str, earlier: list[Criterion]) -> list[Criterion]:
    made: list[Criterion] = []
    for number in range(1, random.randint(2, 6)):
        if random.random() < 0.3:
            made += _branch(random, f"{prefix}{number}", [*earlier, *made])
        else:
            made.append(_criterion(random, f"{prefix}{number}", [*earlier, *made]))
    return made


def _branch(random: Random, code: str, earlier: list[Criterion]) -> list[Criterion]:
    """Two or three cases, mostly with one criterion each."""
    made: list[Criterion] = []
    most = random.choice((1, 1, 3))
    for case in "pqr"[: random.randint(2, 3)]:
        own: list[Criterion] = []
        for number in range(1, random.randint(1, most) + 1):
            one = _criterion(random, f"{code}.{case}{number}", [*earlier, *own])
            own.append(replace(one, branch=code, case=case))
        made += own
    if random.random() < 0.3:
        # A branch need not stand together: it is where its first criterion is.
        made.insert(1, _criterion(random, f"{code}x", earlier))
    return made


def _criterion(random: Random, code: str, earlier: list[Criterion]) -> Criterion:
    answer = _answer(random)
    condition = None
    if earlier and random.random() < 0.35:
        named = random.choice(earlier)
        least = _points(random, named.answer, 0.0)
        condition = Condition(named.code, least)
    guarded = None
    if random.random() < 0.25:
        effect = random.choice(EFFECTS)
        at_most = plain_number(_points(random, answer, 0.0)) if random.random() < 0.3 else "0"
        guarded = gate(effect, at_most, random.randint(1, 4) if effect == "cap" else None)
    one = criterion(code, weight=random.choice(WEIGHTS), gate=guarded)
    return replace(one, answer=answer, asked_if=condition)


def _answer(random: Random) -> Answer:
    kind = random.choice(("levels", "levels", "scale", "scale", "yes"))
    if kind == "yes":
        return YesNo(Decimal(random.choice(("1", "2.5", "0.1"))))
    low = Decimal(random.choice(("0", "0", "0", "1", "-2", "0.5")))
    if kind == "scale":
        step = Decimal(random.choice(STEPS))
        return Scale(low, low + step * random.randint(1, 20), step)
    points = [low]
    for _ in range(random.randint(1, 4)):
        points.append(points[-1] + Decimal(random.choice(("0.5", "1", "1", "2", "0.25"))))
    return Levels(tuple(Level(p, words(plain_number(p))) for p in points))


def _points(random: Random, answer: Answer, wrong: float) -> Decimal:
    if random.random() < wrong:
        return Decimal(random.choice(("0.3", "-1", "77", "1.0000001")))
    if isinstance(answer, YesNo):
        return random.choice((Decimal(0), answer.points))
    if isinstance(answer, Levels):
        return random.choice(answer.levels).points
    steps = int((answer.high - answer.low) / answer.step)
    return answer.low + answer.step * random.choice((0, steps, random.randint(0, steps)))


def _spelled(random: Random, points: Decimal) -> str:
    text = plain_number(points)
    return text if "." in text else random.choice(SPELLINGS).format(text)
