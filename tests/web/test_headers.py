"""What a browser may do with our pages."""

from collections.abc import Callable

from flask import Flask, current_app

from judging.web.tablet.shell import running_shell
from tests import story
from tests.web.conftest import Browser


def test_every_answer_carries_the_headers(browser: Browser) -> None:
    for path in ("/sign-in", "/no-such-page", "/static/house.css", "/judge/"):
        headers = browser.get(path).headers
        assert headers["Content-Security-Policy"] == (
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            " form-action 'self'; frame-ancestors 'none'"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Permissions-Policy"].startswith("camera=()")


def test_a_script_of_the_tablet_carries_no_word_about_pages_but_a_page_in_its_place_does(
    browser: Browser,
) -> None:
    name = "tablet/start.js"
    with current_app.test_request_context():
        address = running_shell().by_name[name].address
    script, none = browser.get(address), browser.get("/tablet/files/older/" + name)
    assert [script.status_code, none.status_code] == [200, 404]
    assert none.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert script.headers["X-Content-Type-Options"] == "nosniff"
    # A tablet asks for eighty of them.
    assert sum(len(name) + len(value) for name, value in script.headers) < 260


def test_pages_of_a_signed_in_person_stay_in_no_cache(
    signed_in: Callable[..., Browser],
) -> None:
    browser = signed_in(story.begin(judges=1).judges[0])
    assert browser.get("/judge/").headers["Cache-Control"] == "no-store"
    assert browser.get("/static/house.css").headers["Cache-Control"] == "no-cache"


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(app: Flask) -> None:
    def cookie() -> str:
        return app.test_client().get("/language/en").headers["Set-Cookie"]

    assert "; HttpOnly;" in cookie()
    assert cookie().endswith("SameSite=Lax")
    assert "Secure" not in cookie()
    app.config["SESSION_COOKIE_SECURE"] = True
    assert "; Secure;" in cookie()


def test_a_style_that_comes_late_brings_no_ended_session_back(
    signed_in: Callable[..., Browser],
) -> None:
    browser = signed_in(story.begin(judges=1).judges[0])
    assert "Set-Cookie" in browser.get("/judge/").headers
    assert "Set-Cookie" not in browser.get("/static/house.css").headers
