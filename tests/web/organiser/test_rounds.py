"""Progress, and opening, closing and reopening the judging from its own pages."""

from collections.abc import Callable

from judging.domain.people import Person
from judging.domain.rounds import RoundState
from judging.services.competing import close_judging
from tests import story
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"


def test_progress_counts_sheets_by_group_and_judge(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=2, judges=3)
    story.score(told, told.entry_ids[0], told.judges[0])
    rows = rows_of(signed_in(told.organiser).see(f"{HOME}/progress"))
    assert rows[1] == ["Processed food and condiments", "2", "1 of 8", "0", "7", "2"]
    assert rows[9] == ["Name of judge1", "1 of 2", "0", "1", "7 April 2027 at 12:00"]
    assert rows[10] == ["Name of judge2", "0 of 2", "0", "2", "–"]


def test_judging_opens_after_a_warning_of_what_nobody_scores(signed_in: SignIn) -> None:
    told = story.begin()
    story.enter(told, 2)
    browser = signed_in(told.organiser)
    page = text_of(browser.see(f"{HOME}/open"))
    assert "Processed food and condiments: 2 entries have no Desk team yet." in page
    assert browser.send(f"{HOME}/open", {}).location == f"{HOME}/progress"
    assert told.competition.round_state is RoundState.JUDGING


def test_judging_closes_after_a_warning_of_what_is_missing(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=2, judges=3)
    browser = signed_in(told.organiser)
    page = text_of(browser.see(f"{HOME}/close"))
    assert "8 score sheets are not handed in yet." in page
    assert "2 entries are below quorum and would have no final score." in page
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
    browser.send(f"{HOME}/reopen", {"reason": "A sheet came late."})
    assert told.competition.round_state is RoundState.JUDGING
