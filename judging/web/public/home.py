"""The first page of the site."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from judging.queries.results import announced_results
from judging.web.guarding import open_to_everyone
from judging.web.public.pages import announced, blueprint
from judging.web.signed_in import person_or_nobody


@blueprint.get("/")
@open_to_everyone
def home() -> str | Response:
    """What anybody sees first; who is signed in goes on to his own start page."""
    if person_or_nobody():
        return redirect(url_for("account.start"))
    results = announced_results()
    html = render_template("public/home.html", results=results)
    return announced(html) if results else html
