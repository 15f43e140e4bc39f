"""Organisers plant, read what it tells and take it out; nobody else is told anything."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.services.announcing import announce
from judging.services.competing import close_judging
from tests import planted, story as told
from tests.keyed import blind_panel
from tests.planted import calibration_of, make_all, planted_rows, repeat_of
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"
PAGE = f"{HOME}/repeats"
TELLING = ("repeat", "calibration", "ស្ទួន", "ក្រិតពិន្ទុ")


@pytest.fixture
def story(app: Flask) -> Story:
    return planted.seated()


def test_the_organiser_plants_and_takes_out_again(story: Story, signed_in: SignIn) -> None:
    product = planted.silk(story)
    browser = signed_in(story.organiser)
    assert PAGE in browser.see(f"{HOME}/panels")
    assert "Golden silk" in browser.see(PAGE)
    assert browser.send(PAGE, {"seed": "", "sample_FOOD": "0"}).status_code == 422
    assert browser.send(PAGE, {"seed": "7", "sample_FOOD": str(product)}).location == PAGE
    page = text_of(browser.see(PAGE))
    assert f"FOOD panel 1 {planted.entry_row(repeat_of(story).repeat_of_id or 0).code}" in page
    assert f"Calibration sample {calibration_of(story).code}" in page
    assert "Take out everything that is planted" in page
    assert browser.send(f"{PAGE}/out", {}).location == PAGE
    assert planted_rows(story) == []


def test_lists_and_pages_of_organisers_say_that_it_does_not_compete(
    app: Flask, signed_in: SignIn
) -> None:
    story = planted.ready()
    browser = signed_in(story.organiser)
    page = text_of(browser.see(f"{HOME}/entries"))
    assert ("Blind repeat" in page, "Calibration sample" in page) == (True, True)
    one = browser.see(f"{HOME}/entries/{repeat_of(story).id}")
    assert "Blind repeat: it does not compete and counts for nothing." in text_of(one)
    assert "/disqualify" not in one
    codes = {row.code for row in planted_rows(story)}
    kept = browser.see(f"{HOME}/panels/{blind_panel(story)}")
    assert {code for code in codes if code in kept} == codes
    new = browser.see(f"{HOME}/panels/new/FOOD/panel")
    assert {code for code in codes if code in new} == set()


def test_the_page_tells_how_steadily_judges_score(app: Flask, signed_in: SignIn) -> None:
    story = planted.ready()
    twin = repeat_of(story)
    judge = story.judges[0]
    told.score(story, twin.repeat_of_id or 0, judge)
    told.score(story, twin.id, judge, less={"C1.2": 1})
    told.score(story, calibration_of(story).id, judge)
    page = text_of(signed_in(story.organiser).see(PAGE))
    assert f"{judge.name.en} {planted.entry_row(twin.repeat_of_id or 0).code} · {twin.code}" in page
    assert "no score and no rank changes by it" in page
    assert "Mean difference of all, without signs" in page
    assert "Median of all" in page
    assert "Take out" not in page


def test_a_judges_pages_tell_nothing(app: Flask, signed_in: SignIn) -> None:
    story = planted.ready()
    browser = signed_in(story.judges[0])
    for row in planted_rows(story):
        flight, sheet = browser.see("/judge/"), browser.see(f"/judge/entries/{row.code}/sheet")
        assert row.code in flight
        for page in (flight, sheet):
            assert [word for word in TELLING if word in page.lower()] == []


@pytest.mark.parametrize("who", ["judge", "desk", "producer"])
def test_the_page_is_for_organisers_only(app: Flask, signed_in: SignIn, who: str) -> None:
    story = planted.ready()
    people = {"judge": story.judges[0], "desk": story.desk, "producer": story.producer}
    browser = signed_in(people[who])
    assert browser.get(PAGE).status_code == 403


def test_producers_and_the_public_see_nothing_of_it(
    app: Flask, signed_in: SignIn, browser: Browser
) -> None:
    story = planted.ready()
    told.score_all(story)
    make_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    mine = signed_in(story.producer)
    for row in planted_rows(story):
        assert mine.get(f"/producer/entries/{row.id}").status_code == 404
        assert browser.get(f"/results/OVOP-2027/entries/{row.code}").status_code == 404
        for page in (mine.see("/producer/"), browser.see("/results/OVOP-2027/FOOD")):
            assert row.code not in page
