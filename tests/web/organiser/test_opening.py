"""Every page of the organiser opens for organisers and administrators, and for nobody else."""

from collections.abc import Callable
from datetime import date

import pytest

from judging.domain.people import Person
from tests import story
from tests.story import Story
from tests.web.conftest import Browser

SignIn = Callable[[Person], Browser]

OF_A_COMPETITION = (
    "",
    "/groups",
    "/groups/FOOD",
    "/groups/SERV",
    "/entries",
    "/entries/{entry}",
    "/entries/{entry}/correct",
    "/entries/{entry}/withdraw",
    "/entries/{entry}/papers",
    "/entries/new",
    "/entries/choose",
    "/entries/registered/{product}",
    "/panels",
    "/panels/{panel}",
    "/panels/new/FOOD/desk",
    "/panels/new/FOOD/panel",
    "/recusals",
    "/room",
    "/room/now",
    "/open",
    "/close",
    "/reopen",
    "/standings/FOOD",
    "/standings/HERB",
    "/standings/FOOD/{code}",
    "/certificates",
)
OTHERS = (
    "/organiser/",
    "/organiser/competitions/new",
    "/organiser/people",
    "/organiser/audit",
    "/organiser/producers",
    "/organiser/producers/new",
    "/organiser/producers/{producer}",
    "/organiser/producers/{producer}/correct",
    "/organiser/producers/{producer}/products/new",
    "/organiser/products",
    "/organiser/products/new",
    "/organiser/products/{product}",
    "/organiser/products/{product}/correct",
    "/organiser/products/{product}/tests/village",
)


def addresses(told: Story) -> list[str]:
    """Every page of the organiser for the first entry of the story."""
    from judging.queries.entries import entry
    from judging.queries.panels import panels_of
    from judging.queries.products import Wanted, products

    entered = products(Wanted(), date(2027, 4, 7))[0]
    places = {
        "product": entered.product_id,
        "producer": entered.producer_id,
        "entry": told.entry_ids[0],
        "code": entry(told.entry_ids[0]).code,
        "panel": panels_of(told.round_id)[0].id,
    }
    within = [f"/organiser/competitions/{told.code}{path}" for path in OF_A_COMPETITION]
    return [path.format(**places) for path in [*OTHERS, *within]]


def ready_to_enter() -> Story:
    told = story.begin()
    story.seat_everyone(told, story.enter(told))
    return told


@pytest.mark.parametrize("tell", [ready_to_enter, story.ready_to_judge, story.announced])
def test_each_page_opens_for_the_organiser_at_every_stage(
    tell: Callable[[], Story], signed_in: SignIn
) -> None:
    told = tell()
    browser = signed_in(told.organiser)
    for path in addresses(told):
        assert browser.get(path).status_code == 200, path


def test_each_page_opens_for_the_administrator(signed_in: SignIn) -> None:
    told = story.ready_to_judge()
    browser = signed_in(told.admin)
    for path in [*addresses(told), "/organiser/people/new"]:
        assert browser.get(path).status_code == 200, path


@pytest.mark.parametrize("who", ["desk", "judge", "producer"])
def test_no_page_opens_for_another_role(who: str, signed_in: SignIn) -> None:
    told = story.ready_to_judge()
    person = told.judges[0] if who == "judge" else getattr(told, who)
    browser = signed_in(person)
    for path in [*addresses(told), f"/organiser/competitions/{told.code}/announce"]:
        assert browser.get(path).status_code == 403, path


def test_no_page_opens_for_somebody_who_is_not_signed_in(browser: Browser) -> None:
    told = story.ready_to_judge()
    for path in [*addresses(told), f"/organiser/competitions/{told.code}/announce"]:
        assert browser.get(path).location.startswith("/sign-in"), path


def test_pages_of_what_is_not_there_say_so(signed_in: SignIn) -> None:
    told = story.ready_to_judge()
    browser = signed_in(told.organiser)
    home = f"/organiser/competitions/{told.code}"
    for path in (
        "/organiser/competitions/OVOP-1999",
        f"{home}/groups/TOYS",
        f"{home}/entries/0",
        f"{home}/panels/0",
        f"{home}/standings/TOYS",
        f"{home}/standings/FOOD/0000",
        f"{home}/certificates/OVOP-KH07-2027-FOOD-0001.pdf",
    ):
        assert browser.get(path).status_code == 404, path
