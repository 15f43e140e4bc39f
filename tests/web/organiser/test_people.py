"""Accounts: made and changed by administrators, passwords shown once."""

import re
from collections.abc import Callable

import pytest

from judging.domain.people import Person, Role
from judging.domain.refusal import Refusal
from judging.queries.people import person_named
from judging.services.signing_in import sign_in
from tests import story
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]
NEW = "/organiser/people/new"
TYPED = {"login": "Sok.Dara", "role": "judge", "name_km": "សុខ តារា", "name_en": "Sok Dara"}
PASSWORD = re.compile(r"<strong>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</strong>")


@pytest.fixture
def told(app: object) -> Story:
    """A house with one account of each role."""
    return story.begin(judges=1)


@pytest.fixture
def admin(told: Story, signed_in: SignIn) -> Browser:
    """Its administrator, with the form of a new account open."""
    browser = signed_in(told.admin)
    browser.see(NEW)
    return browser


def test_an_account_is_made_with_a_password_that_is_shown_once(admin: Browser) -> None:
    answer = admin.send(NEW, TYPED)
    assert answer.status_code == 200
    (password,) = PASSWORD.findall(answer.text)
    assert sign_in("sok.dara", password, NOON).role is Role.JUDGE
    assert password not in admin.see("/organiser/people")


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(admin: Browser) -> None:
    answer = admin.send(NEW, TYPED | {"login": "desk"})
    assert answer.status_code == 422
    assert "The sign-in name desk is taken; choose another." in answer.text
    assert 'value="សុខ តារា"' in answer.text
    assert '<option selected value="judge">' in answer.text


def test_a_new_password_ends_the_old_one(told: Story, admin: Browser) -> None:
    answer = admin.send(f"/organiser/people/{told.desk.id}/password", {})
    (password,) = PASSWORD.findall(answer.text)
    assert sign_in("desk", password, NOON).id == told.desk.id
    with pytest.raises(Refusal, match="do not match"):
        sign_in("desk", story.PASSWORD, NOON)


def test_an_account_is_switched_off_and_on(told: Story, admin: Browser) -> None:
    path = f"/organiser/people/{told.desk.id}/switch"
    for is_active in (False, True):
        assert admin.send(path, {}).location == "/organiser/people"
        person = person_named("desk")
        assert person is not None
        assert person.is_active is is_active


def test_nobody_switches_off_himself(told: Story, admin: Browser) -> None:
    admin.send(f"/organiser/people/{told.admin.id}/switch", {})
    page = admin.see("/organiser/people")
    assert "You cannot switch off your own account; ask another administrator." in page


def test_an_organiser_sees_people_but_changes_none(told: Story, signed_in: SignIn) -> None:
    organiser = signed_in(told.organiser)
    page = organiser.see("/organiser/people")
    assert "Name of judge1" in page
    assert "New password" not in page
    assert organiser.get(NEW).status_code == 403
    organiser.see("/organiser/audit")
    assert organiser.send(f"/organiser/people/{told.desk.id}/switch", {}).status_code == 403
    assert organiser.get(f"/organiser/people/{told.desk.id}/password").status_code == 403


def test_an_account_that_is_not_there_is_said_to_be_missing(admin: Browser) -> None:
    assert admin.get("/organiser/people/0/password").status_code == 404


def test_an_account_is_made_for_one_province(told: Story, admin: Browser) -> None:
    admin.send(NEW, TYPED | {"province": "KH-7", "competition": str(told.competition.id)})
    made = person_named("sok.dara")
    assert made is not None
    assert (made.province, made.competition_id) == ("KH-7", told.competition.id)
    page = text_of(admin.see("/organiser/people"))
    assert "sok.dara Kampot · OVOP-2027" in page
    assert "desk Whole country" in page


def test_the_reach_of_an_account_is_changed_and_its_sessions_end(
    told: Story, admin: Browser, signed_in: SignIn
) -> None:
    organiser = signed_in(told.organiser)
    path = f"/organiser/people/{told.organiser.id}/reach"
    admin.see(path)
    assert admin.send(path, {"province": "KH-8"}).location == "/organiser/people"
    assert organiser.get("/organiser/").location.startswith("/sign-in")
    assert '<option selected value="KH-8">' in admin.see(path)
    admin.send(path, {"province": "", "competition": ""})
    now = person_named("organiser")
    assert now is not None
    assert now.province is None


def test_who_has_no_limit_gets_none(told: Story, admin: Browser) -> None:
    answer = admin.send(NEW, TYPED | {"role": "producer", "province": "KH-7"})
    assert answer.status_code == 422
    assert "Only organisers, desk officers and judges can be limited" in answer.text
    assert f"/people/{told.producer.id}/reach" not in admin.see("/organiser/people")
