"""A round goes to a province's own server and comes home, on the pages of both sides."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.domain.reach import Reach
from judging.domain.rounds import RoundState
from judging.persistence.database import db
from judging.persistence.producers import ProductRow
from judging.queries.entries import entries_of
from judging.services.enrolling import limit_account
from tests import provinces, story, travelling
from tests.travelling import Journey, at, product, renamed
from tests.web.conftest import Browser, open_browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]
KAMPOT = "/organiser/competitions/OVOP-2027.KH-7"
NATIONAL = "/organiser/competitions/OVOP-2027"


@pytest.fixture
def there(province: Flask) -> SignIn:
    """Gives a browser in which this person has signed in at the province."""

    def sign_in(person: Person) -> Browser:
        browser = open_browser(province)
        browser.see("/sign-in")
        answer = browser.send("/sign-in", {"login": person.login, "password": story.PASSWORD})
        assert answer.status_code == 302
        return browser

    return sign_in


def test_the_starter_file_is_downloaded_once_and_the_round_is_away(signed_in: SignIn) -> None:
    told = provinces.in_province(story.begin(judges=1))
    browser = signed_in(told.organiser)
    assert "Let the province work on its own server" in browser.see(KAMPOT)
    browser.see(f"{KAMPOT}/lend")
    answer = browser.send(f"{KAMPOT}/lend", {})
    assert answer.data.startswith(b"OVOP starter file 1\n")
    assert "OVOP-2027.KH-7-start.ovop" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    page = text_of(browser.see(KAMPOT))
    assert "is worked on at the province’s own server since" in page
    digest = answer.data.split(b"\n")[1].decode()
    assert " ".join(re.findall("." * 8, digest)) in page
    assert "Open judging" not in page
    assert "At another server" in browser.see(f"{NATIONAL}/rounds")


def test_a_round_with_products_is_not_lent_and_the_page_says_why(signed_in: SignIn) -> None:
    told = provinces.in_province(story.begin(judges=1))
    story.enter(told, 1)
    browser = signed_in(told.organiser)
    browser.see(f"{KAMPOT}/lend")
    answer = browser.send(f"{KAMPOT}/lend", {})
    assert answer.status_code == 422
    assert "a round is lent before anything is entered in it" in answer.text


def test_the_whole_way_on_the_pages(province: Flask, signed_in: SignIn, there: SignIn) -> None:
    journey = travelling.lent(province)
    with at(province):
        people = story.enrol_everyone(judges=3)
        journey.province = replace(people, code="OVOP-2027.KH-7")
        browser = there(people.organiser)
        assert "Begin a round of the centre" in browser.see("/organiser/")
        browser.see("/organiser/begin-round")
        answer = browser.send(
            "/organiser/begin-round", {"file": (BytesIO(journey.starter.data), "start.ovop")}
        )
        assert answer.location == KAMPOT
        page = text_of(browser.see(KAMPOT))
        assert "The round is here. Compare the digest with the centre." in page
        assert "is worked on at the centre’s server" in text_of(browser.see(NATIONAL))
        judge_there(journey)
        assert "The centre carries the leading products" in text_of(
            browser.see(f"{KAMPOT}/leading")
        )
        assert "Make the round file and hand it to the centre." in text_of(browser.see(KAMPOT))
        browser.see(f"{KAMPOT}/round-file")
        data = browser.send(f"{KAMPOT}/round-file", {}).data
    home = signed_in(journey.centre.organiser)
    home.see(f"{KAMPOT}/bring-home")
    answer = home.send(f"{KAMPOT}/bring-home", {"file": (BytesIO(data), "round.ovop")})
    shown = home.see(answer.location)
    assert "The signature is right, and the file is whole." in shown
    as_of = re.findall(r'name="as_of"[^>]*value="(\w+)"', shown)[0]
    assert home.send(answer.location, {"as_of": as_of}).location == KAMPOT
    assert journey.centre.competition.round_state is RoundState.ANNOUNCED
    assert "The round is home." in text_of(home.see(KAMPOT))
    entry = entries_of(journey.centre.round_id)[0]
    page = text_of(home.see(f"{KAMPOT}/entries/{entry.entry_id}"))
    assert "Judged at the province’s own server" in page
    assert "Name of judge3" in page
    assert "came home" in home.see(f"{KAMPOT}/bring-home")
    assert "It came home on" in home.see(answer.location)
    for name in ("standings/FOOD", "leading", "room", "panels", "entries"):
        home.see(f"{KAMPOT}/{name}")


def judge_there(journey: Journey) -> None:
    """The province enters, judges and announces."""
    told = journey.there
    story.enter(told, 2)
    travelling.finish(told)


def test_both_sides_of_a_conflict_are_shown_and_the_tick_decides(
    province: Flask, signed_in: SignIn
) -> None:
    journey = travelling.announced(province, entries=0, registered=1)
    (identity,) = travelling.identities(journey)
    with at(province):
        renamed(identity, "Of the province", journey.there.organiser)
    renamed(identity, "Of the centre", journey.centre.organiser)
    home = signed_in(journey.centre.organiser)
    address = kept(home, travelling.packed(journey))
    page = text_of(home.see(address))
    assert "Changed at both places" in page
    assert "Here: Of the centre In the province: Of the province" in page
    as_of = re.findall(r'name="as_of"[^>]*value="(\w+)"', home.see(address))[0]
    home.send(address, {"as_of": as_of, "theirs": identity})
    assert product(identity).name_en == "Of the province"


def kept(browser: Browser, data: bytes) -> str:
    """The file is received; the address of its dry run."""
    browser.see(f"{KAMPOT}/bring-home")
    answer = browser.send(f"{KAMPOT}/bring-home", {"file": (BytesIO(data), "round.ovop")})
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def test_a_product_that_looks_like_one_here_is_ticked(province: Flask, signed_in: SignIn) -> None:
    journey = travelling.begun(province, registered=0)
    travelling.register(journey.centre, 7, name="Twin")
    with at(province):
        number = travelling.register(journey.there, 7, name="Twin")
        identity = db.session.get_one(ProductRow, number).identity
        journey.there.entry_ids.append(travelling.enter_known(journey.there, identity))
        travelling.finish(journey.there)
    home = signed_in(journey.centre.organiser)
    address = kept(home, travelling.packed(journey))
    page = home.see(address)
    assert "It is the one that is here" in page
    assert "checked" not in page
    as_of = re.findall(r'name="as_of"[^>]*value="(\w+)"', page)[0]
    answer = home.send(address, {"as_of": "older", "one_thing": identity})
    assert (answer.status_code, "look at it again" in answer.text) == (422, True)
    assert "checked" in answer.text
    assert home.send(address, {"as_of": as_of, "one_thing": identity}).location == KAMPOT


def test_a_file_of_something_else_is_refused_at_the_form(
    province: Flask, signed_in: SignIn
) -> None:
    journey = travelling.lent(province)
    home = signed_in(journey.centre.organiser)
    home.see(f"{KAMPOT}/bring-home")
    answer = home.send(f"{KAMPOT}/bring-home", {"file": (BytesIO(b"no"), "x.ovop")})
    assert (answer.status_code, "This is no round file" in answer.text) == (422, True)
    assert home.get(f"{KAMPOT}/bring-home/1").status_code == 404


def test_a_round_is_taken_back_on_its_page(province: Flask, signed_in: SignIn) -> None:
    journey = travelling.lent(province)
    home = signed_in(journey.centre.organiser)
    home.see(f"{KAMPOT}/take-back")
    assert home.send(f"{KAMPOT}/take-back", {"reason": ""}).status_code == 422
    answer = home.send(f"{KAMPOT}/take-back", {"reason": "The laptop was stolen."})
    assert answer.location == KAMPOT
    assert "Open judging" in home.see(KAMPOT)


def test_the_national_round_has_none_of_these_pages(signed_in: SignIn) -> None:
    browser = signed_in(story.begin(judges=1).organiser)
    for name in ("lend", "take-back", "round-file", "bring-home"):
        assert browser.get(f"{NATIONAL}/{name}").status_code == 404


def test_who_reaches_one_province_neither_lends_nor_brings_home(
    app: Flask, signed_in: SignIn
) -> None:
    told = provinces.in_province(story.begin(judges=1))
    limit_account(told.admin, told.organiser.id, Reach("KH-7"), story.NOON)
    browser = signed_in(told.organiser)
    assert "Let the province work" not in browser.see(KAMPOT)
    for path in (f"{KAMPOT}/lend", f"{KAMPOT}/bring-home", "/organiser/begin-round"):
        assert browser.get(path).status_code == 403
