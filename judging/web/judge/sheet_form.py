"""The score sheet as a form, built from the rubric; what is typed comes out as exact points."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from flask_babel import gettext, lazy_gettext as _l
from wtforms import SelectMultipleField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, Optional

from judging.domain.refusal import Refusal, SheetRefusal
from judging.domain.rubric import Branch, Rubric, Scorer, lines_of
from judging.domain.sheet import LONGEST_NOTE
from judging.domain.standard import PaperKind
from judging.web.filters import digits, words
from judging.web.forms import HouseForm
from judging.web.judge.answer_fields import ChoiceField, PointsField
from judging.web.judge.questions import Question, questions_of


class Fillable(Protocol):
    """A sheet that is filled in, on a judge's page or from paper, with what is kept so far."""

    @property
    def rubric(self) -> Rubric:
        """What is asked."""

    @property
    def scorer(self) -> Scorer:
        """Who is asked."""

    @property
    def answers(self) -> Mapping[str, Decimal]:
        """The points so far, by criterion."""

    @property
    def notes(self) -> Mapping[str, str]:
        """The notes so far, by criterion; the one on the whole sheet under ""."""

    @property
    def papers(self) -> Sequence[PaperKind]:
        """The papers that may be ticked; none for a panel."""

    @property
    def papers_seen(self) -> frozenset[str]:
        """The papers that are ticked."""


class SheetForm(HouseForm):
    """One sheet: answers, notes and, for the desk, the papers seen."""

    # What this sheet asks; `sheet_form` makes a class of its own for each sheet.
    questions: tuple[Question, ...] = ()
    noted: tuple[str, ...] = ()

    blank_lines: frozenset[str] = frozenset()

    def take_refusal(self, refusal: Refusal) -> None:
        """Keep the sentence, and the lines that it points at."""
        super().take_refusal(refusal)
        if isinstance(refusal, SheetRefusal):
            self.blank_lines = frozenset(refusal.lines)

    def answers(self) -> dict[str, Decimal]:
        """The points by criterion; what is blank, wrong or of a case not chosen is left out."""
        answers: dict[str, Decimal] = {}
        for question in self.questions:
            field = self[score_name(question.name)]
            if field.data and not field.errors and not self._is_of_other_case(question):
                answers |= question.answers(field.data)
        return answers

    def notes(self) -> dict[str, str]:
        """The notes that were written, by criterion; the one on the whole sheet under ""."""
        typed = {code: (self[note_name(code)].data or "").strip() for code in self.noted}
        return {code: note for code, note in typed.items() if note}

    def _is_of_other_case(self, question: Question) -> bool:
        choice = case_name(question.branch or "")
        return choice in self and self[choice].data != question.case


def sheet_form(page: Fillable) -> SheetForm:
    """The form of this sheet, with what is kept so far."""
    parts = [part for part in page.rubric.parts if part.scored_by is page.scorer]
    lines = [(part, line) for part in parts for line in lines_of(part)]

    class FormOfThisSheet(SheetForm):
        """The fields that this rubric asks for."""

        questions = tuple(q for part, line in lines for q in questions_of(part, line))
        noted = (*(line.criteria[0].code for _, line in lines), "")

    for question in FormOfThisSheet.questions:
        setattr(FormOfThisSheet, score_name(question.name), _score_field(question, page))
    for branch in (branch for part in parts for branch in part.branches):
        asked = [q for q in FormOfThisSheet.questions if q.branch == branch.code]
        if asked:
            setattr(FormOfThisSheet, case_name(branch.code), _case_field(branch, asked, page))
    for code in FormOfThisSheet.noted:
        setattr(FormOfThisSheet, note_name(code), _note_field(page.notes.get(code, "")))
    if page.papers:
        FormOfThisSheet.papers = _papers_field(page)
    return FormOfThisSheet()


def score_name(question: str) -> str:
    """The name of the field with the answer."""
    return f"score-{question}"


def case_name(branch: str) -> str:
    """The name of the field that chooses the case of a branch."""
    return f"case-{branch}"


def note_name(code: str) -> str:
    """The name of the field with the note on a criterion, or on the whole sheet."""
    return f"note-{code}" if code else "note"


def _score_field(question: Question, page: Fillable) -> ChoiceField | PointsField:
    kept = question.value_in(page.answers)
    if question.scale:
        return PointsField(question.label, question.scale, default=kept)
    values = [choice.value for group in question.groups for choice in group.choices]
    return ChoiceField(question.label, [Optional()], choices=values, default=kept or None)


def _case_field(branch: Branch, asked: list[Question], page: Fillable) -> ChoiceField:
    kept = next((q.case for q in asked if q.value_in(page.answers)), None)
    choices = [SelectChoice(case.code, words(case.title)) for case in branch.cases]
    return ChoiceField(words(branch.title), [Optional()], choices=choices, default=kept)


def _note_field(kept: str) -> TextAreaField:
    too_long = gettext("Shorten the note to %(length)s characters.", length=digits(LONGEST_NOTE))
    return TextAreaField(_l("Note"), [Length(max=LONGEST_NOTE, message=too_long)], default=kept)


def _papers_field(page: Fillable) -> SelectMultipleField:
    choices = [SelectChoice(paper.code, words(paper.title)) for paper in page.papers]
    return SelectMultipleField(_l("Papers seen"), choices=choices, default=sorted(page.papers_seen))
