"""The blueprint that the public pages join, and how long their answers may be kept."""

from flask import Blueprint, Response, make_response, request

from judging.web.result_words import add_result_filters
from judging.web.signed_in import person_or_nobody

blueprint = Blueprint("public", __name__)
add_result_filters(blueprint)

SECONDS_KEPT = 60


def announced(html: str) -> Response:
    """A page of announced facts: for a minute in any cache, then asked for again by its ETag.

    A signed-in person has his name on it, so his stays in none.
    """
    response = make_response(html)
    if person_or_nobody():
        return response
    response.cache_control.public = True
    response.cache_control.max_age = SECONDS_KEPT
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.after_request
def keep_nothing_else(response: Response) -> Response:
    """What is not announced yet may be announced in a minute."""
    if not response.cache_control.max_age:
        response.cache_control.no_store = True
    return response
