"""Paper sheets: which there are and where each stands; opening one by its code."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from judging.domain.paper_marks import read_mark
from judging.domain.people import Role
from judging.domain.refusal import Refusal
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.panels import PanelView, panels_of
from judging.queries.paper_sheets import (
    PaperSheetView,
    competition_identity,
    entry_with_code,
    paper_sheets_of,
)
from judging.queries.people import people
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.paper_sheet_words import Standing, standing_of
from judging.web.signed_in import signed_in

Place = tuple[int, int]


class OpenForm(HouseForm):
    """Which sheet somebody holds in the hand: its code scanned, or entry and judge."""

    mark = TextField(_l("Code of the sheet, scanned"))
    entry = TextField(_l("Entry code"))
    judge = SelectField(_l("Judge or desk officer"))


@dataclass(frozen=True, slots=True)
class PanelSheets:
    """The paper sheets of a panel; `panel` is None for those that are on no panel any more."""

    panel: PanelView | None
    rows: Sequence[tuple[PaperSheetView, Standing]]

    @property
    def counts(self) -> list[tuple[Standing, int]]:
        """How many stand where."""
        return list(Counter(standing for _, standing in self.rows).items())

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something."""
        return any(standing.is_open for _, standing in self.rows)


@blueprint.route("/competitions/<code>/paper-sheets", methods=["GET", "POST"])
@open_to(*STAFF)
def paper_sheets(code: str) -> Page | Response:
    """All paper sheets by panel, and the form that opens one."""
    info = competition(code)
    form = OpenForm()
    form.judge.choices = [
        SelectChoice("", gettext("Choose")),
        *(
            SelectChoice(str(person.id), f"{words(person.name)} ({person.login})")
            for person in people(Role.JUDGE, Role.DESK, reach=signed_in().reach)
        ),
    ]
    if form.validate_on_submit():
        with form.refusing():
            entry_id, judge_id = _place(info, form)
            return redirect(
                url_for("organiser.paper_sheet", code=code, entry_id=entry_id, account_id=judge_id)
            )
    page = render_template(
        "organiser/paper_sheets.html",
        info=info,
        form=form,
        panels=_by_panel(info.round_id),
        scorers=SCORERS,
    )
    return page, form.status


def _place(info: CompetitionInfo, form: OpenForm) -> Place:
    if form.mark.data:
        return _scanned(info, form.mark.data)
    if not form.entry.data or not form.judge.data:
        raise Refusal("Scan the code of the sheet, or write the entry code and choose the judge.")
    return _entry_id(info, form.entry.data), int(form.judge.data)


def _scanned(info: CompetitionInfo, text: str) -> Place:
    mark = read_mark(text)
    if not mark.is_of(competition_identity(info.round_id), info.code):
        raise Refusal("This sheet is of another round: %(round)s.", round=mark.round)
    if mark.entry is None or mark.judge is None:
        raise Refusal("This is a blank sheet; write the entry code and choose the judge.")
    entry_id = _entry_id(info, mark.entry)
    return entry_id, mark.judge


def _entry_id(info: CompetitionInfo, code: str) -> int:
    found = entry_with_code(info.round_id, code)
    if found is None:
        raise Refusal("No entry has the code %(code)s; look at the sample again.", code=code)
    return found


def _by_panel(round_id: int) -> list[PanelSheets]:
    rows = {
        (sheet.entry_id, sheet.judge.id): (sheet, standing_of(sheet))
        for sheet in paper_sheets_of(round_id)
    }
    found = []
    for panel in panels_of(round_id):
        places = [(entry_id, j.id) for j in panel.judges for entry_id, _ in panel.entries]
        found.append(PanelSheets(panel, [rows.pop(place) for place in places if place in rows]))
    return [*found, PanelSheets(None, list(rows.values()))] if rows else found
