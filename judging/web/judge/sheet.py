"""The score sheet: fill it, keep a draft, hand it in, correct it while the round is open."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.calendar import CAMBODIA
from judging.domain.people import Role
from judging.domain.refusal import NotAllowed, Refusal
from judging.queries.product_papers import RegisteredPaper, registered_of_entry
from judging.queries.sheets import SheetPage, sheet_page
from judging.services.papers import PaperTicks, record_papers
from judging.services.scoring import hand_in_sheet, save_draft
from judging.web.filters import digits, moment, number
from judging.web.guarding import open_to
from judging.web.judge.pages import blueprint
from judging.web.judge.running_total import running_total
from judging.web.judge.sheet_form import SheetForm, sheet_form
from judging.web.judge.sheet_layout import lay_out
from judging.web.languages import choose_language
from judging.web.signed_in import signed_in

Page = tuple[str, int]


@blueprint.route("/entries/<entry_code>/sheet", methods=["GET", "POST"])
@open_to(Role.JUDGE, Role.DESK)
def sheet(entry_code: str) -> Page | Response:
    """One entry's score sheet of the person who is signed in."""
    page = sheet_page(signed_in().id, entry_code)
    form = sheet_form(page)
    require_own_hand()
    if form.validate_on_submit():
        with form.refusing():
            _require_newest(page)
            if request.form.get("act") == "hand_in":
                return _hand_in(page, form)
            return _keep_draft(page, form)
    so_far = running_total(page.rubric, page.flight.scorer, form.answers())
    shown = render_template(
        "judge/sheet.html",
        page=page,
        flight=page.flight,
        form=form,
        parts=lay_out(page, form, so_far),
        so_far=so_far,
        registered=_registered(page),
        # After a refusal still what stood ticked when the page was first opened.
        shown_papers=request.form.getlist("papers_shown") or sorted(page.papers_seen),
        can_score=page.flight.is_open and not (page.flight.is_recused or page.flight.is_withdrawn),
    )
    return shown, form.status


@blueprint.post("/entries/<entry_code>/sheet/so-far")
@open_to(Role.JUDGE, Role.DESK)
def so_far(entry_code: str) -> dict[str, object]:
    """What the answers on the open page come to; keeps nothing."""
    page = sheet_page(signed_in().id, entry_code)
    form = sheet_form(page)
    form.validate()
    total = running_total(page.rubric, page.flight.scorer, form.answers())
    return {
        "points": number(total.points),
        "parts": {so_far.part.code: number(so_far.points) for so_far in total.parts},
        "asked": sorted(total.asked),
        "answered_text": digits(len(total.answered)),
        "asked_text": digits(len(total.asked)),
    }


def _registered(page: SheetPage) -> dict[str, RegisteredPaper]:
    """What the registry has, beside the desk's ticks; it ticks nothing itself."""
    if not page.papers:
        return {}
    return registered_of_entry(page.flight.entry_id, datetime.now(CAMBODIA).date())


def require_own_hand() -> None:
    """On a shared tablet one judge's open page is never sent as another's."""
    me = str(signed_in().id)
    if request.form.get("filled_by", me) != me:
        raise NotAllowed("Somebody else filled in this sheet; sign in as that person to send it.")


def _require_newest(page: SheetPage) -> None:
    """What another window has kept meanwhile is not silently replaced."""
    if request.form.get("as_of", page.as_of) != page.as_of:
        raise Refusal(
            "This sheet was changed in another window after you opened it. Look at it once more;"
            " press the button again to keep what stands here."
        )


def _ticks(page: SheetPage, form: SheetForm) -> PaperTicks | None:
    """The desk's papers, with those that stood ticked when the page was opened."""
    if not page.papers:
        return None
    shown = frozenset(request.form.getlist("papers_shown"))
    return PaperTicks(frozenset(form.papers.data), shown)


def _keep_draft(page: SheetPage, form: SheetForm) -> Response:
    answers, notes = form.answers(), form.notes()
    ticks, entry_id, at = _ticks(page, form), page.flight.entry_id, datetime.now(UTC)
    # A sheet that was only looked at is not a new draft.
    if (answers, notes) != (page.answers, page.notes):
        save_draft(signed_in(), entry_id, answers, notes, at, ticks, as_of=page.as_of)
    elif ticks and ticks.ticked != ticks.shown:
        record_papers(signed_in(), entry_id, ticks, at)
    choose_language(request.form.get("language", ""))
    flash(gettext("Your draft of %(code)s is kept.", code=page.flight.code), "good")
    return redirect(url_for("judge.sheet", entry_code=page.flight.code))


def _hand_in(page: SheetPage, form: SheetForm) -> Response:
    at, answers = datetime.now(UTC), form.answers()
    ticks, entry_id = _ticks(page, form), page.flight.entry_id
    version = hand_in_sheet(
        signed_in(),
        entry_id,
        answers,
        form.notes(),
        at,
        ticks,
        as_of=page.as_of,
        looks_again=request.form.get("looks_again", type=int),
    )
    total = running_total(page.rubric, page.flight.scorer, answers)
    received = gettext(
        "Received on %(at)s: score sheet %(code)s, version %(version)s,"
        " %(points)s of %(highest)s points.",
        code=page.flight.code,
        version=digits(version),
        points=number(total.points),
        highest=number(total.highest),
        at=moment(at),
    )
    flash(received, "good")
    return redirect(url_for("judge.flight"))
