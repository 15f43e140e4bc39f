"""Reading a sheet by its rubric: what is asked, what is blank, which gates fire, the total.

A criterion whose condition is not met is not asked: it gives 0 and is not a blank. If the
condition hangs on a blank, nobody knows yet whether it is asked: it has no mark. A branch is
one line: its mark is the weighted sum of the one case that was answered. After a gate with the
effect `stop` nothing more has to be answered.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from judging.domain.refusal import Refusal
from judging.domain.rubric import Criterion, Effect, Line, Rubric, Scorer, SheetTotal
from judging.domain.sheet import FiredGate, Reading, ScoreSheet

ZERO = Decimal(0)
Answers = Mapping[str, Decimal]


def read_sheet(rubric: Rubric, sheet: ScoreSheet) -> Reading:
    """What the sheet says; a sheet that `check_answers` refuses must not come here."""
    summing = rubric.sheet_total_by_scorer.get(sheet.scorer)
    if summing and len(sheet.answers) == summing.number:
        return _read_whole(summing, sheet)
    return _read_line_by_line(rubric, sheet)


def check_answers(rubric: Rubric, scorer: Scorer, answers: Answers) -> None:
    """Refuse points that the rubric does not know or allow, and a branch answered twice."""
    for code, points in answers.items():
        criterion = rubric.criterion_by_code.get(code)
        if criterion is None or rubric.part_by_criterion[code].scored_by is not scorer:
            raise Refusal(
                "Criterion %(code)s is not on this score sheet; take the score out.", code=code
            )
        if not criterion.answer.allows(points):
            raise Refusal(
                "%(points)s points are not possible for criterion %(code)s;"
                " choose one of its answers.",
                points=points,
                code=code,
            )
    asked = asked_answers(rubric, scorer, answers)
    for line in rubric.lines_by_scorer[scorer]:
        if len({c.case for c in line.criteria if c.code in asked}) > 1:
            raise Refusal(
                "Only one case of %(code)s may be answered; clear the other.", code=line.code
            )


def is_asked(criterion: Criterion, answers: Answers) -> bool:
    """Whether the condition of the criterion, if it has one, is met by the answers."""
    condition = criterion.asked_if
    if condition is None:
        return True
    return condition.criterion in answers and answers[condition.criterion] >= condition.at_least


def asked_answers(rubric: Rubric, scorer: Scorer, answers: Answers) -> dict[str, Decimal]:
    """The answers without those to criteria that are not asked, whose condition fell away."""
    asked: dict[str, Decimal] = {}
    for criterion in rubric.criteria(scorer):
        if criterion.code in answers and is_asked(criterion, asked):
            asked[criterion.code] = answers[criterion.code]
    return asked


def _read_whole(summing: SheetTotal, sheet: ScoreSheet) -> Reading:
    answers = sheet.answers
    total = summing.weight * sum(answers.values())
    for code, more in summing.more:
        total += more * answers[code]
    fired = tuple(_fired(summing.gated, answers)) if summing.gated else ()
    return Reading(sheet, answers, (), fired, total)


def _read_line_by_line(rubric: Rubric, sheet: ScoreSheet) -> Reading:
    answers = asked_answers(rubric, sheet.scorer, sheet.answers)
    waiting = _waiting(rubric, sheet.scorer, answers)
    lines = rubric.lines_by_scorer[sheet.scorer]
    marks: dict[str, Decimal] = {}
    blanks: list[str] = []
    fired: list[FiredGate] = []
    total = ZERO
    for line in lines:
        fired += _fired(line.criteria, answers)
        open_ones = [c for c in line.criteria if c.code in waiting]
        if not open_ones:
            marks[line.code] = mark = _mark(line, answers)
            total += line.weight * mark
        elif any(is_asked(c, answers) for c in open_ones) and not _stopped(fired):
            blanks.append(line.code)
    whole = len(marks) == len(lines)
    return Reading(sheet, marks, tuple(blanks), tuple(fired), total if whole else None)


def _waiting(rubric: Rubric, scorer: Scorer, answers: Answers) -> set[str]:
    """Criteria that are blank, or whose condition hangs on a blank."""
    criteria = list(rubric.criteria(scorer))
    case_by_branch = {c.branch: c.case for c in criteria if c.code in answers}
    waiting: set[str] = set()
    for criterion in criteria:
        in_other_case = case_by_branch.get(criterion.branch, criterion.case) != criterion.case
        if criterion.code in answers or in_other_case:
            continue
        condition = criterion.asked_if
        if is_asked(criterion, answers) or (condition and condition.criterion in waiting):
            waiting.add(criterion.code)
    return waiting


def _mark(line: Line, answers: Answers) -> Decimal:
    """The mark of a line that waits for nothing; what is not answered there is not asked."""
    if not line.is_branch:
        return answers.get(line.code, ZERO)
    return sum((c.weight * answers[c.code] for c in line.criteria if c.code in answers), ZERO)


def _fired(criteria: Iterable[Criterion], answers: Answers) -> list[FiredGate]:
    return [
        FiredGate(criterion.code, criterion.gate)
        for criterion in criteria
        if criterion.gate
        and criterion.code in answers
        and answers[criterion.code] <= criterion.gate.at_most
    ]


def _stopped(fired: Iterable[FiredGate]) -> bool:
    return any(f.gate.effect is Effect.STOP for f in fired)
