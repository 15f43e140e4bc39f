"""Every organiser's address as one who reaches Kampot alone, with names planted elsewhere."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from judging.domain.people import Person
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.queries.reach import CHECKED
from judging.web.guarding import opening_of
from tests.country import Country, own_numbers, planted, whole_country, without_tokens
from tests.journeys.walking import addresses, fill, said, things
from tests.story import Story
from tests.web.conftest import Browser

SignIn = Callable[[Person], Browser]
Places = dict[str, list[object]]
ORGANISER = "/organiser/"
# Pages about what every story of a province has.
OPEN = {
    "announce",
    "audit",
    "blank_paper_sheet",
    "cards",
    "choose_producer",
    "choose_product",
    "competition",
    "competition_file",
    "correct",
    "correct_producer",
    "correct_product",
    "decide",
    "entries",
    "entry",
    "expiring",
    "group_standings",
    "handover",
    "home",
    "judge",
    "judges",
    "leading",
    "panel",
    "panels",
    "paper",
    "paper_sheet",
    "paper_sheets",
    "print_paper_sheets",
    "producer",
    "producers",
    "product",
    "products",
    "progress",
    "recusals",
    "rounds",
    "scan",
    "standing",
    "table",
    "tablet",
    "tablets",
    "waiting",
}


@pytest.fixture
def country(app: Flask) -> Country:
    """Kampot, Kandal and the national round."""
    return whole_country(app)


def rules(app: Flask, method: str) -> list[Rule]:
    """The addresses of the organiser's pages that take this method."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("organiser.") and method in (rule.methods or ())
    ]


def walked(browser: Browser, app: Flask, story: Story) -> Iterator[tuple[str, str]]:
    """What each of the organiser's addresses says beside itself, whatever its status."""
    for address in addresses(app, story):
        if address.startswith(ORGANISER):
            answer = browser.get(address)
            told = said(iter(answer.headers), answer.data).replace(address, "")
            yield address, without_tokens(told)


def foreign_places(app: Flask, country: Country) -> Iterator[Places]:
    """Things out of reach, in their own rounds and as if they were of Kampot's."""
    for story in country.foreign:
        places = things(app, story) | own_numbers(story)
        yield places
        yield places | {"code": [country.kampot.code]}


def test_the_walk_would_find_the_names(app: Flask, country: Country, signed_in: SignIn) -> None:
    browser = signed_in(country.national.organiser)
    for story in (country.kampot, *country.foreign):
        text = "".join(text for _, text in walked(browser, app, story))
        assert len(set(planted(story).findall(text))) >= 15, story.code


@pytest.mark.parametrize("language", ["en", "km"])
def test_nothing_of_another_province_or_of_the_national_round_is_told(
    app: Flask, country: Country, signed_in: SignIn, language: str
) -> None:
    browser = signed_in(country.organiser)
    browser.get(f"/language/{language}")
    leaks = [
        (address, found)
        for story in (country.kampot, *country.foreign)
        for address, text in walked(browser, app, story)
        for other in country.foreign
        if (found := planted(other).findall(text))
    ]
    assert leaks == []


def test_what_is_of_the_own_province_opens(app: Flask, country: Country, signed_in: SignIn) -> None:
    browser = signed_in(country.organiser)
    places = things(app, country.kampot) | own_numbers(country.kampot)
    shut = set[str]()
    with app.test_request_context():
        for rule in rules(app, "GET"):
            if opening_of(app.view_functions[rule.endpoint]).whole_country:
                continue
            for address in fill(app, rule, places):
                if browser.get(address).status_code not in (200, 302):
                    shut.add(rule.endpoint.partition(".")[2])
    assert shut & OPEN == set()


def test_no_address_of_what_is_out_of_reach_opens(
    app: Flask, country: Country, signed_in: SignIn
) -> None:
    browser = signed_in(country.organiser)
    opened = {
        address: status
        for places in foreign_places(app, country)
        for address in checked(app, places, "GET")
        if (status := browser.get(address).status_code) not in (403, 404)
    }
    assert opened == {}


def test_nothing_out_of_reach_is_changed(app: Flask, country: Country, signed_in: SignIn) -> None:
    browser = signed_in(country.organiser)
    browser.see("/organiser/producers/new")
    before = audit_lines()
    done = {
        address: status
        for places in foreign_places(app, country)
        for address in checked(app, places, "POST")
        if (status := browser.send(address, {"reason": "because"}).status_code) not in (403, 404)
    }
    assert done == {}
    assert audit_lines() == before


def checked(app: Flask, places: Places, method: str) -> list[str]:
    """The addresses that name something, with these things in them, and those of everybody."""
    with app.test_request_context():
        return [
            address
            for rule in rules(app, method)
            if is_checked(app, rule, places)
            for address in fill(app, rule, places)
        ]


def is_checked(app: Flask, rule: Rule, places: Places) -> bool:
    """Whether the address names something that is out of reach, or is of the whole country."""
    if opening_of(app.view_functions[rule.endpoint]).whole_country:
        return True
    named = rule.arguments & CHECKED
    return bool(named - {"code"}) or (bool(named) and places["code"][0] != "OVOP-2027.KH-7")


def audit_lines() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditRow)) or 0
