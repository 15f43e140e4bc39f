"""Producers of the registry through their pages: list, register, look at, correct."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.domain.producers import Contact, Declared
from judging.queries.producers import producer, producers
from judging.services.registering import register_producer
from tests import story
from tests.services.test_registering import WEAVERS
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.organiser.test_entries import tick_of
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/producers"
TYPED = {
    "name_km": "សហគមន៍ត្រើយកោះ",
    "name_en": "Traeuy Kaoh Community",
    "form": "community",
    "account": "",
    "women_led": "yes",
    "youth_led": "no",
    "with_disabilities": "",
    "person": "សុខ ម៉ាលី",
    "phone": "០១២ ៣៤៥ ៦៧៨",
    "email": "malai@example.org",
}


@pytest.fixture
def told(app: Flask) -> Story:
    """A competition with three products of FOOD."""
    told = story.begin()
    story.enter(told, 3)
    return told


@pytest.fixture
def organiser(told: Story, signed_in: SignIn) -> Browser:
    """Its organiser."""
    return signed_in(told.organiser)


def test_a_producer_is_registered_with_what_it_says_and_whom_to_call(organiser: Browser) -> None:
    organiser.see(f"{HOME}/new")
    answer = organiser.send(f"{HOME}/new", TYPED)
    assert answer.status_code == 302, text_of(answer.text)
    kept = producer(int(answer.location.rpartition("/")[2])).producer
    assert kept.declared == Declared(women_led=True, youth_led=False, with_disabilities=None)
    assert kept.contact == Contact("សុខ ម៉ាលី", "012 345 678", "malai@example.org")
    page = text_of(organiser.see(answer.location))
    for said in ("Led by women Yes", "Led by young people No", "disabilities Not asked"):
        assert said in page
    assert "012 345 678" in page


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(organiser: Browser) -> None:
    organiser.see(f"{HOME}/new")
    wrong = TYPED | {"name_en": "名", "phone": "ask her", "email": "malai"}
    answer = organiser.send(f"{HOME}/new", wrong)
    assert answer.status_code == 422
    for field, sentence in {
        "name_en": "“名” cannot be printed on a certificate; use Khmer or Latin letters.",
        "phone": "A telephone number is written with figures, e.g. 012 345 678.",
        "email": "An e-mail address looks like name@example.org.",
    }.items():
        assert f'<small class="field-error" id="{field}-wrong">{sentence}</small>' in answer.text
    assert 'value="សហគមន៍ត្រើយកោះ"' in answer.text
    assert '<option selected value="yes">' in answer.text
    assert len(producers()) == 3


def test_a_producer_that_looks_the_same_is_shown_and_may_be_another_one(
    organiser: Browser,
) -> None:
    organiser.see(f"{HOME}/new")
    first = organiser.send(f"{HOME}/new", TYPED).location
    # The same to the eye: a blank elsewhere, and other capital letters.
    again = TYPED | {"name_km": "សហគមន៍ ត្រើយកោះ", "name_en": "TRAEUY KAOH COMMUNITY"}
    warned = organiser.send(f"{HOME}/new", again)
    assert warned.status_code == 422
    assert "There is already one that looks the same." in text_of(warned.text)
    assert f'href="{first}" target="_blank"' in warned.text
    assert 'value="TRAEUY KAOH COMMUNITY"' in warned.text
    assert len(producers()) == 4
    kept = organiser.send(f"{HOME}/new", again | {"another": tick_of(warned.text)})
    assert kept.status_code == 302
    assert len(producers()) == 5


def test_a_tick_of_others_does_not_hold_for_this_one(organiser: Browser) -> None:
    organiser.see(f"{HOME}/new")
    first = organiser.send(f"{HOME}/new", TYPED).location
    assert organiser.send(f"{HOME}/new", TYPED | {"another": "1,2,3"}).status_code == 422
    number = first.rpartition("/")[2]
    assert organiser.send(f"{HOME}/new", TYPED | {"another": number}).status_code == 302


def test_the_list_is_searched_by_look_and_filtered(told: Story, organiser: Browser) -> None:
    register_producer(told.organiser, WEAVERS, NOON)
    assert [row[0] for row in rows_of(organiser.see(f"{HOME}?search=phnum DEI-weavers"))] == [
        "Phnum Dei Weavers"
    ]
    # The vowel typed before the subscript, as many do.
    assert len(rows_of(organiser.see(f"{HOME}?search=តមា្បញភ្នំដី"))) == 1
    assert len(rows_of(organiser.see(f"{HOME}?form=group"))) == 1
    in_kampot = rows_of(organiser.see(f"{HOME}?province=KH-7"))
    assert [(row[0], row[2], row[3]) for row in in_kampot] == [
        (f"Producer-{number}", "Kampot", "1") for number in (1, 2, 3)
    ]
    assert "No producer is found" in organiser.see(f"{HOME}?search=nothing-like-it")


def test_a_producers_page_shows_its_products_and_entries(told: Story, organiser: Browser) -> None:
    number = next(p.producer_id for p in producers("Producer-1"))
    rows = rows_of(organiser.see(f"{HOME}/{number}"))
    assert rows[0][:1] == ["Product-1"]
    assert rows[1] == ["Product Champion 2027", "Product-1", told.codes[0], "Entering"]


def test_a_correction_starts_from_what_is_known(told: Story, organiser: Browser) -> None:
    number = register_producer(told.organiser, WEAVERS, NOON)
    path = f"{HOME}/{number}/correct"
    page = organiser.see(path)
    for known in ('value="Phnum Dei Weavers"', 'selected value="group"', 'value="012 345 678"'):
        assert known in page
    assert organiser.send(path, TYPED | {"person": ""}).location == f"{HOME}/{number}"
    kept = producer(number).producer
    assert (kept.name.en, kept.contact.person) == ("Traeuy Kaoh Community", "")


def test_a_correction_that_makes_a_producer_look_like_another_shows_it(
    told: Story, organiser: Browser
) -> None:
    number = register_producer(told.organiser, WEAVERS, NOON)
    organiser.see(f"{HOME}/new")
    other = int(organiser.send(f"{HOME}/new", TYPED).location.rpartition("/")[2])
    path = f"{HOME}/{other}/correct"
    organiser.see(path)
    alike = TYPED | {"name_en": "phnum dei WEAVERS"}
    warned = organiser.send(path, alike)
    assert (warned.status_code, tick_of(warned.text)) == (422, str(number))
    assert producer(other).producer.name.en == "Traeuy Kaoh Community"
    assert organiser.send(path, alike | {"another": str(number)}).status_code == 302
    assert organiser.send(path, alike | {"phone": "099 000 111"}).status_code == 302


def test_a_producer_who_is_not_there_is_not_found(organiser: Browser) -> None:
    for path in ("999999", "999999/correct", "999999/products/new"):
        assert organiser.get(f"{HOME}/{path}").status_code == 404
