"""Printing score sheets to be filled in by hand: of a panel, and blank ones of a group."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Response, abort, render_template, request
from flask_babel import gettext, lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from judging.documents.paper_sheets import PrintedSheet, render_paper_sheets
from judging.domain.refusal import Refusal
from judging.domain.rubric import Scorer
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.panels import panel as panel_with
from judging.queries.printing import ToPrint, blank_sheet, sheets_to_print
from judging.services.paper_sheets import record_printing
from judging.web.filters import digits, words
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in

# A sheet takes a fifth of a second, and other printing waits meanwhile.
MOST_AT_ONCE = 80


class PrintForm(HouseForm):
    """Which sheets of a panel; nothing chosen is all of them."""

    judge = SelectField(_l("Judge or desk officer"))
    flight = SelectField(_l("Flight"))
    entry = SelectField(_l("Entry code"))

    def chosen(self, sheets: Sequence[ToPrint]) -> list[ToPrint]:
        """Those that fit all that is chosen."""
        return [
            one
            for one in sheets
            if self.judge.data in ("", str(one.judge.id))
            and self.flight.data in ("", str(one.flight))
            and self.entry.data in ("", str(one.entry_id))
        ]


@blueprint.route("/competitions/<code>/panels/<int:panel_id>/paper-sheets", methods=["GET", "POST"])
@open_to(*STAFF)
def print_paper_sheets(code: str, panel_id: int) -> Page | Response:
    """Choose the sheets, and get the file."""
    info = competition(code)
    sheets = sheets_to_print(info.round_id, panel_id)
    form = _form(sheets)
    if form.validate_on_submit():
        with form.refusing():
            return _printed(info, form.chosen(sheets))
    page = render_template(
        "organiser/print_sheets.html", info=info, form=form, panel=panel_with(panel_id)
    )
    return page, form.status


@blueprint.get("/competitions/<code>/groups/<group>/blank-sheet/<scorer>")
@open_to(*STAFF)
def blank_paper_sheet(code: str, group: str, scorer: str) -> Response:
    """A blank sheet of a group, to be copied."""
    if scorer not in set(Scorer):
        abort(404)
    info = competition(code)
    sheet = blank_sheet(info.round_id, group, Scorer(scorer))
    return _file(info, [sheet], f"blank-{group}-{scorer}")


def _form(sheets: Sequence[ToPrint]) -> PrintForm:
    form = PrintForm(data={name: request.args.get(name, "") for name in ("judge", "entry")})
    everything = SelectChoice("", gettext("All"))
    judges = {str(one.judge.id): words(one.judge.name) for one in sheets}
    flights = {str(one.flight): digits(one.flight) for one in sheets}
    entries = {str(one.entry_id): one.sheet.mark.entry for one in sheets}
    for field, found in ((form.judge, judges), (form.flight, flights), (form.entry, entries)):
        field.choices = [everything, *(SelectChoice(value, text) for value, text in found.items())]
    return form


def _printed(info: CompetitionInfo, chosen: Sequence[ToPrint]) -> Response:
    if not chosen:
        raise Refusal("No such sheet is to be scored; choose others.")
    if len(chosen) > MOST_AT_ONCE:
        raise Refusal(
            "These are %(count)s sheets, and %(most)s are printed at once: choose a judge or a"
            " flight.",
            count=len(chosen),
            most=MOST_AT_ONCE,
        )
    # First the file, so that nothing is kept of what cannot be printed.
    response = _file(info, [one.sheet for one in chosen], "sheets")
    pairs = [(one.entry_id, one.judge.id) for one in chosen]
    record_printing(signed_in(), info.round_id, pairs, datetime.now(UTC))
    return response


def _file(info: CompetitionInfo, sheets: Sequence[PrintedSheet], name: str) -> Response:
    content = render_paper_sheets(sheets, competition=info.title)
    named = f'attachment; filename="{name}-{info.code}.pdf"'
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": named})
