"""Products of the registry through their pages: list, register, tests, correct."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.domain.products import Finding, OriginTest
from judging.domain.words import Words
from judging.persistence.gazetteer import GazetteerRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.writing import writing
from judging.queries.products import Wanted, product, products
from judging.services.registering import answer_origin_test, register_producer, register_product
from judging.web.organiser.registry import today
from tests import story
from tests.services.test_registering import SILK, WEAVERS
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.organiser.test_entries import tick_of
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/products"
TYPED = {
    "name_km": "ទឹកត្រីកំពត",
    "name_en": "Kampot fish sauce",
    "group": "FOOD",
    "registration": "kh-07-០០៩៩",
    "province": "KH-7",
    "district_km": "ទឹកឈូ",
    "commune_km": "ត្រើយកោះ",
    "gazetteer": "",
}
PLACES = {
    "0708": ("ទឹកឈូ", "Tuek Chhou"),
    "070805": ("ត្រើយកោះ", "Traeuy Kaoh"),
    "070806": ("ជុំគ្រៀល", "Chum Kriel"),
    "07080501": ("ដូនតោក", "Doun Taok"),
}


@pytest.fixture
def told(app: Flask) -> Story:
    """People, no competition, and one registered product."""
    told = story.enrol_everyone(judges=1)
    maker = register_producer(told.organiser, WEAVERS, NOON)
    told.entry_ids = [maker, register_product(told.organiser, maker, SILK, NOON)]
    return told


@pytest.fixture
def maker(told: Story) -> int:
    """The number of the producer."""
    return told.entry_ids[0]


@pytest.fixture
def silk(told: Story) -> int:
    """The number of the product."""
    return told.entry_ids[1]


@pytest.fixture
def organiser(told: Story, signed_in: SignIn) -> Browser:
    """Who keeps the registry."""
    return signed_in(told.organiser)


def register(organiser: Browser, maker: int, typed: dict[str, str]) -> int:
    """Register through the form; the product's number."""
    path = f"/organiser/producers/{maker}/products/new"
    organiser.see(path)
    answer = organiser.send(path, typed)
    assert answer.status_code == 302, text_of(answer.text)
    return int(answer.location.rpartition("/")[2])


def load_places() -> None:
    """What an operator has loaded of the gazetteer."""
    with writing() as session:
        session.add_all(
            GazetteerRow(number=number, parent=number[:-2], name_km=km, name_en=en)
            for number, (km, en) in PLACES.items()
        )


def test_a_product_is_registered_for_a_chosen_producer(organiser: Browser, maker: int) -> None:
    page = organiser.see(f"{HOME}/new?search=weavers")
    assert f"/organiser/producers/{maker}/products/new" in page
    kept = product(register(organiser, maker, TYPED))
    assert (kept.product.name.en, kept.product.registration) == ("Kampot fish sauce", "KH-07-0099")
    assert (kept.product.group, kept.producer_id) == ("FOOD", maker)
    shown = text_of(organiser.see(f"{HOME}/{kept.product_id}"))
    for said in ("Kampot fish sauce", "Phnum Dei Weavers", "KH-07-0099", "ត្រើយកោះ commune"):
        assert said in shown


def test_without_a_competition_the_groups_are_those_of_the_written_standard(
    organiser: Browser, maker: int
) -> None:
    page = organiser.see(f"/organiser/producers/{maker}/products/new")
    assert '<option value="TEXT">' in page


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    organiser: Browser, maker: int
) -> None:
    path = f"/organiser/producers/{maker}/products/new"
    organiser.see(path)
    wrong = {"registration": "KH-07-0012", "gazetteer": "", "name_km": "ក"}
    taken = organiser.send(path, TYPED | wrong)
    assert taken.status_code == 422
    assert (
        'id="registration-wrong">The registration number KH-07-0012 is that of another product: '
        "Golden silk.</small>"
    ) in taken.text
    bad = organiser.send(path, TYPED | {"gazetteer": "12", "district_km": "ស" * 71, "group": "?"})
    assert bad.status_code == 422
    assert 'id="gazetteer-wrong">The gazetteer number has' in bad.text
    assert 'id="district_km-wrong">Shorten the name to 70 characters.' in bad.text
    assert 'id="group-wrong"' in bad.text
    assert 'value="Kampot fish sauce"' in bad.text
    assert len(products(Wanted(), today())) == 1


