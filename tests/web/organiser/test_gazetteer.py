"""The page of the gazetteer: what is loaded, and a file to load."""

from collections.abc import Callable
from io import BytesIO

import pytest

from judging.domain.people import Person
from judging.queries.gazetteer import how_many_by_level
from tests import story as told
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.reading import text_of

PAGE = "/organiser/gazetteer"
GOOD = "name_km,number,area,name_en\nស្រុកគំរូ,0701,5,Specimen\nឃុំគំរូ,070101,5,Model\n"


@pytest.fixture
def organiser(app: object, signed_in: Callable[[Person], Browser]) -> Browser:
    """An organiser with the page open."""
    story: Story = told.begin(judges=1)
    browser = signed_in(story.organiser)
    browser.see(PAGE)
    return browser


def send(organiser: Browser, text: str) -> tuple[int, str]:
    answer = organiser.send(PAGE, {"file": (BytesIO(text.encode()), "places.csv")})
    page = organiser.see(PAGE) if answer.status_code == 302 else answer.text
    return answer.status_code, text_of(page)


def test_a_file_is_loaded_and_counted(organiser: Browser) -> None:
    status, page = send(organiser, GOOD)
    assert status == 302
    assert "2 new places, 0 renamed, 0 as before." in page
    assert "These columns were not looked at: area." in page
    assert "Districts 1 Communes 1 Villages 0" in page


def test_wrong_lines_are_named_in_both_languages(organiser: Browser) -> None:
    status, page = send(organiser, GOOD + "ក,x,,A\n")
    assert status == 422
    assert "Lines that must be corrected: 1. Nothing is loaded." in page
    assert "Line 4: “x” is no number of 2, 4, 6 or 8 figures." in page
    assert how_many_by_level() == {4: 0, 6: 0, 8: 0}
    organiser.get("/language/km")
    assert "បន្ទាត់ទី ៤៖ «x»" in send(organiser, GOOD + "ក,x,,A\n")[1]


def test_a_form_without_a_file_says_so(organiser: Browser) -> None:
    answer = organiser.send(PAGE, {})
    assert answer.status_code == 422
    assert 'href="#file"' in answer.text
    assert "Choose the file." in text_of(answer.text)
