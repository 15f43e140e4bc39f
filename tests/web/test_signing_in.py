"""Coming, going, and staying no longer than one may."""

from collections.abc import Callable

from judging.services.enrolling import set_active, set_password
from tests import story
from tests.web.conftest import Browser

SignIn = Callable[..., Browser]
MISMATCH = "This name and password do not match; try again or ask an organiser."


def test_each_role_starts_on_its_own_page(signed_in: SignIn) -> None:
    told = story.begin(judges=1)
    starts = {
        person.role: signed_in(person).get("/start").location
        for person in (told.admin, told.organiser, told.desk, told.judges[0], told.producer)
    }
    assert starts == {
        "admin": "/organiser/",
        "organiser": "/organiser/",
        "desk": "/judge/",
        "judge": "/judge/",
        "producer": "/producer/",
    }


def test_signing_in_leads_to_the_page_that_was_wanted(browser: Browser) -> None:
    story.begin(judges=1)
    answer = browser.get("/judge/?from=mail")
    assert answer.location == "/sign-in?next=/judge/?from%3Dmail"
    browser.see(answer.location)
    answer = browser.send(answer.location, {"login": "judge1", "password": story.PASSWORD})
    assert answer.location == "/judge/?from=mail"


def test_signing_in_never_leads_to_another_site(browser: Browser) -> None:
    story.begin(judges=1)
    for wanted in ("https://evil.example/", "////evil.example/", "/\\evil.example/", "evil"):
        path = f"/sign-in?next={wanted}"
        browser.see(path)
        answer = browser.send(path, {"login": "judge1", "password": story.PASSWORD})
        assert answer.location == "/start"


def test_wrong_password_unknown_name_and_shut_account_get_the_same_sentence(
    browser: Browser,
) -> None:
    told = story.begin(judges=1)
    set_active(told.admin, told.judges[0].id, False, story.NOON)
    browser.see("/sign-in")
    for login, password in (
        ("desk", "wrong"),
        ("nobody", story.PASSWORD),
        ("judge1", story.PASSWORD),
    ):
        answer = browser.send("/sign-in", {"login": login, "password": password})
        assert answer.status_code == 422
        assert MISMATCH in answer.text
        assert f'value="{login}"' in answer.text
        assert password not in answer.text


def test_a_blank_name_is_marked_at_its_field(browser: Browser) -> None:
    browser.see("/sign-in")
    answer = browser.send("/sign-in", {"login": "", "password": "x"})
    assert answer.status_code == 422
    assert 'id="login-wrong">Write your sign-in name.<' in answer.text
    assert 'aria-describedby="login-wrong"' in answer.text


def test_signing_in_begins_a_fresh_session_and_keeps_only_the_language(browser: Browser) -> None:
    told = story.begin(judges=1)
    browser.see("/sign-in")
    with browser.session_transaction() as planted:
        planted["planted"] = "by somebody else"
    browser.send("/sign-in", {"login": "judge1", "password": story.PASSWORD})
    with browser.session_transaction() as session:
        assert dict(session) == {
            "_permanent": True,
            "account": told.judges[0].id,
            "epoch": 0,
            "language": "en",
        }


def test_signing_out_ends_the_session(signed_in: SignIn) -> None:
    browser = signed_in(story.begin(judges=1).judges[0])
    browser.see("/judge/")
    assert browser.send("/sign-out", {}).location == "/sign-in"
    assert browser.get("/judge/").location == "/sign-in?next=/judge/"
    assert browser.get("/sign-out").status_code == 405


def test_a_new_password_ends_every_open_session(signed_in: SignIn) -> None:
    told = story.begin(judges=1)
    browser = signed_in(told.judges[0])
    browser.see("/judge/")
    set_password(told.admin, told.judges[0].id, "another long password", story.NOON)
    assert browser.get("/judge/").status_code == 302


def test_switching_an_account_off_ends_its_sessions(signed_in: SignIn) -> None:
    told = story.begin(judges=1)
    browser = signed_in(told.judges[0])
    set_active(told.admin, told.judges[0].id, False, story.NOON)
    assert browser.get("/judge/").status_code == 302


def test_ten_failures_shut_one_account_for_a_while_and_no_other(browser: Browser) -> None:
    told = story.begin(judges=2)
    browser.see("/sign-in")
    answers = [
        browser.send("/sign-in", {"login": login, "password": "wrong"}).status_code
        for login in ["judge1", "JUDGE1 "] * 5
    ]
    assert answers == [422] * 10
    answer = browser.send("/sign-in", {"login": "judge1", "password": story.PASSWORD})
    assert answer.status_code == 429
    assert "Wait 15 minutes, then sign in again" in answer.text
    other = {"login": told.judges[1].login, "password": story.PASSWORD}
    assert browser.send("/sign-in", other).status_code == 302


def test_signing_in_often_and_rightly_is_never_limited(signed_in: SignIn) -> None:
    judge = story.begin(judges=1).judges[0]
    for _ in range(12):
        signed_in(judge)
