"""axe finds nothing on the pages of a round that travels by file."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from judging.queries.entries import entries_of
from tests import travelling
from tests.journeys.test_axe import violations
from tests.travelling import at, renamed

pytestmark = pytest.mark.browser
KAMPOT = "/organiser/competitions/OVOP-2027.KH-7"


@pytest.mark.parametrize("language", ["km", "en"])
def test_axe_finds_nothing_before_and_after_a_round_came_home(
    app: Flask, province: Flask, open_tablet: Callable[..., Page], language: str
) -> None:
    journey = travelling.announced(province, entries=1, registered=1)
    (identity,) = travelling.identities(journey)
    with at(province):
        renamed(identity, "Of the province", journey.there.organiser)
    renamed(identity, "Of the centre", journey.centre.organiser)
    file_id = travelling.received(journey, travelling.packed(journey))
    page = open_tablet(journey.centre.organiser, bypass_csp=True)
    page.goto(f"/language/{language}")
    own = ["", "/lend", "/take-back", "/round-file", "/bring-home", f"/bring-home/{file_id}"]
    paths = [*(KAMPOT + name for name in own), "/organiser/begin-round"]
    found = violations(page, paths)
    travelling.brought(journey, file_id)
    (entry, *_) = entries_of(journey.centre.round_id)
    found += violations(page, [*paths, f"{KAMPOT}/entries/{entry.entry_id}"])
    assert found == []
