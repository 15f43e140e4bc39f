"""Making a competition, and the page that says where it stands and what comes next."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.queries.competitions import competition, current_competition
from judging.services.competing import close_judging
from judging.services.founding import found
from tests import story
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]

TYPED = {
    "code": "ovop-2028",
    "title_km": "ការប្រកួត ២០២៨",
    "title_en": "Product Champion 2028",
    "starts_on": "2028-04-07",
    "ends_on": "2028-04-09",
    "signatory_km": "ឯកឧត្តម គំរូ",
    "signatory_en": "H.E. Specimen",
    "signatory_title_km": "អគ្គលេខាធិការ",
    "signatory_title_en": "Secretary-General",
    "specimen": "y",
}
NEW = "/organiser/competitions/new"


@pytest.fixture
def organiser(app: Flask, signed_in: SignIn) -> Browser:
    """The organiser of a house that has no competition yet."""
    admin = found(login="admin", password=story.PASSWORD, name=story.Words("ក", "A"), at=NOON)
    browser = signed_in(story.enrol(admin, "organiser", story.Role.ORGANISER))
    browser.see(NEW)
    return browser


def test_a_house_without_competitions_leads_to_the_first_one(organiser: Browser) -> None:
    page = organiser.see("/organiser/")
    assert "There is no competition yet. Make the first one." in page
    assert f'href="{NEW}"' in page


def test_a_competition_is_made_from_the_shipped_rubrics(organiser: Browser) -> None:
    answer = organiser.send(NEW, TYPED)
    assert answer.location == "/organiser/competitions/OVOP-2028"
    made = competition("OVOP-2028")
    assert (made.title.en, made.specimen, len(made.groups)) == ("Product Champion 2028", True, 8)
    assert "SPECIMEN" in organiser.see(answer.location)


def test_dates_in_the_wrong_order_are_refused_and_what_was_typed_stays(organiser: Browser) -> None:
    answer = organiser.send(NEW, TYPED | {"ends_on": "2028-04-01"})
    assert answer.status_code == 422
    assert "The competition ends before it starts; change one of the dates." in answer.text
    for text in ("OVOP-2028", "Product Champion 2028", "2028-04-01", "អគ្គលេខាធិការ"):
        assert f'value="{text}"' in answer.text
    assert current_competition() is None


def test_a_code_that_could_not_stand_in_an_address_is_refused(organiser: Browser) -> None:
    answer = organiser.send(NEW, TYPED | {"code": "OVOP/2028"})
    assert answer.status_code == 422
    assert "A code has capital letters, digits and hyphens only." in answer.text


def test_who_signs_the_certificates_has_to_be_known(organiser: Browser) -> None:
    answer = organiser.send(NEW, TYPED | {"signatory_km": " "})
    assert "Write who signs, in Khmer." in answer.text
    assert current_competition() is None


def test_faulty_rubrics_are_refused_in_one_sentence(app: Flask, organiser: Browser) -> None:
    app.config["RUBRICS_DIR"] = "rubrics/no-such-folder"
    answer = organiser.send(NEW, TYPED)
    assert answer.status_code == 422
    assert "The rubrics folder has 2 faults" in answer.text


def test_the_page_of_a_competition_offers_the_one_next_act(
    signed_in: SignIn, fresh_house: Callable[[], None]
) -> None:
    for tell, words, path in (
        (story.begin, "Open judging", "open"),
        (story.ready_to_judge, "Close judging", "close"),
        (closed, "Look and announce", "announce"),
        (story.announced, "Certificates", "certificates"),
    ):
        fresh_house()
        told = tell()
        page = signed_in(told.organiser).see("/organiser/")
        assert f'role="button" href="/organiser/competitions/OVOP-2027/{path}">{words}</a>' in page


def test_the_page_of_a_competition_counts_entries_judges_and_sheets(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=3)
    story.score(told, told.entry_ids[0], told.judges[0])
    text = text_of(signed_in(told.organiser).see("/organiser/competitions/OVOP-2027"))
    assert "Product groups 8 Entries 3 Judges and desk officers 6" in text
    assert "Score sheets handed in 1 of 18" in text


def closed() -> story.Story:
    """Everything judged, nothing announced."""
    told = story.ready_to_judge()
    story.score_all(told)
    close_judging(told.organiser, told.round_id, NOON)
    return told
