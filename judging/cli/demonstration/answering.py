"""Filling one score sheet as a judge would: the allowed answer nearest to what is felt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from judging.cli.demonstration.tempers import Temper, swing
from judging.domain.reading import is_asked
from judging.domain.rubric import Criterion, Effect, Levels, Rubric, Scale, Scorer

Answers = dict[str, Decimal]
HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry as judges meet it; `leanings` say where it is better or worse than its quality."""

    quality: int
    leanings: Mapping[str, int]
    case_by_branch: Mapping[str, str]


def meet(rubric: Rubric, quality: int, *, is_household: bool, chance: Random) -> Subject:
    """An entry of this quality with leanings of its own."""
    cases = {}
    for part in rubric.parts:
        for branch in part.branches:
            fitting = [c.code for c in branch.cases if (c.code == HOUSEHOLD) is is_household]
            cases[branch.code] = chance.choice(fitting or [c.code for c in branch.cases])
    leanings = {criterion.code: swing(chance, 9) for criterion in rubric.criteria()}
    return Subject(quality, leanings, cases)


def answer(
    rubric: Rubric,
    scorer: Scorer,
    subject: Subject,
    temper: Temper,
    chance: Random,
    fired: Collection[str] = (),
) -> Answers:
    """A whole sheet; of the gates only those in `fired` fire, and after a stop nothing follows."""
    answers: Answers = {}
    for criterion in rubric.criteria(scorer):
        if criterion.branch and subject.case_by_branch[criterion.branch] != criterion.case:
            continue
        if not is_asked(criterion, answers):
            continue
        felt = subject.quality + subject.leanings[criterion.code] + temper.mildness
        fires = criterion.code in fired
        answers[criterion.code] = _nearest(criterion, felt + swing(chance, temper.spread), fires)
        if fires and criterion.gate and criterion.gate.effect is Effect.STOP:
            break
    return answers


def _nearest(criterion: Criterion, felt: int, fires: bool) -> Decimal:
    """The allowed points nearest to `felt` percent of the highest, on the wanted side of a gate."""
    gate = criterion.gate
    allowed = [p for p in _allowed(criterion) if gate is None or (p <= gate.at_most) is fires]
    target = criterion.answer.highest * felt / 100
    return min(allowed, key=lambda points: abs(points - target))


def _allowed(criterion: Criterion) -> list[Decimal]:
    match criterion.answer:
        case Levels(levels):
            return [level.points for level in levels]
        case Scale(low, high, step):
            return [low + step * n for n in range(int((high - low) / step) + 1)]
        case yes_no:
            return [Decimal(0), yes_no.points]