def test_a_product_of_the_province_that_looks_the_same_is_shown(
    organiser: Browser, maker: int, silk: int
) -> None:
    path = f"/organiser/producers/{maker}/products/new"
    organiser.see(path)
    alike = TYPED | {"name_en": "golden  SILK"}
    warned = organiser.send(path, alike)
    assert warned.status_code == 422
    assert f'href="{HOME}/{silk}" target="_blank"' in warned.text
    assert tick_of(warned.text) == str(silk)
    assert organiser.send(path, alike | {"province": "KH-8"}).status_code == 302
    assert organiser.send(path, alike | {"another": str(silk), "registration": ""}).location


def test_the_four_tests_are_answered_with_reasons(organiser: Browser, silk: int) -> None:
    path = f"{HOME}/{silk}/tests/village"
    organiser.see(path)
    refused = organiser.send(path, {"holds": "yes", "reason": " "})
    assert refused.status_code == 422
    assert "Write the reason" in text_of(refused.text)
    assert "checked" in refused.text
    assert organiser.send(path, {"reason": "why"}).status_code == 422
    assert product(silk).product.findings == {}
    assert organiser.send(path, {"holds": "no", "reason": "Made in a factory."}).status_code == 302
    assert product(silk).product.findings == {
        OriginTest.VILLAGE: Finding(False, "Made in a factory.")
    }
    assert "Made in a factory." in organiser.see(path)
    assert rows_of(organiser.see(f"{HOME}/{silk}"))[0][1:3] == ["No", "Made in a factory."]
    assert organiser.get(f"{HOME}/{silk}/tests/taste").status_code == 404


def add_paper(product_id: int, kind: str, days: int | None, *, removed: bool = False) -> None:
    """A paper that expires so many days from today."""
    with writing() as session:
        session.add(
            ProductPaperRow(
                product_id=product_id,
                kind=kind,
                expires_on=None if days is None else today() + timedelta(days=days),
                recorded_at=NOON,
                removed_at=NOON if removed else None,
            )
        )


def test_the_list_shows_what_each_product_lacks(
    told: Story, organiser: Browser, maker: int, silk: int
) -> None:
    for test in OriginTest:
        answer_origin_test(told.organiser, silk, test, Finding(True, "It does."), NOON)
    krama = replace(SILK, name=Words("ក្រមា", "Krama"), registration="", group="")
    other = register_product(told.organiser, maker, krama, NOON)
    answer_origin_test(told.organiser, other, OriginTest.POTENTIAL, Finding(False, "No."), NOON)
    rows = {row[0].split()[0]: row for row in rows_of(organiser.see(HOME))}
    assert rows["Golden"][3] == "4 of 4"
    assert rows["Krama"][0] == "Krama no number yet · no group yet"
    assert rows["Krama"][3] == "0 of 4 1 do not hold 3 not answered"

    def listed(query: str) -> list[str]:
        return sorted(row[0].split()[0] for row in rows_of(organiser.see(f"{HOME}?{query}")))

    assert listed("lacking=registration") == ["Krama"]
    assert listed("lacking=tests") == ["Krama"]
    assert listed("group=TEXT") == ["Golden"]
    assert listed("province=KH-7") == ["Golden", "Krama"]
    assert listed("province=KH-8") == []
    assert listed("search=0012") == ["Golden"]
    assert listed("search=ក្រមា") == ["Krama"]
    assert listed("search=phnum dei") == ["Golden", "Krama"]


