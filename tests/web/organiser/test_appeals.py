"""Appeals on pages: a producer brings one, an organiser decides, everybody reads what changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from judging.domain.people import Person, Role
from judging.domain.rubric import Scorer
from judging.persistence.database import db
from judging.persistence.results import ResultRow
from judging.persistence.writing import writing
from judging.queries.appeals import appeals_of
from judging.queries.results import result_of
from tests import story as told
from tests.appealed import worsen_first
from tests.disagreeing import far_less
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
PAGE = "/organiser/competitions/OVOP-2027/appeals"
TEXT = "The points of part C were added up wrongly."


@pytest.fixture
def story(app: Flask) -> told.Story:
    """Announced yesterday by the clock of the server."""
    story = told.announced(entries=3)
    with writing() as session:
        yesterday = datetime.now(UTC) - timedelta(days=1)
        session.execute(update(ResultRow).values(announced_at=yesterday))
    return story


def own(story: told.Story, number: int = 0) -> str:
    return f"/producer/entries/{story.entry_ids[number]}"


def bring(story: told.Story, browser: Browser, ground: str = "arithmetic") -> str:
    """The address of the appeal on the organiser's pages."""
    browser.see(f"{own(story)}/appeal")
    answer = browser.send(f"{own(story)}/appeal", {"ground": ground, "text": TEXT})
    assert answer.status_code == 302, answer.text
    db.session.rollback()
    return f"{PAGE}/{appeals_of(story.round_id)[0].appeal_id}"


def files_in(page: str) -> set[str]:
    """The addresses of certificates on a page."""
    return {address for address in page.split('"') if address.endswith(".pdf")}


def test_a_producer_appeals_and_sees_what_became_of_it(
    story: told.Story, signed_in: SignIn
) -> None:
    browser = signed_in(story.producer)
    assert "Last day:" in text_of(browser.see(own(story)))
    assert browser.send(f"{own(story)}/appeal", {"text": " "}).status_code == 422
    address = bring(story, browser)
    page = text_of(browser.see(own(story)))
    assert "Waits for the decision" in page
    assert TEXT in page
    again = browser.send(f"{own(story)}/appeal", {"ground": "procedure", "text": "x"})
    assert again.status_code == 422
    organiser = signed_in(story.organiser)
    assert TEXT in organiser.see(PAGE)
    assert "Nothing changes" in organiser.see(address)
    decision = {"decision": "refused", "reason": "The sum is right."}
    assert organiser.send(address, decision).status_code == 302
    page = text_of(browser.see(own(story)))
    assert "Refused" in page
    assert "The sum is right." in page


def test_the_entry_of_another_has_no_form(story: told.Story, signed_in: SignIn) -> None:
    browser = signed_in(story.producer)
    assert browser.get(f"{own(story, 1)}/appeal").status_code == 404
    assert browser.send(f"{own(story, 1)}/appeal", {"ground": "arithmetic"}).status_code == 404


def test_when_the_days_are_over_nothing_is_offered(story: told.Story, signed_in: SignIn) -> None:
    with writing() as session:
        past = datetime.now(UTC) - timedelta(days=9)
        session.execute(update(ResultRow).values(announced_at=past))
    browser = signed_in(story.producer)
    assert "Last day:" not in text_of(browser.see(own(story)))
    browser.see(f"{own(story)}/appeal")
    answer = browser.send(f"{own(story)}/appeal", {"ground": "arithmetic", "text": TEXT})
    assert answer.status_code == 422
    assert "these are over" in answer.text


def test_a_letter_is_entered_for_its_sender(story: told.Story, signed_in: SignIn) -> None:
    browser, path = signed_in(story.organiser), f"{PAGE}/new"
    browser.see(path)
    today = datetime.now(UTC).date().isoformat()
    letter = {"entry": story.codes[1], "sender": "Sok Sophea", "received_on": today}
    letter |= {"ground": "procedure", "text": TEXT}
    assert browser.send(path, letter | {"entry": "0000"}).status_code == 422
    assert browser.send(path, letter | {"received_on": "2020-01-01"}).status_code == 422
    assert browser.send(path, letter).status_code == 302
    assert "letter from Sok Sophea" in text_of(browser.see(PAGE))


