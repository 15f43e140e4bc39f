"""Announcing: what would be said, the act, and the certificates that come of it."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from judging.domain.people import Person
from judging.domain.rounds import RoundState
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.services.leaving import withdraw_entry
from tests import story
from tests.web.conftest import Browser
from tests.web.endings import Endings, judged
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"


@pytest.fixture
def endings(app: Flask) -> Endings:
    """A closed round whose entries end in every way."""
    return judged()


@pytest.fixture
def organiser(endings: Endings, signed_in: SignIn) -> Browser:
    """Its organiser, on the page before the act."""
    browser = signed_in(endings.story.organiser)
    browser.see(f"{HOME}/announce")
    return browser


@pytest.fixture
def second(endings: Endings, signed_in: SignIn) -> Browser:
    """The administrator, who confirms."""
    return signed_in(endings.story.admin)


def press(person: Browser, address: str) -> TestResponse:
    """Tick and press the button of a page as it stands now."""
    digest = digest_on(person.see(address))
    return person.send(address, {"have_read": "y", "digest": digest})


def announce(organiser: Browser, second: Browser) -> TestResponse:
    """One proposes, the other confirms."""
    return press(second, press(organiser, f"{HOME}/announce").location)


def digest_on(page: str) -> str:
    return page.partition('name="digest" type="hidden" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("url", "warns"), [("http://127.0.0.1:8000", True), ("https://ovop.example", False)]
)
def test_the_page_warns_of_an_address_that_nobody_else_can_open(
    app: Flask, organiser: Browser, url: str, warns: bool
) -> None:
    app.config["PUBLIC_URL"] = url
    assert ("opens on this machine only" in organiser.see(f"{HOME}/announce")) is warns


@pytest.mark.parametrize("specimen", [True, False])
def test_the_page_warns_where_a_real_competition_uses_the_provisional_standard(
    endings: Endings, organiser: Browser, specimen: bool
) -> None:
    db.session.get_one(CompetitionRow, endings.story.competition.id).specimen = specimen
    db.session.commit()
    assert ("provisional standard" in organiser.see(f"{HOME}/announce")) is not specimen


def test_the_page_says_what_will_be_announced(endings: Endings, organiser: Browser) -> None:
    text = text_of(organiser.see(f"{HOME}/announce"))
    codes = endings.codes
    assert "Ranked: 4 · Below quorum: 1 · Stopped: 1 · Eliminated: 1 · Withdrawn: 1" in text
    assert "Certificates: 4" in text
    assert f"Product Champion : {codes['champion']} Product-1, Producer-1" in text
    assert f"Below quorum, without a final score: {codes['short']}" in text
    assert "Sharing a rank: " + ", ".join(sorted([codes["tied"], codes["equal"]])) in text


def test_nothing_is_announced_without_the_tick(endings: Endings, organiser: Browser) -> None:
    answer = organiser.send(f"{HOME}/announce", {})
    assert answer.status_code == 422
    assert "Read the page, then tick this." in answer.text
    assert endings.story.competition.round_state is RoundState.CLOSED


def test_one_act_announces_and_lists_the_certificates(
    endings: Endings, organiser: Browser, second: Browser
) -> None:
    answer = announce(organiser, second)
    assert answer.location == f"{HOME}/certificates"
    assert endings.story.competition.round_state is RoundState.ANNOUNCED
    page = organiser.see(answer.location)
    rows = rows_of(page)
    assert len(rows) == 4
    assert [row[2] for row in rows].count("Product Champion") == 1
    assert 'href="/results/OVOP-2027"' in page
    assert organiser.get(f"{HOME}/announce").location == f"{HOME}/certificates"


def test_what_changed_since_it_was_read_is_not_announced_but_shown(
    endings: Endings, organiser: Browser
) -> None:
    read = digest_on(organiser.see(f"{HOME}/announce"))
    told, champion = endings.story, endings.ids["champion"]
    withdraw_entry(told.organiser, champion, "Made elsewhere.", story.NOON)
    answer = organiser.send(f"{HOME}/announce", {"have_read": "y", "digest": read})
    assert answer.status_code == 422
    assert "Something changed since you opened this page; read it again." in answer.text
    assert "Ranked: 3" in text_of(answer.text)
    assert " checked" not in answer.text
    assert told.competition.round_state is RoundState.CLOSED
    now = digest_on(answer.text)
    answer = organiser.send(f"{HOME}/announce", {"have_read": "y", "digest": now})
    assert "/proposals/" in answer.location
    assert told.competition.round_state is RoundState.CLOSED


def test_an_open_round_shows_the_page_but_not_the_act(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1)
    page = signed_in(told.organiser).see(f"{HOME}/announce")
    assert "Close the judging first" in page
    assert 'name="have_read"' not in page


def test_a_certificate_is_one_of_its_own_competition_only(
    organiser: Browser, second: Browser
) -> None:
    announce(organiser, second)
    number = rows_of(organiser.see(f"{HOME}/certificates"))[0][0]
    for path in (HOME.replace("2027", "2031"), HOME):
        wrong = number if path != HOME else number.replace("0001", "0999")
        assert organiser.get(f"{path}/certificates/{wrong}.pdf").status_code == 404


@pytest.mark.documents
def test_a_certificate_is_downloaded_under_its_number(organiser: Browser, second: Browser) -> None:
    announce(organiser, second)
    number = rows_of(organiser.see(f"{HOME}/certificates"))[0][0]
    answer = organiser.get(f"{HOME}/certificates/{number}.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    assert answer.data.startswith(b"%PDF-1.")
