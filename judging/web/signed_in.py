"""Who is signed in: a signed cookie with the account and the epoch of its sessions."""

from flask import g, request, session

from judging.domain.people import Person
from judging.queries.people import person as person_of_account


def load_person() -> None:
    """Look up who asks; a session of an earlier epoch or of a shut account is nobody's."""
    g.person = None
    if request.endpoint == "static" or request.blueprint == "tablet":
        # Styles and fonts are for everybody, and may stay in the cache; tablets have a key.
        return
    if account_id := session.get("account"):
        person = person_of_account(account_id)
        if person and person.is_active and person.epoch == session.get("epoch"):
            g.person = person


def person_or_nobody() -> Person | None:
    """The person who is signed in, if any; pages open to everyone ask this way."""
    person: Person | None = g.get("person")
    return person


def signed_in() -> Person:
    """The person who is signed in, on a page that only roles can open."""
    person = person_or_nobody()
    if person is None:
        raise LookupError("nobody is signed in: the view must be open to roles only")
    return person


def start_session(person: Person) -> None:
    """Begin a fresh session; only the chosen language lives on."""
    end_session()
    session["account"] = person.id
    session["epoch"] = person.epoch
    session.permanent = True


def end_session() -> None:
    """Forget everything but the chosen language."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
