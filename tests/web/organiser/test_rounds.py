"""Opening, closing and reopening the judging from its own pages."""

from collections.abc import Callable

from judging.domain.people import Person
from judging.domain.rounds import RoundState
from judging.services.competing import close_judging
from tests import story
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"


def test_judging_opens_after_a_warning_of_what_nobody_scores(signed_in: SignIn) -> None:
    told = story.begin()
    story.enter(told, 2)
    browser = signed_in(told.organiser)
    page = text_of(browser.see(f"{HOME}/open"))
    assert "Processed food and condiments: 2 entries have no Desk team yet." in page
    assert browser.send(f"{HOME}/open", {}).location == f"{HOME}/room"
    assert told.competition.round_state is RoundState.JUDGING


def test_judging_closes_after_a_warning_of_what_is_missing(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=2, judges=3)
    browser = signed_in(told.organiser)
    page = text_of(browser.see(f"{HOME}/close"))
    assert "8 score sheets are not handed in yet." in page
    assert "2 entries are below quorum and would have no final score." in page
    first = told.codes[0]
    assert f"{first} Desk team: 0 of 1 sheets · Panel: 0 of 3 sheets" in page
    assert "Name of judge1 FOOD panel · missing: 2" in page
    assert browser.send(f"{HOME}/close", {}).location == f"{HOME}/standings"
    assert told.competition.round_state is RoundState.CLOSED


def test_a_closed_round_cannot_be_closed_again(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1)
    close_judging(told.organiser, told.round_id, NOON)
    browser = signed_in(told.organiser)
    browser.see(f"{HOME}/close")
    answer = browser.send(f"{HOME}/close", {})
    assert answer.status_code == 422
    assert "The round is closed; ask the organiser to open it again." in answer.text


def test_judging_opens_again_for_a_reason_only(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1)
    close_judging(told.organiser, told.round_id, NOON)
    browser = signed_in(told.organiser)
    browser.see(f"{HOME}/reopen")
    assert browser.send(f"{HOME}/reopen", {"reason": ""}).status_code == 422
    assert told.competition.round_state is RoundState.CLOSED
    answer = browser.send(f"{HOME}/reopen", {"reason": "A sheet came late."})
    assert told.competition.round_state is RoundState.CLOSED
    second = signed_in(told.admin)
    assert "A sheet came late." in second.see(answer.location)
    second.send(answer.location, {})
    assert told.competition.round_state is RoundState.JUDGING
