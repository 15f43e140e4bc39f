"""A judge's flight: what is to be done, by code."""

from collections.abc import Callable

from judging.queries.flights import my_flight
from judging.services.competing import close_judging, open_judging
from judging.services.leaving import withdraw_entry
from judging.services.scoring import save_draft
from tests import story
from tests.web.conftest import Browser

SignIn = Callable[..., Browser]


def test_each_entry_shows_its_code_and_where_its_sheet_stands(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=4, judges=2)
    judge = told.judges[0]
    done, begun, _waiting, gone = told.entry_ids
    story.score(told, done, judge)
    save_draft(judge, begun, {}, {"": "Ask for water."}, story.NOON)
    withdraw_entry(told.organiser, gone, "Damaged on the way.", story.NOON)
    page = signed_in(judge).see("/judge/")
    assert "1 of 3" in page
    code = {flight.entry_id: flight.code for flight in my_flight(judge.id)}
    assert [row.split("</span>")[0] for row in page.split('<span class="code">')[1:]] == [
        code[entry_id] for entry_id in told.entry_ids
    ]
    states = [row.split("</svg>")[1].split("<")[0] for row in page.split('class="about"')[1:]]
    assert states == ["Handed in", "Draft", "To do", "Withdrawn"]
    assert f"Score {code[begun]} now" in page
    assert f'href="/judge/entries/{code[gone]}/sheet"' not in page


def test_flights_of_two_open_competitions_stand_apart(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    other = story.next_edition(told)
    story.seat_everyone(other, story.enter(other, 2))
    open_judging(other.organiser, other.round_id, story.NOON)
    page = signed_in(told.judges[0]).see("/judge/")
    headings = [text.split("</h2>")[0] for text in page.split("<h2")[1:]]
    assert [heading[-25:] for heading in headings] == [
        " <small>OVOP-2028</small>",
        " <small>OVOP-2027</small>",
    ]


def test_a_judge_without_a_flight_is_told_so(signed_in: SignIn) -> None:
    page = signed_in(story.begin(judges=1).judges[0]).see("/judge/")
    assert "You have no entries yet. The organiser will give you a flight." in page


def test_a_finished_flight_says_thank_you(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    story.score(told, told.entry_ids[0], told.judges[0])
    assert "All is handed in. Thank you." in signed_in(told.judges[0]).see("/judge/")


def test_nothing_is_offered_to_score_after_the_round_has_closed(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    close_judging(told.organiser, told.round_id, story.NOON)
    assert " now</a>" not in signed_in(told.judges[0]).see("/judge/")