def test_everybody_reads_what_a_granted_appeal_has_changed(
    story: told.Story, signed_in: SignIn, browser: Browser
) -> None:
    address = bring(story, signed_in(story.producer))
    worsen_first(story)
    organiser = signed_in(story.organiser)
    foreseen = rows_of(organiser.see(address))
    assert [row[0] for row in foreseen] == sorted(story.codes)
    reason = {"decision": "granted", "reason": "A sheet was read wrongly."}
    assert organiser.send(address, reason).status_code == 302
    public = text_of(browser.see("/results/OVOP-2027"))
    assert "It replaces version 1 after an appeal: A sheet was read wrongly." in public
    for code, before, after in foreseen:
        assert f"{code} : {before} → {after}" in public.replace(f"{code}:", f"{code} :")
    assert "Version 2, announced on" in public
    result = result_of(story.code)
    assert result is not None
    assert result.version == 2


def test_a_revoked_certificate_is_no_more_given_out(story: told.Story, signed_in: SignIn) -> None:
    producer, organiser = signed_in(story.producer), signed_in(story.organiser)
    address = bring(story, producer)
    before = producer.see(own(story))
    worsen_first(story)
    organiser.see(address)
    organiser.send(address, {"decision": "granted", "reason": "A sheet was read wrongly."})
    listed = organiser.see("/organiser/competitions/OVOP-2027/certificates")
    old, new = files_in(before), files_in(producer.see(own(story)))
    assert old
    assert not old & new
    assert "Revoked" in listed
    (gone, *_) = sorted(old)
    assert producer.get(gone).status_code == 404
    number = gone.rpartition("/")[2].removesuffix(".pdf")
    assert "Revoked" in text_of(signed_in(story.organiser).see(f"/v/{number}"))


def test_procedure_asks_whose_sheets_do_not_count(story: told.Story, signed_in: SignIn) -> None:
    address = bring(story, signed_in(story.producer), "procedure")
    organiser = signed_in(story.organiser)
    assert "Whose sheets do not count for this entry" in organiser.see(address)
    granted = {"decision": "granted", "reason": "A cousin scored."}
    assert organiser.send(address, granted).status_code == 422
    judges = [str(judge.id) for judge in story.judges[:3]]
    assert organiser.send(address, granted | {"without": judges}).status_code == 302
    assert "Granted" in text_of(organiser.see(PAGE))


def test_a_second_panel_is_called_scores_on_its_pages_and_is_counted(
    story: told.Story, signed_in: SignIn
) -> None:
    others = [told.enrol(story.admin, f"other{n}", Role.JUDGE) for n in (1, 2, 3)]
    producer, organiser = signed_in(story.producer), signed_in(story.organiser)
    address = bring(story, producer, "procedure")
    page = organiser.see(address)
    assert "Name of other1" in page
    decision = {"decision": "anew", "reason": "A judge had worked for a rival."}
    assert organiser.send(address, decision).status_code == 422
    seats = [str(judge.id) for judge in others]
    assert organiser.send(address, decision | {"judges": seats}).status_code == 302
    assert "A second panel judges the entry anew." in text_of(producer.see(own(story)))
    assert organiser.send(f"{address}/finish", {}).status_code == 422
    sheet = f"/judge/entries/{story.codes[0]}/sheet"
    first = signed_in(others[0])
    answers = told.best(story.rubric(), Scorer.PANEL, less=far_less(story))
    whole = {f"score-{code}": f"{code}={points}" for code, points in answers.items()}
    first.see(sheet)
    assert first.send(sheet, {"act": "hand_in", **whole}).status_code == 302
    for judge in others[1:]:
        told.score(story, story.entry_ids[0], judge, less=far_less(story))
    assert "Handed in" in text_of(organiser.see(address))
    organiser.see(f"{address}/finish")
    assert organiser.send(f"{address}/finish", {}).status_code == 302
    assert "Version 2 of the result came of it." in text_of(producer.see(own(story)))
