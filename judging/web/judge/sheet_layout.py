"""The score sheet as it is laid out: parts, sections and lines, each with its fields."""

from dataclasses import dataclass

from flask_babel import gettext
from wtforms import Field

from judging.domain.rubric import Criterion, Line, Part, lines_of
from judging.web.filters import number, words
from judging.web.judge.questions import Question, questions_of
from judging.web.judge.running_total import RunningTotal
from judging.web.judge.sheet_form import Fillable, SheetForm, case_name, note_name, score_name


@dataclass(frozen=True, slots=True)
class AskedField:
    """A question with its field."""

    question: Question
    field: Field


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the sheet; `anchor` is where a complaint leads to."""

    line: Line
    anchor: str
    title: str
    guidance: str
    only_if: str
    is_asked: bool
    is_wrong: bool
    asked: tuple[AskedField, ...]
    case_field: Field | None
    note_field: Field


@dataclass(frozen=True, slots=True)
class SectionView:
    """The lines under one heading; `title` is empty for lines without a section."""

    title: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its sections."""

    part: Part
    sections: tuple[SectionView, ...]

    @property
    def wrong_lines(self) -> tuple[LineView, ...]:
        """The lines that have to be looked at again."""
        return tuple(line for section in self.sections for line in section.lines if line.is_wrong)


def lay_out(page: Fillable, form: SheetForm, so_far: RunningTotal) -> tuple[PartView, ...]:
    """The whole sheet of this scorer."""
    parts = (part for part in page.rubric.parts if part.scored_by is page.scorer)
    return tuple(PartView(part, _sections(page, part, form, so_far)) for part in parts)


def _sections(
    page: Fillable, part: Part, form: SheetForm, so_far: RunningTotal
) -> tuple[SectionView, ...]:
    titles = {section.code: words(section.title) for section in part.sections}
    lines_by_section: dict[str | None, list[LineView]] = {}
    for line in lines_of(part):
        view = _line(page, part, line, form, so_far)
        lines_by_section.setdefault(line.criteria[0].section, []).append(view)
    return tuple(
        SectionView(titles.get(code or "", ""), tuple(lines))
        for code, lines in lines_by_section.items()
    )


def _line(
    page: Fillable, part: Part, line: Line, form: SheetForm, so_far: RunningTotal
) -> LineView:
    asked = tuple(AskedField(q, form[score_name(q.name)]) for q in questions_of(part, line))
    first = line.criteria[0]
    return LineView(
        line=line,
        anchor=f"line-{line.code}",
        title=words(line.title),
        guidance=words(first.guidance) if first.guidance and not line.is_branch else "",
        only_if=_only_if(page, first),
        is_asked=line.code in so_far.asked,
        is_wrong=line.code in form.blank_lines or any(a.field.errors for a in asked),
        asked=asked,
        case_field=form._fields.get(case_name(line.code)),
        note_field=form[note_name(first.code)],
    )


def _only_if(page: Fillable, criterion: Criterion) -> str:
    if criterion.asked_if is None:
        return ""
    other = page.rubric.criterion_by_code[criterion.asked_if.criterion]
    sentence: str = gettext(
        "Answer only if “%(criterion)s” got %(points)s or more.",
        criterion=words(other.title),
        points=number(criterion.asked_if.at_least),
    )
    return sentence
