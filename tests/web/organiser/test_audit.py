"""The audit page tells each act in words, with Cambodian time."""

import html
import re
from collections.abc import Callable

import pytest

from judging.domain.people import Person
from judging.queries.entries import entry
from judging.services.competing import open_judging
from judging.services.leaving import withdraw_entry
from judging.services.permissions import MAY
from judging.web.organiser.naming import ACTS
from tests import story
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.reading import rows_of

SignIn = Callable[[Person], Browser]


def test_an_act_is_told_with_who_when_and_on_what(signed_in: SignIn) -> None:
    told = story.begin(judges=1)
    (entry_id,) = story.enter(told, 1)
    withdraw_entry(told.organiser, entry_id, "broken", NOON)
    _, withdrawn, papers, *_ = rows_of(signed_in(told.organiser).see("/organiser/audit"))
    assert withdrawn == [
        "7 April 2027 at 12:00",
        "Name of organiser organiser",
        "withdrew an entry",
        f"Entry OVOP-2027/{entry(entry_id).code} Reason: broken",
    ]
    assert papers[2:] == [
        "recorded papers",
        f"Entry OVOP-2027/{entry(entry_id).code} Papers: " + ", ".join(sorted(story.PAPERS)),
    ]


def test_what_was_entered_is_told_in_words_and_the_round_by_its_competition(
    signed_in: SignIn,
) -> None:
    told = story.begin(judges=1)
    (entry_id,) = story.enter(told, 1, papers=False)
    open_judging(told.organiser, told.round_id, NOON)
    _, opened, entered, *_ = rows_of(signed_in(told.organiser).see("/organiser/audit"))
    assert opened[3] == "Round OVOP-2027"
    assert entered[3] == (
        f"Entry OVOP-2027/{entry(entry_id).code} As it is now: Account: {told.producer.id};"
        " Form of the producer: community; Product group: FOOD;"
        " Place: Traeuy Kaoh commune, Tuek Chhou district, Kampot;"
        " Producer: Producer-1; Product: Product-1"
    )


def test_older_acts_follow_on_the_next_page(signed_in: SignIn) -> None:
    told = story.begin(judges=1)
    story.enter(told, 60)
    browser = signed_in(told.organiser)
    page = browser.see("/organiser/audit")
    assert len(rows_of(page)) == 100
    older = page.partition("?before=")[2].partition('"')[0]
    # Five accounts, one competition, sixty entries with their papers, one sign-in.
    assert len(rows_of(browser.see(f"/organiser/audit?before={older}"))) == 27


def test_the_choice_narrows_the_list_and_stays_on_the_next_page_and_in_the_file(
    signed_in: SignIn,
) -> None:
    told = story.begin(judges=1)
    story.enter(told, 120, papers=False)
    browser = signed_in(told.organiser)
    page = browser.see("/organiser/audit?act=entry.entered&login=organiser")
    assert {row[2] for row in rows_of(page)} == {"entered a product"}
    (older,) = re.findall(r'href="([^"]*before=[^"]*)" rel="next"', page)
    assert len(rows_of(browser.see(html.unescape(older)))) == 20
    file = browser.get("/organiser/audit.csv?act=entry.entered&login=organiser")
    assert file.text.count("entry.entered") == 120
    assert "account.created" not in file.text
    assert browser.get("/organiser/audit.xlsx?kind=entry").data.startswith(b"PK")
    assert browser.get("/organiser/audit.exe").status_code == 404


def test_a_day_that_is_none_is_said_and_nothing_found_too(signed_in: SignIn) -> None:
    browser = signed_in(story.begin(judges=0).organiser)
    assert "Not a valid date value." in browser.see("/organiser/audit?day=yesterday")
    assert "Nothing is found." in browser.see("/organiser/audit?login=nobody")
    assert len(rows_of(browser.see("/organiser/audit?day=2027-04-07"))) == 5


@pytest.mark.parametrize("place", ["", "/entries/{entry}"])
def test_the_page_of_a_thing_leads_to_what_was_done_with_it(signed_in: SignIn, place: str) -> None:
    told = story.begin(judges=1)
    first, second = story.enter(told, 2)
    withdraw_entry(told.organiser, first, "broken", NOON)
    browser = signed_in(told.organiser)
    page = browser.see(f"/organiser/competitions/OVOP-2027{place}".format(entry=first))
    (link,) = re.findall(r'href="([^"]*)">What was done</a>', page)
    names = {row[3].split()[1] for row in rows_of(browser.see(html.unescape(link)))}
    ours, other = f"OVOP-2027/{entry(first).code}", f"OVOP-2027/{entry(second).code}"
    assert names == ({ours} if place else {ours, other})


# Told in the audit, but not acts of somebody who may or may not.
OTHER_LINES = {
    "account.signed_in", "enrolment.ended", "house.founded", "tablet.locked", "tablet.unlocked",
}  # fmt: skip


def test_every_act_has_its_words() -> None:
    assert set(MAY) | OTHER_LINES == set(ACTS)
