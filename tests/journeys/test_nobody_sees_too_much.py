"""Every address as every role, with names planted where they must not be seen."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from judging.domain.people import Person, Role
from judging.domain.producers import Contact
from judging.queries.producers import producer, producers
from judging.services.competing import close_judging
from judging.services.registering import correct_producer
from judging.services.scoring import hand_in_sheet, save_draft
from tests import story as told
from tests.journeys.walking import addresses, said
from tests.papers import picture, record
from tests.story import NOON, Story
from tests.web.conftest import Browser, open_browser

# Words of story.new_entry that tell a judge whose product it is.
NAMES = ("ផលិតផលទី", "ផលិតករទី", "Product-", "Producer-", "Traeuy", "ត្រើយកោះ", "ISC-0123")
SECRETS = ("a-note-of-a-judge",)
# Whom the secretariat calls, as `plant_contacts` writes it into the registry.
CONTACT = ("Person-to-call", "011 222 333", "call@contact.example")
# What a producer's own pages say once there is a result.
OF_A_RESULT = ("Points by part", "How the star came")

SignIn = Callable[[Person], Browser]


@pytest.fixture
def story(app: Flask) -> Story:
    """Three scored entries of which two judges stopped the last, and a draft with a note."""
    story = told.ready_to_judge(entries=3)
    told.score_all(story)
    record(app, story, story.entry_ids[0], scan=picture())
    note = {"C1.1": "a-note-of-a-judge"}
    for judge in story.judges[:2]:
        hand_in_sheet(judge, story.entry_ids[2], {"C1.1": Decimal(0)}, note, NOON)
    save_draft(story.judges[0], story.entry_ids[0], {"C1.1": Decimal(1)}, note, NOON)
    plant_contacts(story)
    return story


def plant_contacts(story: Story) -> None:
    """Give every producer of the registry a contact."""
    for one in producers():
        known = producer(one.producer_id).producer
        told_now = replace(known, contact=Contact(*CONTACT))
        correct_producer(story.organiser, one.producer_id, told_now, NOON)


def told_to(browser: Browser, app: Flask, story: Story, prefix: str = "/") -> dict[str, str]:
    """What each address says in both languages, whatever its status."""
    seen = {}
    for language in ("en", "km"):
        browser.get(f"/language/{language}")
        for address in addresses(app, story):
            if address.startswith(prefix):
                answer = browser.get(address)
                seen[f"{language} {address}"] = said(iter(answer.headers), answer.data)
    return seen


def leaks(seen: dict[str, str], *planted: str) -> list[tuple[str, str]]:
    """Where which planted word stands."""
    return [(address, word) for address, text in seen.items() for word in planted if word in text]


def test_the_walk_would_find_a_name(app: Flask, story: Story, signed_in: SignIn) -> None:
    seen = told_to(signed_in(story.organiser), app, story)
    found = {word for _, word in leaks(seen, *NAMES)}
    assert found == set(NAMES)


def test_a_contact_is_on_the_registrys_pages_only_and_never_in_the_audit(
    app: Flask, story: Story, signed_in: SignIn
) -> None:
    found = leaks(told_to(signed_in(story.organiser), app, story), *CONTACT)
    assert {word for _, word in found} == set(CONTACT)
    pages = {address.split(" ", 1)[1] for address, _ in found}
    told_in = ("/organiser/producers/", "/organiser/tables/")
    assert [page for page in pages if not page.startswith(told_in)] == []


def test_nobody_but_the_staff_sees_a_contact(app: Flask, story: Story, signed_in: SignIn) -> None:
    close_judging(story.organiser, story.round_id, NOON)
    told.announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    people = (story.judges[0], story.desk, story.producer)
    for browser in (open_browser(app), *(signed_in(person) for person in people)):
        assert leaks(told_to(browser, app, story), *CONTACT) == []


def test_before_the_announcement_the_public_sees_nothing(app: Flask, story: Story) -> None:
    close_judging(story.organiser, story.round_id, NOON)
    seen = told_to(open_browser(app), app, story)
    assert leaks(seen, *NAMES, *SECRETS) == []


def test_a_blind_judge_never_sees_whose_product_it_is(
    app: Flask, story: Story, signed_in: SignIn
) -> None:
    judge = signed_in(story.judges[0])
    assert leaks(told_to(judge, app, story), *NAMES) == []
    close_judging(story.organiser, story.round_id, NOON)
    assert leaks(told_to(judge, app, story), *NAMES) == []
    told.announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    assert leaks(told_to(judge, app, story, "/judge"), *NAMES) == []


def test_a_judge_does_not_see_another_judges_scores_or_notes(
    app: Flask, story: Story, signed_in: SignIn
) -> None:
    other = signed_in(story.judges[3])
    assert leaks(told_to(other, app, story), *SECRETS) == []


def test_before_the_announcement_a_producer_sees_only_that_the_own_entry_is_in(
    app: Flask, story: Story, signed_in: SignIn
) -> None:
    seen = told_to(signed_in(story.producer), app, story)
    others = [f"{name}{number}" for name in NAMES[:4] for number in (2, 3)]
    assert leaks(seen, *others, *SECRETS) == []
    own = {address: text for address, text in seen.items() if address.startswith("en /producer")}
    assert any("Product-1" in text for text in own.values())
    assert leaks(own, *OF_A_RESULT) == []
    close_judging(story.organiser, story.round_id, NOON)
    told.announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    seen = told_to(signed_in(story.producer), app, story, "/producer")
    assert {word for _, word in leaks(seen, *OF_A_RESULT)} == set(OF_A_RESULT)


def test_a_producer_never_opens_anothers_entry_or_certificate(
    app: Flask, story: Story, signed_in: SignIn
) -> None:
    close_judging(story.organiser, story.round_id, NOON)
    told.announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    stranger = told.enrol(story.admin, "stranger", Role.PRODUCER)
    browser = signed_in(stranger)
    own_pages = [a for a in addresses(app, story) if a.startswith("/producer/")]
    statuses = {a: browser.get(a).status_code for a in own_pages if a != "/producer/"}
    assert set(statuses.values()) == {404}


def test_an_entry_that_was_stopped_stays_between_organiser_and_producer(
    app: Flask, story: Story
) -> None:
    close_judging(story.organiser, story.round_id, NOON)
    told.announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    seen = told_to(open_browser(app), app, story)
    assert leaks(seen, "Product-1") != []
    assert leaks(seen, "Product-3", "Producer-3", *SECRETS) == []


@pytest.mark.parametrize("role", [Role.JUDGE, Role.DESK, Role.PRODUCER, None])
def test_only_staff_opens_the_organisers_pages(
    app: Flask, story: Story, signed_in: SignIn, role: Role | None
) -> None:
    person = {Role.JUDGE: story.judges[0], Role.DESK: story.desk, Role.PRODUCER: story.producer}
    browser = signed_in(person[role]) if role else open_browser(app)
    statuses = {
        browser.get(address).status_code
        for address in addresses(app, story)
        if address.startswith("/organiser")
    }
    assert statuses == ({403} if role else {302})


def test_a_round_that_is_not_open_tells_judges_nothing(app: Flask, signed_in: SignIn) -> None:
    story = told.begin(judges=3)
    told.seat_everyone(story, told.enter(story, 2))
    assert leaks(told_to(signed_in(story.judges[0]), app, story), *NAMES) == []
