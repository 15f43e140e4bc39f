"""The pages of an organiser who reaches one province."""

import io
from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.domain.reach import Reach
from judging.queries.entries import entry
from judging.services.carrying import carry_leading
from judging.services.enrolling import limit_account
from tests import provinces, story as told
from tests.acts import product_of
from tests.country import Country, limited, told_of, whole_country
from tests.enrolled import enrol
from tests.handovers import file_of, pack
from tests.provinces import KAMPOT
from tests.story import NOON
from tests.versions import sent, version
from tests.web.conftest import Browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]
OWN = "/organiser/competitions/OVOP-2027.KH-7"
OF_THE_WHOLE_COUNTRY = (
    "/organiser/people",
    "/organiser/people/new",
    "/organiser/imports",
    "/organiser/gazetteer",
    "/organiser/competitions/new",
)


@pytest.fixture
def country(app: Flask) -> Country:
    """Kampot, Kandal and the national round."""
    return whole_country(app)


@pytest.fixture
def organiser(country: Country, signed_in: SignIn) -> Browser:
    """Who reaches Kampot alone."""
    return signed_in(country.organiser)


def test_the_first_page_is_the_round_of_the_province(organiser: Browser) -> None:
    page = text_of(organiser.see("/organiser/"))
    assert "Provincial round: Kampot" in page
    assert "There is no other competition." in page
    assert "Make a competition" not in page


def test_a_province_without_a_round_says_so(app: Flask, signed_in: SignIn) -> None:
    organiser = limited(told.begin(judges=1), "early", Reach(KAMPOT))
    page = text_of(signed_in(organiser).see("/organiser/"))
    assert "There is no round in your reach yet" in page
    assert "Make" not in page


def test_what_is_of_the_whole_country_is_shut_and_not_linked(organiser: Browser) -> None:
    pages = ("/organiser/", "/organiser/products", "/organiser/tables", "/organiser/judges")
    seen = "".join(map(organiser.see, [*pages, f"{OWN}/groups", f"{OWN}/rounds"]))
    for address in OF_THE_WHOLE_COUNTRY:
        assert organiser.get(address).status_code == 403
        assert f'"{address}"' not in seen
    assert "Add provincial rounds" not in seen
    assert "Read the files again" not in seen


def test_rounds_are_added_and_files_read_again_for_the_whole_country_only(
    organiser: Browser,
) -> None:
    organiser.see(f"{OWN}/rounds")
    chosen = {"provinces": ["KH-9"], "leading_products": "3"}
    assert organiser.send(f"{OWN}/rounds", chosen).status_code == 403
    assert organiser.send(f"{OWN}/groups/read-again", {}).status_code == 403


def test_no_other_province_can_be_chosen(organiser: Browser, country: Country) -> None:
    page = organiser.see(f"/organiser/products/{product_of(country.kampot)}/correct")
    assert 'value="KH-7"' in page
    assert 'value="KH-8"' not in page
    for address in ("/organiser/products", "/organiser/producers", "/organiser/papers"):
        assert 'value="KH-8"' not in organiser.see(address)


def test_products_out_of_reach_are_not_put_forward_nor_named(
    organiser: Browser, country: Country
) -> None:
    organiser.see("/organiser/products")
    numbers = {"product": [str(product_of(country.kandal))]}
    answer = organiser.send(f"{OWN}/entries/registered", numbers)
    assert answer.status_code == 200
    assert "Kandal-" not in answer.text


def test_a_panel_is_offered_no_judge_of_another_province(organiser: Browser) -> None:
    page = organiser.see(f"{OWN}/panels/new/FOOD/panel")
    assert "kampot-judge1" in page
    assert "wandering" in page
    assert "kandal-judge" not in page


def test_sheets_of_another_province_are_not_taken_in(organiser: Browser, country: Country) -> None:
    own, other = country.kampot, country.kandal
    for story, taken in ((other, False), (own, True)):
        judge, entry_id = story.judges[1], story.entry_ids[0]
        enrolled = enrol(story, judge, number=50 + story.round_id)
        one = version(told_of(story), judge, entry_id, round=story.round_id)
        text = file_of(pack([sent(one).text], enrolled.enrolment, enrolled.handover_key))
        organiser.see(f"{OWN}/handover")
        answer = organiser.send(
            f"{OWN}/handover", {"file": (io.BytesIO(text.encode()), "unsent.json")}
        )
        assert ("of another server" not in answer.text) == taken


def test_carried_products_are_told_without_their_codes_in_the_national_round(
    app: Flask, signed_in: SignIn
) -> None:
    story = provinces.announced(entries=2, leading_products=1)
    (carried,) = carry_leading(story.organiser, story.round_id, story.entry_ids[:1], "", NOON)
    code = entry(carried).code
    page = f"{OWN}/leading"
    assert code in text_of(signed_in(story.organiser).see(page))
    limited_page = text_of(signed_in(limited(story, "of-kampot", Reach(KAMPOT))).see(page))
    assert code not in limited_page
    assert "Yes" in limited_page


def test_who_was_limited_and_is_not_any_more_sees_everything_again(
    country: Country, signed_in: SignIn
) -> None:
    limit_account(country.kampot.admin, country.organiser.id, Reach(), NOON)
    browser = signed_in(country.organiser)
    assert "Kandal-Product-1" in browser.see("/organiser/products")
    assert browser.get("/organiser/people").status_code == 200
