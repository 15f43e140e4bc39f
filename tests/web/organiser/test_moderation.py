"""The organiser's page of moderation: who disagrees, who has looked again, what is open."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.services.competing import close_judging
from judging.services.moderating import ask_to_look_again
from tests import story as told
from tests.disagreeing import disagreeing, far_less, look_again
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
PAGE = "/organiser/competitions/OVOP-2027/moderation"


@pytest.fixture
def story(app: Flask) -> told.Story:
    return disagreeing(entries=2, disagree=1)


@pytest.fixture
def browser(story: told.Story, signed_in: SignIn) -> Browser:
    return signed_in(story.organiser)


def of_entry(story: told.Story, act: str) -> str:
    return f"/organiser/competitions/OVOP-2027/entries/{story.entry_ids[0]}/{act}"


def test_a_panel_that_agrees_is_not_there(app: Flask, signed_in: SignIn) -> None:
    story = disagreeing(entries=1, disagree=0)
    assert "No panel disagrees too much." in signed_in(story.organiser).see(PAGE)


def test_the_totals_of_all_judges_stand_side_by_side(story: told.Story, browser: Browser) -> None:
    page = browser.see(PAGE)
    rows = rows_of(page)
    assert [len(row) for row in rows] == [2, 2, 2, 2]
    assert "from the mean" in rows[-1][1]
    assert "Nobody is asked yet" in text_of(page)
    assert story.codes[0] in page
    assert story.codes[1] not in page


def test_all_panels_are_asked_with_one_button(story: told.Story, browser: Browser) -> None:
    assert "Ask all panels that are not asked yet: 1 entries" in browser.see(PAGE)
    assert browser.send(PAGE, {}).status_code == 302
    page = text_of(browser.see(PAGE))
    assert "Panels asked for so many entries: 1." in page
    assert "have looked again: 0 of 4" in page
    assert browser.send(PAGE, {}).status_code == 422


def test_before_and_after_stand_beside_each_other(story: told.Story, browser: Browser) -> None:
    ask_to_look_again(story.organiser, story.entry_ids[0], NOON)
    look_again(story, story.entry_ids[0], story.judges[-1])
    page = browser.see(PAGE)
    before, now, looked = rows_of(page)[-1][1:]
    assert float(before) < float(now)
    assert (looked, rows_of(page)[0][3]) == ("Yes", "Not yet")
    assert "They do not disagree too much any more" in text_of(page)


def test_one_panel_is_asked_and_its_chairs_word_is_written_down(
    story: told.Story, browser: Browser
) -> None:
    path = of_entry(story, "look-again")
    assert "Nobody is told the scores of others" in browser.see(path)
    assert browser.send(path, {}).status_code == 302
    for judge in story.judges:
        less = far_less(story) if judge == story.judges[-1] else None
        look_again(story, story.entry_ids[0], judge, less=less)
    assert "All have looked again and still disagree" in text_of(browser.see(PAGE))
    stand = of_entry(story, "let-stand")
    browser.see(stand)
    assert browser.send(stand, {"reason": " "}).status_code == 422
    assert browser.send(stand, {"reason": "Mrs Chair: tastes differ."}).status_code == 302
    page = text_of(browser.see(PAGE))
    assert "The chair lets it stand" in page
    assert "“Mrs Chair: tastes differ.”" in page


def test_an_entry_that_needs_nothing_has_no_such_page(story: told.Story, browser: Browser) -> None:
    other = f"/organiser/competitions/OVOP-2027/entries/{story.entry_ids[1]}"
    assert browser.get(f"{other}/look-again").status_code == 404
    assert browser.get(f"{other}/let-stand").status_code == 404


def test_a_closed_round_offers_no_asking(story: told.Story, browser: Browser) -> None:
    ask_to_look_again(story.organiser, story.entry_ids[0], NOON)
    close_judging(story.organiser, story.round_id, NOON)
    page = browser.see(PAGE)
    assert "look-again" not in page
    assert of_entry(story, "let-stand") in page
