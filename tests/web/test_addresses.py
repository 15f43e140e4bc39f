"""A number that no row can have leads to "no such page", never to a fault."""

from collections.abc import Callable

import pytest

from judging.domain.people import Person
from tests import story
from tests.web.conftest import Browser

SignIn = Callable[[Person], Browser]
HUGE = 10**30
ENTRIES = "/organiser/competitions/OVOP-2027/entries"


@pytest.mark.parametrize("number", [2**31, HUGE])
def test_a_number_beyond_every_row_is_not_there(signed_in: SignIn, number: int) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    admin, producer = signed_in(told.admin), signed_in(told.producer)
    family = [f"{ENTRIES}/{number}{act}" for act in ("", "/correct", "/withdraw", "/papers")]
    family += [
        f"/organiser/competitions/OVOP-2027/panels/{number}",
        f"/organiser/people/{number}/password",
    ]
    assert {path: admin.get(path).status_code for path in family} == dict.fromkeys(family, 404)
    assert admin.send(f"/organiser/people/{number}/switch", {}).status_code == 404
    assert producer.get(f"/producer/entries/{number}").status_code == 404


@pytest.mark.parametrize("number", [2**31, HUGE, -1, 0, "x"])
def test_a_number_asked_for_that_no_row_has_shows_the_first_page(
    signed_in: SignIn, number: object
) -> None:
    told = story.begin(judges=1)
    story.enter(told, 1)
    admin = signed_in(told.admin)
    for path in ("/organiser/audit?before", f"{ENTRIES}?page"):
        first = admin.see(path.partition("?")[0])
        assert shown(admin.see(f"{path}={number}")) == shown(first)


def shown(page: str) -> str:
    """What stands in the page itself; the links above it carry the address."""
    return page.partition("<main")[2]
