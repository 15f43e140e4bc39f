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

# Accounts are of the whole country.
LIMITED_STAFF_MENU = tuple(
    MenuItem(item.label, "organiser.judges") if item.endpoint == "organiser.people" else item
    for item in STAFF_MENU
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
    """Let templates know who is signed in, the links to show and whether all is in reach."""
    app.context_processor(_menu)


def _menu() -> dict[str, object]:
    person = person_or_nobody()
    if person is None:
        return {"person": None, "menu": PUBLIC_MENU, "reaches_all": False}
    is_limited = person.reach.is_limited
    menu = LIMITED_STAFF_MENU if is_limited else MENU_BY_ROLE[person.role]
    return {"person": person, "menu": menu, "reaches_all": not is_limited}
