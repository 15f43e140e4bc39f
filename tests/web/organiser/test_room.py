"""The live room: what it shows, what it asks for, and that its mark never hides news."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.queries.tablets import tablets_of
from judging.services.contacting import Contact, note_contact
from judging.services.leaving import withdraw_entry
from judging.services.scoring import save_draft
from tests import story
from tests.enrolled import enrol
from tests.queries.counting import statements
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"
NOW = f"{HOME}/room/now"
LAST = "7 April 2027 at 12:00"


def ask(browser: Browser, mark: str) -> tuple[int, str]:
    """The status of one more asking, and the mark that the answer gives."""
    answer = browser.get(NOW, headers={"If-None-Match": mark})
    return answer.status_code, answer.headers["ETag"]


def hand_in(told: Story) -> None:
    story.score(told, told.entry_ids[0], told.judges[1])


def draft(told: Story) -> None:
    save_draft(told.judges[1], told.entry_ids[0], {}, {}, NOON)


def withdraw(told: Story) -> None:
    withdraw_entry(told.organiser, told.entry_ids[1], "broken", NOON)


def tell_unsent(told: Story) -> None:
    (tablet,) = tablets_of(told.round_id)
    note_contact(tablet.id, Contact("v1", 2, 0, None, None, None), datetime.now(UTC))


NEWS = [hand_in, draft, withdraw, tell_unsent]


def test_the_room_shows_every_seat_panel_by_panel(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=2, judges=3)
    story.score(told, told.entry_ids[0], told.judges[0])
    page = signed_in(told.organiser).see(f"{HOME}/room")
    assert rows_of(page) == [
        ["FOOD desk · Desk team · Put a judge on it : FOOD desk"],
        ["Name of desk", "0 of 2", "0", "2", "–", "–", "Take off : Name of desk"],
        ["FOOD panel · Panel · Put a judge on it : FOOD panel"],
        ["Name of judge1", "1 of 2", "0", "1", LAST, "–", "Take off : Name of judge1"],
        ["Name of judge2", "0 of 2", "0", "2", "–", "–", "Take off : Name of judge2"],
        ["Name of judge3", "0 of 2", "0", "2", "–", "–", "Take off : Name of judge3"],
    ]
    text = text_of(page)
    assert "7 sheets are not handed in" in text
    assert "2 entries are below quorum" in text
    assert "Entered 2 = Judged 0 + Withdrawn 0 + Stopped 0 + Not yet 2" in text


def test_the_old_address_leads_to_the_room(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1)
    assert signed_in(told.organiser).get(f"{HOME}/progress").location == f"{HOME}/room"


@pytest.mark.parametrize("happen", NEWS)
def test_whatever_changes_is_in_the_next_answer(
    happen: Callable[[Story], None], signed_in: SignIn
) -> None:
    told = story.ready_to_judge(entries=2, judges=3)
    enrol(told, told.judges[0], at=datetime.now(UTC))
    browser = signed_in(told.organiser)
    before = browser.get(NOW)
    happen(told)
    after = browser.get(NOW, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.text != before.text
    assert after.headers["ETag"] != before.headers["ETag"]


def test_where_nothing_has_changed_no_sheet_is_read_and_nothing_is_sent(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = story.ready_to_judge(entries=1)
    browser = signed_in(told.organiser)
    stop_the_clock(monkeypatch)
    mark = browser.get(NOW).headers["ETag"]
    with statements() as sent:
        answer = browser.get(NOW, headers={"If-None-Match": mark})
    assert (answer.status_code, answer.data) == (304, b"")
    assert len(sent) <= 6
    assert not any("FROM score_sheet" in statement for statement in sent)


def test_all_who_watch_share_what_was_written_once(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = story.ready_to_judge(entries=1)
    first, second = signed_in(told.organiser), signed_in(told.admin)
    stop_the_clock(monkeypatch)
    page = first.see(NOW)
    with statements() as sent:
        assert second.see(NOW) == page
    assert not any("FROM score_sheet" in statement for statement in sent)


def test_each_language_has_its_own_room(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1)
    browser = signed_in(told.organiser)
    english = browser.get(NOW).headers["ETag"]
    browser.get("/language/km")
    status, khmer = ask(browser, english)
    assert status == 200
    assert khmer != english
    assert "Not yet" not in browser.see(NOW)


def test_time_alone_is_news_once_a_minute(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = story.ready_to_judge(entries=1)
    browser = signed_in(told.organiser)
    stop_the_clock(monkeypatch, NOON.replace(second=2))
    mark = browser.get(NOW).headers["ETag"]
    stop_the_clock(monkeypatch, NOON.replace(second=58))
    assert ask(browser, mark)[0] == 304
    stop_the_clock(monkeypatch, NOON.replace(minute=1))
    assert ask(browser, mark)[0] == 200


def test_two_rounds_have_rooms_of_their_own(app: Flask, signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1)
    other = story.next_edition(told)
    browser = signed_in(told.organiser)
    assert "Nothing is entered yet." in browser.see(f"/organiser/competitions/{other.code}/room")
    assert "Nothing is entered yet." not in browser.see(f"{HOME}/room")


def test_a_room_that_is_not_there_says_so(signed_in: SignIn) -> None:
    told = story.begin()
    path = "/organiser/competitions/OVOP-1999/room/now"
    assert signed_in(told.organiser).get(path).status_code == 404


def stop_the_clock(monkeypatch: pytest.MonkeyPatch, at: datetime = NOON) -> None:
    """Let the room think that it is this time."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return at

    monkeypatch.setattr("judging.web.organiser.room.datetime", Stopped)
