"""Settling where two people read a paper sheet differently: each field, by looking at the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import redirect, render_template
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from judging.domain.keying import FieldKind, KeyingState, Settled
from judging.queries.paper_sheets import PaperSheetPage
from judging.services.keying import settle_sheet
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.judge.running_total import running_total
from judging.web.judge.sheet_form import SheetForm, note_name, sheet_form
from judging.web.judge.sheet_layout import LineView, lay_out
from judging.web.organiser.keying import SHEET, address_of, keyed_in, sheet_at, tell
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.paper_sheet_words import CHOICES
from judging.web.organiser.settled_lines import KeyedField, record_of
from judging.web.signed_in import signed_in

LOOK = _l("Look at the paper and choose what stands on it.")


class SettleForm(HouseForm):
    """Who is right, for each field that differs; `settle_form` makes a class of its own."""

    names: tuple[str, ...] = ()

    def choices(self) -> dict[str, Settled]:
        """What was chosen, by the name of the difference."""
        return {name: Settled(self[name].data) for name in self.names if self[name].data}


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A field that differs, the choice, and where neither is right the fields to key it."""

    said: KeyedField
    choice: Field
    line: LineView | None
    note: Field | None


@blueprint.route(f"{SHEET}/settle", methods=["GET", "POST"])
@open_to(*STAFF)
def settle_paper_sheet(code: str, entry_id: int, account_id: int) -> Page | Response:
    """The differences, each to be settled; nothing once they are."""
    info, page = sheet_at(code, entry_id, account_id)
    if page.state is not KeyingState.DIFFERS:
        return redirect(address_of("paper_sheet", code, page))
    differing = [one for one in record_of(page) if one.differs]
    form, typed = settle_form(differing), sheet_form(page)
    if form.validate_on_submit():
        with form.refusing():
            typed.validate()
            right, at = keyed_in(page, typed), datetime.now(UTC)
            tell(page, settle_sheet(signed_in(), entry_id, account_id, form.choices(), right, at))
            return redirect(address_of("paper_sheet", code, page))
    shown = render_template(
        "organiser/settle_sheet.html",
        info=info,
        page=page,
        form=form,
        scorers=SCORERS,
        views=_views(page, differing, form, typed),
    )
    return shown, form.status


def settle_form(differing: Sequence[KeyedField]) -> SettleForm:
    """The form with a choice for each difference."""

    class FormOfThisSheet(SettleForm):
        """The differences of this sheet."""

        names = tuple(one.field.name for one in differing)

    for one in differing:
        choices = [
            SelectChoice(choice, CHOICES[choice]) for choice in Settled if _may_be(choice, one)
        ]
        field = RadioField(one.title, [InputRequired(LOOK)], choices=choices)
        setattr(FormOfThisSheet, one.field.name, field)
    return FormOfThisSheet()


def _may_be(choice: Settled, one: KeyedField) -> bool:
    """A paper was seen or not: one of the two is right."""
    return choice is not Settled.NEITHER or one.field.kind is not FieldKind.PAPER


def _views(
    page: PaperSheetPage, differing: Sequence[KeyedField], form: SettleForm, typed: SheetForm
) -> list[DifferenceView]:
    lines = _lines(page, typed)
    return [
        DifferenceView(
            said=one,
            choice=form[one.field.name],
            line=lines[one.field.code] if one.field.kind is FieldKind.LINE else None,
            note=typed[note_name(one.field.code)] if one.field.kind is FieldKind.NOTE else None,
        )
        for one in differing
    ]


def _lines(page: PaperSheetPage, typed: SheetForm) -> Mapping[str, LineView]:
    so_far = running_total(page.rubric, page.scorer, typed.answers())
    parts = lay_out(page, typed, so_far)
    return {
        line.line.code: line
        for part in parts
        for section in part.sections
        for line in section.lines
    }
