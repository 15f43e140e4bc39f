"""What a tablet sends: JSON of a known shape, or a 400 that says so."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar

from flask import Response, abort, jsonify, make_response, request

from judging.domain.refusal import Refusal, sentence
from judging.domain.version import IDENTITY, LARGEST_NUMBER
from judging.web.enrolled import Told, told

T = TypeVar("T")
Body = Mapping[str, Any]
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
LONGEST_SECRET = 200
LONGEST_BROWSER = 200
LONGEST_VERSION = 40
MALFORMED = Refusal(
    sentence("The server did not understand this tablet; close the app and open it again.")
)


def body() -> Body:
    """The JSON object of the request."""
    return _wanted(request.get_json(silent=True), dict)


def part(of: Body, name: str) -> Body:
    """An object within."""
    return _wanted(of.get(name), dict)


def text(of: Body, name: str, longest: int) -> str:
    """A text without control characters, cut to `longest`; none is empty."""
    return CONTROL.sub("", _wanted(of.get(name, ""), str))[:longest].strip()


def identity(of: Body, name: str) -> str:
    """An identity as tablets draw them."""
    given = _wanted(of.get(name), str)
    return given if IDENTITY.fullmatch(given) else refuse()


def count(of: Body, name: str) -> int:
    """A whole number, none below zero."""
    given = _wanted(of.get(name), int)
    return given if 0 <= given <= LARGEST_NUMBER else refuse()


def percent_or_none(of: Body, name: str) -> int | None:
    """A whole number of percent."""
    if of.get(name) is None:
        return None
    given = count(of, name)
    return given if given <= 100 else refuse()


def yes_no_or_none(of: Body, name: str) -> bool | None:
    """Yes, no, or what the browser does not tell."""
    return None if of.get(name) is None else _wanted(of.get(name), bool)


def time_or_none(of: Body, name: str) -> datetime | None:
    """A time in ISO 8601; one that is none tells nothing, for a clock may be mad."""
    given = of.get(name)
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
        return moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except ValueError:
        return None


def answer(plain: Body | Told, status: int = 200) -> Response:
    """JSON that no cache keeps."""
    plain, status = plain if isinstance(plain, tuple) else (plain, status)
    response: Response = jsonify(plain)
    response.status_code = status
    response.cache_control.no_store = True
    return response


def _wanted(given: object, kind: type[T]) -> T:
    # type() and not isinstance: True is an int too.
    return given if type(given) is kind else refuse()


def refuse() -> NoReturn:
    """Nothing of this request is kept: the tablet that sent it has a fault."""
    abort(make_response(answer(told(400, "malformed", MALFORMED))))
