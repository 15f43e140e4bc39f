"""What two people keyed, field by field: each beside the other, and what was settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from judging.domain.keying import Difference, FieldKind, Keyed, differences
from judging.domain.rubric import Line, Part, lines_of
from judging.queries.paper_sheets import PaperSheetPage
from judging.web.filters import number, words
from judging.web.judge.questions import Question, questions_of


@dataclass(frozen=True, slots=True)
class KeyedField:
    """One field of the sheet: what the first, the second and the settling person say of it.

    `right` is None where nothing had to be settled.
    """

    field: Difference
    title: str
    first: str
    second: str
    right: str | None
    differs: bool


def record_of(page: PaperSheetPage) -> list[KeyedField]:
    """All fields that somebody filled in, in the order of the paper; none while it is keyed."""
    newest = page.newest
    if newest is None or newest.second is None:
        return []
    first, second = newest.first.keyed, newest.second.keyed
    if first is None or second is None:
        return []
    settled = newest.settled.keyed if newest.settled else None
    differing = set(differences(page.rubric.lines_by_scorer[page.scorer], first, second))
    told = [_said(page, field, first, second, settled, differing) for field in _fields(page)]
    return [one for one in told if one.first or one.second or one.right]


def _fields(page: PaperSheetPage) -> Iterator[Difference]:
    yield from (Difference(FieldKind.PAPER, paper.code) for paper in page.papers)
    for line in page.rubric.lines_by_scorer[page.scorer]:
        yield Difference(FieldKind.LINE, line.code)
        yield Difference(FieldKind.NOTE, line.criteria[0].code)
    yield Difference(FieldKind.NOTE, "")


def _said(
    page: PaperSheetPage,
    field: Difference,
    first: Keyed,
    second: Keyed,
    settled: Keyed | None,
    differing: set[Difference],
) -> KeyedField:
    is_settled = settled is not None and field in differing
    return KeyedField(
        field=field,
        title=_title(page, field),
        first=said_of(page, field, first),
        second=said_of(page, field, second),
        right=said_of(page, field, settled) if settled and is_settled else None,
        differs=field in differing,
    )


def said_of(page: PaperSheetPage, field: Difference, keyed: Keyed) -> str:
    """What somebody keyed in a field, as words; empty for nothing."""
    match field.kind:
        case FieldKind.LINE:
            part, line = _places(page)[field.code]
            said = (_answer(question, keyed) for question in questions_of(part, line))
            return " · ".join(text for text in said if text)
        case FieldKind.NOTE:
            return keyed.notes.get(field.code, "")
        case FieldKind.PAPER:
            return str(gettext("Seen")) if field.code in keyed.papers else ""


def _answer(question: Question, keyed: Keyed) -> str:
    value = question.value_in(keyed.answers)
    if not value:
        return ""
    for group in question.groups:
        for choice in group.choices:
            if choice.value == value:
                texts = (group.title, number(choice.points), choice.text)
                return " – ".join(text for text in texts if text)
    [points] = question.answers(value).values()
    return number(points)


def _title(page: PaperSheetPage, field: Difference) -> str:
    if field.kind is FieldKind.PAPER:
        return next(words(paper.title) for paper in page.papers if paper.code == field.code)
    if field.kind is FieldKind.LINE:
        return words(_places(page)[field.code][1].title)
    if not field.code:
        return str(gettext("Note on the whole sheet"))
    criterion = page.rubric.criterion_by_code[field.code]
    return str(gettext("Note on %(criterion)s", criterion=words(criterion.title)))


def _places(page: PaperSheetPage) -> Mapping[str, tuple[Part, Line]]:
    parts = (part for part in page.rubric.parts if part.scored_by is page.scorer)
    return {line.code: (part, line) for part in parts for line in lines_of(part)}
