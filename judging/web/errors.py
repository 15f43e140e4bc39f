"""Pages for what went wrong: each says in one sentence what to do."""

from flask import Flask, render_template
from flask_babel import gettext, lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.web.kept import Page, comes_from_here, kept_page
from judging.web.sentences import sentence_of
from judging.web.signed_in import person_or_nobody

TITLES = {
    403: _l("This page is not yours to open"),
    404: _l("There is no such page"),
    429: _l("Too many tries"),
    500: _l("Something went wrong on our side"),
}
SENTENCES = {
    403: _l("Sign in as somebody whose work this is, or go back to your own pages."),
    404: _l("Check the address, or go back to the first page."),
    405: _l("Go back and use the buttons of the page."),
    413: _l("What you sent is too large; shorten it and send it again."),
    429: _l("Wait 15 minutes, then sign in again, or ask the organiser for a new password."),
    500: _l("What you just did was not kept. Go back and try again; then tell the organiser."),
}


def add_error_pages(app: Flask) -> None:
    """Show every error as a page of the house."""
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(CSRFError, _show_stale_form)
    app.register_error_handler(Refusal, _show_refusal)


def _show_http_error(error: HTTPException) -> Page | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    sentence = SENTENCES.get(code, _l("Go back and try again."))
    return _page(code, str(TITLES.get(code, _l("That did not work"))), str(sentence))


def _show_stale_form(_error: CSRFError) -> Page:
    if person_or_nobody() and comes_from_here():
        return kept_page(400)
    return _page(
        400,
        gettext("This page was open too long"),
        gettext("Go back, load the page again and send it once more."),
    )


def _show_refusal(refusal: Refusal) -> Page:
    code = 422
    if isinstance(refusal, NotThere):
        code = 404
    elif isinstance(refusal, NotAllowed):
        code = 403
    return _page(code, str(TITLES.get(code, _l("That did not work"))), sentence_of(refusal))


def _page(code: int, title: str, sentence: str) -> Page:
    return render_template("errors/error.html", title=title, sentence=sentence), code
