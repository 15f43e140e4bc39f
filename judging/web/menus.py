"""Where each role starts and what stands at the top of its pages."""

from dataclasses import dataclass

from flask import Flask
from flask_babel import LazyString, lazy_gettext as _l

from judging.domain.people import Role
from judging.web.signed_in import person_or_nobody


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link at the top of the page."""

    label: LazyString
    endpoint: str


PUBLIC_MENU = (
    MenuItem(_l("Results"), "public.home"),
    MenuItem(_l("Check a certificate"), "public.check"),
)

STAFF_MENU = (
    MenuItem(_l("Competition"), "organiser.home"),
    MenuItem(_l("Registry"), "organiser.products"),
    MenuItem(_l("People"), "organiser.people"),
    MenuItem(_l("Audit"), "organiser.audit"),
)

# The first item is where the role starts.
MENU_BY_ROLE = {
    Role.JUDGE: (MenuItem(_l("My flight"), "judge.flight"),),
    Role.DESK: (MenuItem(_l("My flight"), "judge.flight"),),
    Role.ORGANISER: STAFF_MENU,
    Role.ADMIN: STAFF_MENU,
    Role.PRODUCER: (MenuItem(_l("My products"), "producer.home"),),
}


def start_of(role: Role) -> str:
    """The endpoint of the page where the role starts."""
    return MENU_BY_ROLE[role][0].endpoint


def add_menus(app: Flask) -> None:
    """Let the base template know who is signed in and the links to show."""
    app.context_processor(_menu)


def _menu() -> dict[str, object]:
    person = person_or_nobody()
    return {"person": person, "menu": MENU_BY_ROLE[person.role] if person else PUBLIC_MENU}