def test_the_list_finds_papers_that_expire(told: Story, organiser: Browser, silk: int) -> None:
    def listed(what: str) -> int:
        return len(rows_of(organiser.see(f"{HOME}?lacking={what}")))

    add_paper(silk, "gi", None)
    add_paper(silk, "halal", 91)
    add_paper(silk, "trademark", -1, removed=True)
    assert (listed("expiring"), listed("expired")) == (0, 0)
    add_paper(silk, "food-hygiene", 90)
    assert (listed("expiring"), listed("expired")) == (1, 0)
    add_paper(silk, "tourism-licence", -1)
    assert (listed("expiring"), listed("expired")) == (1, 1)
    (row,) = rows_of(organiser.see(HOME))
    assert row[2].count("expired") == 1
    assert row[2].count("expires soon") == 1
    # Renewed: the older one says nothing any more.
    add_paper(silk, "tourism-licence", 400)
    assert listed("expired") == 0


def test_a_correction_starts_from_what_is_known(organiser: Browser, silk: int) -> None:
    path = f"{HOME}/{silk}/correct"
    page = organiser.see(path)
    for known in ('value="KH-07-0012"', 'value="070805"', 'selected value="TEXT"'):
        assert known in page
    assert organiser.send(path, TYPED | {"registration": "KH-07-0012"}).status_code == 302
    assert product(silk).product.name.en == "Kampot fish sauce"


def test_a_correction_that_makes_a_product_look_like_another_shows_it(
    told: Story, organiser: Browser, maker: int, silk: int
) -> None:
    path = f"{HOME}/{register(organiser, maker, TYPED)}/correct"
    organiser.see(path)
    alike = TYPED | {"name_en": "golden  SILK"}
    warned = organiser.send(path, alike)
    assert warned.status_code == 422
    assert f'href="{HOME}/{silk}" target="_blank"' in warned.text
    assert tick_of(warned.text) == str(silk)
    assert organiser.send(path, alike | {"another": str(silk)}).status_code == 302
    # Confirmed once, it is not asked for again, until the product moves to others like it.
    assert organiser.send(path, alike | {"commune_km": "ជុំគ្រៀល"}).status_code == 302
    away = organiser.send(path, alike | {"province": "KH-8", "another": ""})
    assert away.status_code == 302
    assert organiser.send(path, alike).status_code == 422


def test_a_number_of_the_gazetteer_is_found_by_the_names(organiser: Browser, maker: int) -> None:
    load_places()
    assert product(register(organiser, maker, TYPED)).product.gazetteer == "070805"


def test_a_number_of_the_place_before_goes_with_the_move(organiser: Browser, silk: int) -> None:
    load_places()
    path = f"{HOME}/{silk}/correct"
    organiser.see(path)
    moved = TYPED | {"commune_km": "ជុំគ្រៀល", "gazetteer": "070805"}
    assert organiser.send(path, moved).status_code == 302
    assert product(silk).product.gazetteer == "070806"
    away = TYPED | {"province": "KH-8", "commune_km": "", "gazetteer": "070806"}
    assert organiser.send(path, away).status_code == 302
    assert product(silk).product.gazetteer == "08"
    # What is typed by hand stays.
    assert organiser.send(path, TYPED | {"gazetteer": "0701"}).status_code == 302
    assert product(silk).product.gazetteer == "0701"


def test_the_gazetteer_helps_without_any_script(organiser: Browser, maker: int) -> None:
    path = f"/organiser/producers/{maker}/products/new"
    assert "Help with the places" not in organiser.see(path)
    load_places()
    assert "Help with the places" in organiser.see(path)
    answer = organiser.send(path, TYPED | {"look": "places", "name_en": ""})
    assert answer.status_code == 200
    assert 'list="district_km-names"' in answer.text
    assert '<option value="Tuek Chhou"></option>' in answer.text
    assert '<option value="Doun Taok"></option>' in answer.text
    assert 'value="ទឹកត្រីកំពត"' in answer.text
    assert len(products(Wanted(), today())) == 1


def test_a_product_that_is_not_there_is_not_found(organiser: Browser) -> None:
    for path in ("999999", "999999/correct", "999999/tests/village"):
        assert organiser.get(f"{HOME}/{path}").status_code == 404
