"""Pages of what two people do: who proposed sees it wait, another one confirms or takes it back."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.domain.reach import Reach
from judging.domain.rounds import RoundState
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.queries.proposals import open_proposals
from judging.services.leaving import withdraw_entry
from judging.services.proposing import propose_reopening
from tests import country as told_country, provinces
from tests.provinces import KAMPOT, KANDAL
from tests.queries.counting import statements
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.endings import Endings, judged
from tests.web.organiser.test_announcing import press
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"


@pytest.fixture
def endings(app: Flask) -> Endings:
    """A closed round whose entries end in every way."""
    return judged()


@pytest.fixture
def organiser(endings: Endings, signed_in: SignIn) -> Browser:
    """Who proposes."""
    return signed_in(endings.story.organiser)


@pytest.fixture
def admin(endings: Endings, signed_in: SignIn) -> Browser:
    """The second person."""
    return signed_in(endings.story.admin)


def state_of(endings: Endings) -> RoundState:
    db.session.rollback()
    return endings.story.competition.round_state


def propose_disqualification(organiser: Browser, endings: Endings) -> str:
    """From the entry's page; the address of the proposal."""
    address = f"{HOME}/entries/{endings.ids['champion']}/disqualify"
    organiser.see(address)
    return organiser.send(address, {"reason": "The label named the maker."}).location


def test_a_proposed_announcement_is_shown_as_it_was_read_to_the_second_person(
    endings: Endings, organiser: Browser, admin: Browser
) -> None:
    address = press(organiser, f"{HOME}/announce").location
    assert state_of(endings) is RoundState.CLOSED
    own = organiser.see(address)
    assert "You have proposed this." in own
    assert 'name="have_read"' not in own
    assert 'name="have_read"' not in organiser.see(f"{HOME}/announce")
    text = text_of(admin.see(address))
    assert "Proposed by Name of organiser (organiser) on" in text
    assert "Certificates: 4" in text
    assert f"Product Champion : {endings.codes['champion']} Product-1, Producer-1" in text


def test_the_overview_tells_everybody_what_waits(
    endings: Endings, organiser: Browser, admin: Browser
) -> None:
    assert "Waits for a second person" not in admin.see(HOME)
    address = press(organiser, f"{HOME}/announce").location
    for browser in (organiser, admin):
        page = browser.see(HOME)
        assert "Waits for a second person: 1" in page
        assert f'href="{address}"' in page


def test_who_proposed_cannot_confirm_by_sending_the_form(
    endings: Endings, organiser: Browser
) -> None:
    organiser.see(f"{HOME}/reopen")
    address = organiser.send(f"{HOME}/reopen", {"reason": "A sheet came late."}).location
    organiser.see(address)
    answer = organiser.send(address, {})
    assert answer.status_code == 422
    assert "somebody else has to confirm" in answer.text
    assert state_of(endings) is RoundState.CLOSED


def test_another_one_opens_the_round_again_and_disqualifies(
    endings: Endings, organiser: Browser, admin: Browser
) -> None:
    address = propose_disqualification(organiser, endings)
    assert "The label named the maker." in admin.see(address)
    assert admin.send(address, {}).location == f"{HOME}/entries/{endings.ids['champion']}"
    db.session.rollback()
    assert db.session.get_one(EntryRow, endings.ids["champion"]).departure == "disqualified"
    organiser.see(f"{HOME}/reopen")
    address = organiser.send(f"{HOME}/reopen", {"reason": "A sheet came late."}).location
    admin.see(address)
    assert admin.send(address, {}).location == f"{HOME}/room"
    assert state_of(endings) is RoundState.JUDGING
    page = admin.see(address)
    assert "This is confirmed and done." in page
    assert "take-back" not in page


def test_what_changed_since_is_said_and_cannot_be_confirmed(
    endings: Endings, organiser: Browser, admin: Browser
) -> None:
    announcement = press(organiser, f"{HOME}/announce").location
    leaving = propose_disqualification(organiser, endings)
    withdraw_entry(endings.story.organiser, endings.ids["champion"], "It left.", NOON)
    for address in (announcement, leaving):
        page = admin.see(address)
        assert "Something changed since this was proposed" in page
        assert "Confirm: " not in page
    assert press(admin, announcement).status_code == 422
    assert admin.send(leaving, {}).status_code == 422
    assert state_of(endings) is RoundState.CLOSED


def test_what_is_taken_back_waits_no_longer(
    endings: Endings, organiser: Browser, admin: Browser
) -> None:
    address = propose_disqualification(organiser, endings)
    organiser.see(address)
    assert organiser.send(f"{address}/take-back", {}).location == HOME
    assert "Waits for a second person" not in organiser.see(HOME)
    page = admin.see(address)
    assert "This was taken back; nothing was done." in page
    assert admin.send(address, {}).status_code == 422


def test_a_proposal_is_one_of_its_own_round_and_in_reach_alone(
    app: Flask, signed_in: SignIn
) -> None:
    story = provinces.judged(entries=1)
    number = propose_reopening(story.organiser, story.round_id, "A sheet came late.", NOON)
    own = f"{HOME}.KH-7/proposals/{number}"
    of_kampot = signed_in(told_country.limited(story, "of-kampot", Reach(KAMPOT)))
    of_kandal = signed_in(told_country.limited(story, "of-kandal", Reach(KANDAL)))
    admin = signed_in(story.admin)
    assert of_kampot.get(own).status_code == 200
    for browser, address in ((of_kandal, own), (admin, f"{HOME}/proposals/{number}")):
        assert browser.get(address).status_code == 404
        assert browser.send(address, {}).status_code == 404
        assert browser.send(f"{address}/take-back", {}).status_code == 404
    assert f'href="{own}"' in of_kampot.see(f"{HOME}.KH-7")
    assert open_proposals(Reach(KANDAL)) == []


def test_as_many_statements_for_three_proposals_as_for_one(
    endings: Endings, organiser: Browser
) -> None:
    def count() -> int:
        db.session.rollback()
        db.session.expunge_all()
        with statements() as sent:
            assert open_proposals()
        return len(sent)

    press(organiser, f"{HOME}/announce")
    few = count()
    propose_disqualification(organiser, endings)
    organiser.see(f"{HOME}/reopen")
    organiser.send(f"{HOME}/reopen", {"reason": "A sheet came late."})
    assert len(open_proposals()) == 3
    assert count() == few
