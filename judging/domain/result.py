"""What is announced: plain facts of each entry, computed once and never again.

Every number is decimal text, so that the result reads the same wherever it is kept or shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from judging.domain.numbers import number_text
from judging.domain.producers import ProducerForm
from judging.domain.rubric import Criterion, Effect, Levels, Line, Scorer, lines_of
from judging.domain.rules import Rules
from judging.domain.standing import Standing, State
from judging.domain.tally import Tally
from judging.domain.words import Words


@dataclass(frozen=True, slots=True)
class ResultPart:
    """Points of one part, of the most it gives."""

    code: str
    title: Words
    score: str
    highest: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """The combined mark of one criterion (or branch) and the level it reached."""

    code: str
    part: str
    title: Words
    value: str
    score: str
    highest: str
    level: Words | None = None


@dataclass(frozen=True, slots=True)
class ResultGate:
    """A gate that holds, with its reason."""

    source: str
    effect: Effect
    reason: Words
    star: int | None = None


@dataclass(frozen=True, slots=True)
class ResultLowering:
    """The quorum was lowered to so few sheets of a kind of scorer; the rules say `rule`."""

    scorer: Scorer
    sheets: int
    rule: int


@dataclass(frozen=True, slots=True)
class ResultIdentity:
    """Whose entry it is; the same words go on the certificate."""

    product: Words
    producer: Words
    form: ProducerForm
    place: Words
    province: str


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """One entry as announced."""

    code: str
    group: str
    identity: ResultIdentity
    state: State
    points: str
    rank: int | None = None
    shared: bool = False
    decided_by: str | None = None
    final_score: str | None = None
    earned_star: int | None = None
    star: int | None = None
    honour: str | None = None
    honour_title: Words | None = None
    sheets: int = 0
    parts: tuple[ResultPart, ...] = ()
    lines: tuple[ResultLine, ...] = ()
    gates: tuple[ResultGate, ...] = ()
    lowered: tuple[ResultLowering, ...] = ()


def result_entry(
    standing: Standing, *, code: str, group: str, identity: ResultIdentity, rules: Rules
) -> ResultEntry:
    """The facts to announce of one standing."""
    titles = {honour.code: honour.title for honour in rules.honours.honours}
    tally = standing.tally
    final = standing.final_score
    return ResultEntry(
        code=code,
        group=group,
        identity=identity,
        state=standing.state,
        points=number_text(tally.rubric.points) if tally else "0",
        rank=standing.rank,
        shared=standing.shared,
        decided_by=standing.decided_by,
        final_score=None if final is None else number_text(final),
        earned_star=standing.earned_star,
        star=standing.star,
        honour=standing.honour,
        honour_title=titles.get(standing.honour or ""),
        sheets=sum(len(side.readings) for side in tally.sides) if tally else 0,
        parts=_parts(tally) if tally else (),
        lines=_lines(tally) if tally else (),
        gates=tuple(ResultGate(g.source, g.effect, g.reason, g.star) for g in standing.gates),
        lowered=tuple(
            ResultLowering(one.scorer, one.sheets, rules.quorum.of(one.scorer))
            for one in standing.lowered
        ),
    )


def level_reached(line: Line, values: Mapping[str, Fraction]) -> Words | None:
    """The best described answer whose points the line's combined value reaches.

    None for a number, a yes or no, and a criterion that was not asked.
    """
    criterion, value = line.criteria[0], values[line.code]
    if line.is_branch or not isinstance(criterion.answer, Levels):
        return None
    if value == 0 and not _was_asked(criterion, values):
        return None
    reached = [level for level in criterion.answer.levels if Decimal(level.points) <= value]
    return reached[-1].text if reached else None


def _was_asked(criterion: Criterion, values: Mapping[str, Fraction]) -> bool:
    """Whether the sheets together meet the condition of the criterion, if it has one."""
    condition = criterion.asked_if
    return condition is None or values.get(condition.criterion, Fraction(0)) >= condition.at_least


def _parts(tally: Tally) -> tuple[ResultPart, ...]:
    scores = tally.score_by_part
    return tuple(
        ResultPart(part.code, part.title, number_text(scores[part.code]), number_text(part.points))
        for part in tally.rubric.parts
        if part.code in scores
    )


def _lines(tally: Tally) -> tuple[ResultLine, ...]:
    values, scores = tally.value_by_line, tally.score_by_line
    return tuple(
        ResultLine(
            code=line.code,
            part=part.code,
            title=line.title,
            value=number_text(values[line.code]),
            score=number_text(scores[line.code]),
            highest=number_text(line.highest),
            level=level_reached(line, values),
        )
        for part in tally.rubric.parts
        for line in lines_of(part)
        if line.code in values
    )
