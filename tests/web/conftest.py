"""A browser that is stricter than real ones, and people who sign in with it."""

import contextvars
import re
from collections.abc import Callable, Iterator
from typing import Any

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from judging.domain.people import Person
from judging.persistence.database import db
from tests import story

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser(FlaskClient):
    """Parses every page as strict HTML, and sends the token of the last page with a form."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a request that, as on a server, knows nothing of the test's own session."""
        db.session.rollback()
        answer: TestResponse = contextvars.Context().run(super().open, *args, **kwargs)
        answer.get_data()
        answer.close()  # a file that was sent is open until then
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 308):
            html5lib.HTMLParser(strict=True).parse(answer.text)
            self.token = "".join(TOKEN.findall(answer.text)[:1]) or self.token
        return answer

    def send(self, path: str, data: dict[str, Any]) -> TestResponse:
        """Post a form as its page would."""
        return self.post(path, data={"csrf_token": self.token, **data})

    def see(self, path: str) -> str:
        """The text of a page that must open."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status)
        return answer.text


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Somebody who is not signed in, reading English."""
    return open_browser(app)


@pytest.fixture
def signed_in(app: Flask) -> Iterator[Callable[[Person], Browser]]:
    """Gives a browser in which this person has signed in, reading English."""

    def sign_in(person: Person) -> Browser:
        browser = open_browser(app)
        browser.see("/sign-in")
        answer = browser.send("/sign-in", {"login": person.login, "password": story.PASSWORD})
        assert answer.status_code == 302, answer.text
        return browser

    return sign_in


def open_browser(app: Flask) -> Browser:
    """A fresh browser that has chosen English."""
    app.test_client_class = Browser
    browser = app.test_client()
    assert isinstance(browser, Browser)
    browser.get("/language/en")
    return browser
