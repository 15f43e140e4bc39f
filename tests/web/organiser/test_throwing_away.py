"""The page that throws a trial away, and what tablets hear of it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from judging.domain.people import Person
from judging.domain.reach import Reach
from judging.domain.refusal import NotThere
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.queries.competitions import competition
from judging.services.throwing_away import throw_competition_away
from tests import country, story as told
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.reading import text_of
from tests.web.tablet.device import with_judge
from tests.web.tablet.test_contact import facts

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"
PAGE = f"{HOME}/throw-away"
LINK = "Throw this trial away"


def test_a_trial_is_thrown_away_with_its_code_and_a_reason(signed_in: SignIn) -> None:
    story = told.ready_to_judge(entries=2, judges=1)
    browser = signed_in(story.organiser)
    assert LINK in browser.see(HOME)
    assert "Entries 2" in text_of(browser.see(PAGE))
    wrong = browser.send(PAGE, {"reason": "Practice is over.", "code": "OVOP"})
    assert wrong.status_code == 422
    assert "Type the code OVOP-2027 to confirm." in text_of(wrong.text)
    right = browser.send(PAGE, {"reason": "Practice is over.", "code": "OVOP-2027"})
    assert right.location == "/organiser/"
    assert "The trial OVOP-2027 is thrown away." in browser.see("/organiser/")
    with pytest.raises(NotThere):
        competition("OVOP-2027")
    assert "threw a trial away" in browser.see("/organiser/audit")


def test_a_real_competition_has_no_way_to_be_thrown_away(signed_in: SignIn) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    db.session.execute(update(CompetitionRow).values(specimen=False))
    db.session.commit()
    browser = signed_in(story.organiser)
    assert LINK not in browser.see(HOME)
    assert "<form method" not in browser.see(PAGE).split("<h1>")[1]
    refused = browser.send(PAGE, {"reason": "A mistake.", "code": "OVOP-2027"})
    assert refused.status_code == 422
    assert competition("OVOP-2027").groups


def test_who_reaches_a_province_alone_finds_no_such_page(signed_in: SignIn) -> None:
    story = told.begin(judges=1)
    limited = country.limited(story, "trial", Reach(competition_id=story.competition.id))
    browser = signed_in(limited)
    assert LINK not in browser.see(HOME)
    assert browser.get(PAGE).status_code in (403, 404)


def test_a_tablet_of_the_trial_is_told_and_goes_on_for_another_competition(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    other = told.next_edition(story)
    told.seat_everyone(other, told.enter(other, 1))
    judge = story.judges[0]
    of_trial, of_other = with_judge(app, story, judge), with_judge(app, other, judge)
    throw_competition_away(story.organiser, story.competition.id, story.code, "Over.", NOON)
    gone = of_trial.post("contact", facts())
    assert (gone.status_code, gone.json and gone.json["error"]) == (401, "not_enrolled")
    assert "Ask the organiser for a new card." in gone.text
    assert of_other.post("contact", facts()).status_code == 200
    assert of_other.get("competition").status_code == 200
