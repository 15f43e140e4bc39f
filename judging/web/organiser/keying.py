"""One paper sheet: what is known of it, keying it, keying it anew."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.keying import Keyed, KeyingState
from judging.domain.refusal import NotThere
from judging.domain.verdict import Outcome
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.paper_sheets import PaperSheetPage, paper_sheet as paper_sheet_of
from judging.queries.people import person
from judging.services.keying import Taken, key_sheet, reopen_sheet
from judging.services.paper_places import scorer_of
from judging.web.filters import digits, number
from judging.web.guarding import open_to
from judging.web.judge.running_total import running_total
from judging.web.judge.sheet import require_own_hand
from judging.web.judge.sheet_form import SheetForm, sheet_form
from judging.web.judge.sheet_layout import lay_out
from judging.web.organiser.arrival_words import REASONS
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.paper_sheet_words import standing_at_the_door, standing_of
from judging.web.organiser.settled_lines import record_of
from judging.web.signed_in import signed_in

SHEET = "/competitions/<code>/paper-sheets/<int:entry_id>/<int:account_id>"
TO_KEY = (KeyingState.PRINTED, KeyingState.ONCE, KeyingState.REOPENED)


def sheet_at(code: str, entry_id: int, account_id: int) -> tuple[CompetitionInfo, PaperSheetPage]:
    """The round and the paper sheet that an address names."""
    info, judge = competition(code), person(account_id)
    if judge is None:
        raise NotThere("There is no such person.")
    return info, paper_sheet_of(info.round_id, entry_id, judge, scorer_of(judge))


def address_of(name: str, code: str, page: PaperSheetPage) -> str:
    """The address of one of the pages of a sheet."""
    return url_for(f"organiser.{name}", code=code, entry_id=page.entry_id, account_id=page.judge.id)


@blueprint.get(SHEET)
@open_to(*STAFF)
def paper_sheet(code: str, entry_id: int, account_id: int) -> str:
    """Where the sheet stands, and who keyed it; what was keyed once it is keyed twice."""
    info, page = sheet_at(code, entry_id, account_id)
    return render_template(
        "organiser/paper_sheet.html",
        info=info,
        page=page,
        standing=standing_of(page.sheet),
        is_mine=_is_mine(page),
        to_key=page.state in TO_KEY,
        door=standing_at_the_door,
        reasons=REASONS,
        record=record_of(page),
        scorers=SCORERS,
    )


@blueprint.route(f"{SHEET}/key", methods=["GET", "POST"])
@open_to(*STAFF)
def key_paper_sheet(code: str, entry_id: int, account_id: int) -> Page | Response:
    """The sheet as a form in the order of the paper; empty, whatever somebody else has keyed."""
    info, page = sheet_at(code, entry_id, account_id)
    form = sheet_form(page)
    require_own_hand()
    if form.validate_on_submit():
        with form.refusing():
            at = datetime.now(UTC)
            taken = key_sheet(signed_in(), entry_id, account_id, keyed_in(page, form), at)
            return _after(code, page, taken)
    so_far = running_total(page.rubric, page.scorer, form.answers())
    shown = render_template(
        "organiser/key_sheet.html",
        info=info,
        page=page,
        form=form,
        parts=lay_out(page, form, so_far),
        so_far=so_far,
        scorers=SCORERS,
        is_mine=_is_mine(page),
        to_key=page.state in TO_KEY,
    )
    return shown, form.status


@blueprint.post(f"{SHEET}/so-far")
@open_to(*STAFF)
def keyed_so_far(code: str, entry_id: int, account_id: int) -> dict[str, object]:
    """What the answers on the open page come to; keeps nothing."""
    _, page = sheet_at(code, entry_id, account_id)
    form = sheet_form(page)
    form.validate()
    total = running_total(page.rubric, page.scorer, form.answers())
    return {
        "points": number(total.points),
        "parts": {so_far.part.code: number(so_far.points) for so_far in total.parts},
        "asked": sorted(total.asked),
        "answered_text": digits(len(total.answered)),
        "asked_text": digits(len(total.asked)),
    }


@blueprint.route(f"{SHEET}/reopen", methods=["GET", "POST"])
@open_to(*STAFF)
def reopen_paper_sheet(code: str, entry_id: int, account_id: int) -> Page | Response:
    """Let two people key the sheet anew, for a reason."""
    info, page = sheet_at(code, entry_id, account_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            reopen_sheet(signed_in(), entry_id, account_id, form.reason.data, datetime.now(UTC))
            flash(gettext("The sheet is open again; two people key it anew."), "good")
            return redirect(address_of("paper_sheet", code, page))
    return render_template("organiser/reopen_sheet.html", info=info, page=page, form=form), (
        form.status
    )


def keyed_in(page: PaperSheetPage, form: SheetForm) -> Keyed:
    """What was keyed on the form."""
    papers = frozenset(form.papers.data) if page.papers else frozenset()
    return Keyed(form.answers(), form.notes(), papers)


def tell(page: PaperSheetPage, taken: Taken) -> None:
    """Say what became of a sheet that went through the door."""
    if taken.verdict is None:
        return
    if taken.verdict.outcome is Outcome.RECEIVED:
        flash(gettext("The sheet of entry %(code)s counts.", code=page.code), "good")
    elif taken.verdict.reason:
        why = REASONS[taken.verdict.reason]
        flash(gettext("The sheet waits for a decision: %(why)s", why=why), "bad")


def _after(code: str, page: PaperSheetPage, taken: Taken) -> Response:
    if taken.state is KeyingState.DIFFERS:
        flash(gettext("The two readings differ. Look at the paper and settle each."), "bad")
        return redirect(address_of("settle_paper_sheet", code, page))
    if taken.state is KeyingState.ONCE:
        flash(gettext("Kept. Somebody else keys this sheet the second time."), "good")
    tell(page, taken)
    return redirect(url_for("organiser.paper_sheets", code=code))


def _is_mine(page: PaperSheetPage) -> bool:
    """Whether the sheet waits for a second person, and the first is who looks at it."""
    newest = page.newest
    return bool(newest and page.state is KeyingState.ONCE and newest.first.by.id == signed_in().id)
