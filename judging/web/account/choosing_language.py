"""The switch at the top of every page."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from judging.web.account.pages import blueprint
from judging.web.guarding import open_to_everyone
from judging.web.languages import choose_language, own_path


@blueprint.get("/language/<code>")
@open_to_everyone
def language(code: str) -> Response:
    """Change the language and go back to the page where the switch was used."""
    choose_language(code)
    return redirect(own_path(request.args.get("back"), url_for("public.home")))
