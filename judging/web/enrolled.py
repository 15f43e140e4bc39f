"""Which judge on which tablet sends a request: told by a key, never by a cookie."""

from typing import Any

from flask import g, request

from judging.domain.refusal import Refusal, sentence
from judging.queries.enrolments import Enrolment, enrolment_of_key
from judging.web.sentences import sentences_of

Told = tuple[dict[str, Any], int]

SCHEME = "Tablet "
NOT_ENROLLED = Refusal(
    sentence("This tablet is not enrolled any more. Ask the organiser for a new card.")
)


def refuse_strangers() -> Told | None:
    """Let enrolled tablets pass; what a stranger has to send stays with the stranger."""
    given = request.headers.get("Authorization", "")
    key = given.removeprefix(SCHEME) if given.startswith(SCHEME) else ""
    g.enrolment = enrolment_of_key(key) if key else None
    return None if g.enrolment else told(401, "not_enrolled", NOT_ENROLLED)


def enrolled() -> Enrolment:
    """The enrolment whose key came with the request, behind `open_to_tablets`."""
    enrolment: Enrolment = g.enrolment
    return enrolment


def told(status: int, code: str, refusal: Refusal, **facts: object) -> Told:
    """A refusal as tablets read it: a code for the app and the sentence in both languages."""
    return {"error": code, "sentence": sentences_of(refusal), **facts}, status
