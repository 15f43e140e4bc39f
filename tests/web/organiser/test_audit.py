"""The audit page tells each act in words, with Cambodian time."""

from collections.abc import Callable

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
        f"Entry {entry(entry_id).code} Reason: broken",
    ]
    assert papers[2:] == [
        "recorded papers",
        f"Entry {entry(entry_id).code} Papers: " + ", ".join(sorted(story.PAPERS)),
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
        f"Entry {entry(entry_id).code} As it is now: Account: {told.producer.id};"
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


# Told in the audit, but not acts of somebody who may or may not.
OTHER_LINES = {
    "account.signed_in", "enrolment.ended", "house.founded", "tablet.locked", "tablet.unlocked",
}  # fmt: skip


def test_every_act_has_its_words() -> None:
    assert set(MAY) | OTHER_LINES == set(ACTS)
