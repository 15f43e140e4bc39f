"""What a score sheet asks, one question for each place where one answer is given.

A branch whose cases have one criterion each is one question: the answers of all cases side by
side. A branch with more criteria in a case asks first for the case, then for its criteria.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from judging.domain.meaning import plain_number
from judging.domain.rubric import Branch, Criterion, Gate, Levels, Line, Part, Scale, YesNo
from judging.web.filters import words

# A scale with so many steps is typed; one with fewer is touched.
STEPS_TO_TOUCH = 11

Answers = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to touch; `text` is empty where the points say all."""

    value: str
    points: Decimal
    text: str
    gate: Gate | None


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one criterion; `title` is empty unless there are several groups."""

    title: str
    guidance: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the form. Without groups a number is typed, as `scale` says."""

    name: str
    label: str
    groups: tuple[Group, ...]
    scale: Scale | None = None
    branch: str | None = None
    case: str | None = None

    def answers(self, typed: str) -> dict[str, Decimal]:
        """The points that an allowed value stands for, by criterion."""
        criterion, _, points = typed.rpartition("=")
        return {criterion or self.name: Decimal(points)}

    def value_in(self, answers: Answers) -> str:
        """The value that stands for the answers, empty while there is none."""
        if self.scale:
            return plain_number(answers[self.name]) if self.name in answers else ""
        values = (choice.value for group in self.groups for choice in group.choices)
        return next((value for value in values if _stands_in(value, answers)), "")


def questions_of(part: Part, line: Line) -> tuple[Question, ...]:
    """The questions of a line, in written order."""
    branch = next((b for b in part.branches if b.code == line.code), None)
    is_one_choice = branch and len(line.criteria) == len(branch.cases)
    if branch and is_one_choice and not any(map(_typed_scale, line.criteria)):
        groups = tuple(_group(c, _case_title(branch, c)) for c in line.criteria)
        return (Question(line.code, words(line.title), groups),)
    return tuple(_question(criterion) for criterion in line.criteria)


def _question(criterion: Criterion) -> Question:
    scale = _typed_scale(criterion)
    return Question(
        criterion.code,
        words(criterion.title),
        groups=() if scale else (_group(criterion, ""),),
        scale=scale,
        branch=criterion.branch,
        case=criterion.case,
    )


def _typed_scale(criterion: Criterion) -> Scale | None:
    answer = criterion.answer
    if isinstance(answer, Scale) and (answer.high - answer.low) / answer.step >= STEPS_TO_TOUCH:
        return answer
    return None


def _group(criterion: Criterion, title: str) -> Group:
    gate = criterion.gate
    choices = tuple(
        Choice(
            value=f"{criterion.code}={plain_number(points)}",
            points=points,
            text=text,
            gate=gate if gate and points <= gate.at_most else None,
        )
        for points, text in _answers_of(criterion)
    )
    return Group(title, words(criterion.guidance) if criterion.guidance else "", choices)


def _answers_of(criterion: Criterion) -> Iterator[tuple[Decimal, str]]:
    answer = criterion.answer
    if isinstance(answer, Levels):
        yield from ((level.points, words(level.text)) for level in answer.levels)
    elif isinstance(answer, YesNo):
        yield from ((Decimal(0), gettext("No")), (answer.points, gettext("Yes")))
    else:
        yield from ((points, "") for points in _steps(answer))


def _steps(scale: Scale) -> Iterator[Decimal]:
    points = scale.low
    while points <= scale.high:
        yield points
        points += scale.step


def _case_title(branch: Branch, criterion: Criterion) -> str:
    case = next(c for c in branch.cases if c.code == criterion.case)
    return f"{words(case.title)} — {words(criterion.title)}"


def _stands_in(value: str, answers: Answers) -> bool:
    criterion, _, points = value.rpartition("=")
    return answers.get(criterion) == Decimal(points)
