"""Judges, their profiles and interests through the pages."""

from collections.abc import Callable

import pytest

from judging.domain.interests import InterestKind
from judging.domain.people import Person
from judging.domain.words import Language
from judging.queries.interests import judge, judges
from judging.queries.producers import producers
from judging.queries.products import Wanted, products
from tests import story
from tests.journeys.walking import TODAY
from tests.judges import declare, describe
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/judges"


@pytest.fixture
def told(app: object) -> Story:
    told = story.begin(judges=2)
    story.enter(told, 1)
    return told


@pytest.fixture
def organiser(told: Story, signed_in: SignIn) -> Browser:
    return signed_in(told.organiser)


def page_of(told: Story, number: int = 0) -> str:
    return f"{HOME}/{told.judges[number].id}"


def test_the_list_tells_what_is_known_of_everybody_who_scores(
    told: Story, organiser: Browser
) -> None:
    story.seat_everyone(told, told.entry_ids)
    describe(told)
    declare(told)
    assert rows_of(organiser.see(HOME)) == [
        [
            "Name of judge1 Judge · judge1",
            next(one.title.en for one in told.competition.groups if one.code == "FOOD"),
            "Kampot",
            "ភាសាខ្មែរ, English",
            "Takeo",
            "FOOD panel",
        ],
        ["Name of judge2 Judge · judge2", "No profile yet", "–", "FOOD panel"],
        ["Name of desk Desk officer · desk", "No profile yet", "–", "FOOD desk"],
    ]


def test_a_profile_is_written_and_found_again_in_its_form(told: Story, organiser: Browser) -> None:
    path = f"{page_of(told)}/describe"
    organiser.see(path)
    typed = {
        "province": "KH-7",
        "commune_km": "ត្រើយកោះ",
        "expertise": ["FOOD", "HERB"],
        "languages": ["km"],
        "enterprise_en": "Palm House",
        "phone": "012 345 678",
    }
    assert organiser.send(path, typed).location == page_of(told)
    profile = judge(told.judges[0].id).profile
    assert profile is not None
    assert (profile.expertise, profile.languages) == ({"FOOD", "HERB"}, {Language.KM})
    assert (profile.home.gazetteer, profile.phone) == ("07", "012 345 678")
    assert (profile.enterprise.km, profile.enterprise.en) == ("Palm House", "Palm House")
    form = organiser.see(path)
    assert form.count(" checked ") == 3
    assert 'value="ត្រើយកោះ"' in form
    shown = text_of(organiser.see(page_of(told)))
    assert "Lives in ត្រើយកោះ commune, Kampot" in shown
    assert "Telephone 012 345 678" in shown


def test_a_profile_without_a_province_or_with_a_wrong_number_is_told_at_the_field(
    told: Story, organiser: Browser
) -> None:
    path = f"{page_of(told)}/describe"
    organiser.see(path)
    answer = organiser.send(path, {"phone": "none"})
    assert answer.status_code == 422
    assert "Choose the province." in answer.text
    assert "A telephone number is written with figures" in answer.text
    assert judge(told.judges[0].id).profile is None


def test_an_interest_is_looked_for_and_declared(told: Story, organiser: Browser) -> None:
    number, product = producers()[0].producer_id, products(Wanted(), TODAY)[0].product_id
    found = organiser.see(f"{page_of(told)}/interests/new?search=Produc")
    assert f'href="{page_of(told)}/interests/producer/{number}"' in found
    assert f'href="{page_of(told)}/interests/product/{product}"' in found
    for kind, path in (("family", f"producer/{number}"), ("advised", f"product/{product}")):
        typed = {"kind": kind, "reason": "Her sister."}
        answer = organiser.send(f"{page_of(told)}/interests/{path}", typed)
        assert answer.location == page_of(told)
    typed = {"kind": "other", "reason": "Mayor there.", "province": "KH-21"}
    assert organiser.send(f"{page_of(told)}/interests/place", typed).status_code == 302
    known = judge(told.judges[0].id)
    assert [(one.subject.en, one.interest.kind) for one in known.interests] == [
        ("Producer-1", InterestKind.FAMILY),
        ("Product-1", InterestKind.ADVISED),
        ("Takeo", InterestKind.OTHER),
    ]
    rows = rows_of(organiser.see(page_of(told)))
    assert [row[:3] for row in rows] == [
        ["Producer-1", "Same household", "Her sister."],
        ["Product-1", "Gave advice", "Her sister."],
        ["Takeo", "Another tie", "Mayor there."],
    ]


def test_an_interest_without_kind_or_reason_is_told_at_the_field(
    told: Story, organiser: Browser
) -> None:
    path = f"{page_of(told)}/interests/place"
    organiser.see(path)
    answer = organiser.send(path, {"province": "KH-21"})
    assert answer.status_code == 422
    assert "Choose what ties the judge." in answer.text
    assert "Write the reason" in answer.text
    assert all(one.interests == () for one in judges())


def test_an_interest_that_is_declared_twice_is_refused_on_the_form(
    told: Story, organiser: Browser
) -> None:
    number = producers()[0].producer_id
    declare(told, producer_id=number)
    path = f"{page_of(told)}/interests/producer/{number}"
    organiser.see(path)
    answer = organiser.send(path, {"kind": "client", "reason": "We buy there."})
    assert answer.status_code == 422
    assert "This interest is declared already: Producer-1." in answer.text


def test_an_interest_is_taken_back_with_a_reason(told: Story, organiser: Browser) -> None:
    path = f"/organiser/interests/{declare(told)}/take-back"
    organiser.see(path)
    assert organiser.send(path, {"reason": ""}).status_code == 422
    assert organiser.send(path, {"reason": "The shop is sold."}).location == page_of(told)
    text = text_of(organiser.see(page_of(told)))
    assert "Taken back" in text
    assert "The shop is sold." in text
    assert rows_of(organiser.see(HOME))[0][-2] == "–"


@pytest.mark.parametrize("path", ["{}", "{}/describe", "{}/interests/new", "{}/interests/place"])
def test_who_does_not_score_has_no_such_page(told: Story, organiser: Browser, path: str) -> None:
    assert organiser.get(f"{HOME}/" + path.format(told.producer.id)).status_code == 404


def test_what_does_not_exist_has_no_page(told: Story, organiser: Browser) -> None:
    assert organiser.get("/organiser/interests/999/take-back").status_code == 404
    assert organiser.get(f"{page_of(told)}/interests/producer/999").status_code == 404


def test_the_judges_table_has_profile_and_interests_and_no_password(
    told: Story, organiser: Browser
) -> None:
    describe(told)
    declare(told)
    table = organiser.see("/organiser/tables/judges.csv")
    assert "Palm House" in table
    assert "We buy there." in table
    assert "argon2" not in table
