"""Who may open a page: it is shut unless its view says so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from judging.domain.people import Person, Role
from judging.web.enrolled import Told, refuse_strangers
from judging.web.kept import Page, comes_from_here, kept_page
from judging.web.signed_in import person_or_nobody

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Opening:
    """The roles that may open a page; `everyone` lets in also who is not signed in.

    `tablets` asks for the key of an enrolled tablet instead of a session. What is of the
    `whole_country` is shut for who reaches one province or one competition alone.
    """

    roles: frozenset[Role]
    everyone: bool = False
    tablets: bool = False
    whole_country: bool = False

    def lets_in(self, person: Person | None) -> bool:
        """Whether this person, or nobody known, may open the page."""
        if self.everyone or person is None:
            return self.everyone
        is_too_far = self.whole_country and person.reach.is_limited
        return person.role in self.roles and not is_too_far


def open_to(*roles: Role, whole_country: bool = False) -> Callable[[View], View]:
    """Mark a view as open to these roles; stands below the route."""
    return lambda view: _mark(view, Opening(frozenset(roles), whole_country=whole_country))


def open_to_everyone(view: View) -> View:
    """Mark a view as open to all, signed in or not."""
    return _mark(view, Opening(frozenset(Role), everyone=True))


def open_to_tablets(view: View) -> View:
    """Mark a view as open to judges on enrolled tablets; what it raises is told as JSON."""
    return _mark(view, Opening(frozenset({Role.JUDGE, Role.DESK}), tablets=True))


def opening_of(view: Callable[..., object]) -> Opening:
    """Who may open the view; a view without a mark is a fault."""
    opening = getattr(view, "opening", None)
    if not isinstance(opening, Opening):
        raise LookupError(f"{view.__module__}.{view.__name__} does not say who may open it")
    return opening


def refuse_nul() -> None:
    """No person types a NUL, and not every database can even ask for one."""
    typed = [request.path, *request.args.values(), *request.form.values()]
    if any("\0" in text for text in typed):
        abort(404)


def guard() -> Response | Page | Told | None:
    """Let the request pass, lead to sign-in, or refuse; what was typed here is not lost."""
    if request.endpoint is None:
        return None
    opening = opening_of(current_app.view_functions[request.endpoint])
    if opening.tablets:
        return refuse_strangers()
    person = person_or_nobody()
    if opening.lets_in(person):
        return None
    if person:
        abort(403)
    if request.method == "POST" and comes_from_here():
        return kept_page(401)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=wanted))


def _mark(view: View, opening: Opening) -> View:
    view.__dict__["opening"] = opening
    return view
