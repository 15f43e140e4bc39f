"""The organiser's standings after the announcement: what was frozen, computed no more."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.persistence.database import db
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.certificates import of_competition
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.endings import Endings, announced
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027/standings/FOOD"


@pytest.fixture
def endings(app: Flask) -> Endings:
    """An announced round whose entries end in every way."""
    return announced()


@pytest.fixture
def organiser(endings: Endings, signed_in: SignIn) -> Browser:
    """Its organiser."""
    return signed_in(endings.story.organiser)


def test_rank_score_star_honour_state_and_reasons_are_those_announced(
    endings: Endings, organiser: Browser
) -> None:
    page = organiser.see(HOME)
    assert "This is what was announced; it is not computed again." in page
    assert "Ranked: 4 · Below quorum: 1 · Stopped: 1 · Eliminated: 1 · Withdrawn: 1" in page
    rows = {row[1].split()[0]: row for row in rows_of(page)}
    by_name = {name: rows[code] for name, code in endings.codes.items()}
    assert by_name["champion"][0] == "1"
    assert by_name["champion"][2:] == ["100.00", "35", "25", "25", "15", "5 Product Champion"]
    assert by_name["tied"][0] == by_name["equal"][0] == "=2"
    assert by_name["capped"][-1] == "2 earned 5"
    assert "Scoring stops: Foreign matter was found in the product." in by_name["stopped"][1]
    assert by_name["withdrawn"][1].endswith("Withdrawn")


def test_an_entry_is_shown_with_its_frozen_parts_and_levels(
    endings: Endings, organiser: Browser
) -> None:
    page = organiser.see(f"{HOME}/{endings.codes['tied']}")
    assert ["Smell", "Natural, right for the product", "2 of 4"] in rows_of(page)
    assert "Final score 98.00 of 100" in text_of(page)
    assert organiser.get(f"{HOME}/0000").status_code == 404
    stopped = text_of(organiser.see(f"{HOME}/{endings.codes['stopped']}"))
    assert "Scoring stops: Foreign matter was found in the product." in stopped


def test_what_changes_in_the_rows_afterwards_changes_no_standing(
    endings: Endings, organiser: Browser
) -> None:
    paths = [HOME, *(f"{HOME}/{code}" for code in endings.codes.values())]
    before = [text_of(organiser.see(path)) for path in paths]
    for product in db.session.query(ProductRow):
        product.name_en = "Renamed"
    for producer in db.session.query(ProducerRow):
        producer.name_en = "Renamed"
    for sheet in db.session.query(SheetRow):
        sheet.answers = "{}"
    db.session.commit()
    assert [text_of(organiser.see(path)) for path in paths] == before


def test_the_organiser_and_the_public_read_the_same_rank_and_score(
    endings: Endings, organiser: Browser, browser: Browser
) -> None:
    own = {row[1].split()[0]: (row[0], row[2]) for row in rows_of(organiser.see(HOME)) if row[0]}
    public = {}
    for code in own:
        text = text_of(browser.see(f"/results/OVOP-2027/entries/{code}"))
        public[code] = re.findall(r"Final score ([\d.]+) of 100 Rank (=?\d+)", text)[0][::-1]
    assert own == public
    assert own[endings.codes["tied"]] == ("=2", "98.00")
    issued = of_competition("OVOP-2027", NOON.date())
    champion = next(one for one in issued if one.design == "champion")
    assert champion.final_score == "100.00"
    assert "Final score 100.00" in text_of(browser.see(f"/v/{champion.number}"))
