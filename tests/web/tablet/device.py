"""A tablet as the server sees it: JSON with a key, no cookie."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from judging.domain.people import Person
from judging.persistence.database import db
from tests.enrolled import PIN, secret_for, tablet
from tests.story import Story
from tests.web.conftest import open_browser


class Device:
    """One tablet with one judge's key and pass."""

    def __init__(self, app: Flask, number: int = 1) -> None:
        self.app = app
        self.facts = tablet(number)
        self.key = self.given = ""
        self.enrolment = 0

    def post(self, path: str, plain: object, **headers: str) -> TestResponse:
        """Send JSON to `/tablet/api/<path>`."""
        return self._browser().post(f"/tablet/api/{path}", json=plain, headers=self._sent(headers))

    def get(self, path: str, **headers: str) -> TestResponse:
        """Ask `/tablet/api/<path>`."""
        return self._browser().get(f"/tablet/api/{path}", headers=self._sent(headers))

    def enrol(self, secret: str, pin: str = PIN) -> TestResponse:
        """Use a card, and keep the key."""
        facts = {
            "identity": self.facts.identity,
            "browser": "Chromium",
            "app_version": self.facts.app_version,
        }
        answer = self.post("enrol", {"secret": secret, "pin": pin, "tablet": facts})
        if answer.status_code == 200:
            self.key, self.enrolment = answer.json["key"], answer.json["enrolment"]
        return answer

    def sign_in(self, pin: str = PIN) -> TestResponse:
        """Try a PIN, and keep the pass."""
        answer = self.post("sign-in", {"pin": pin})
        self.given = answer.json.get("pass", "") if answer.is_json else ""
        return answer

    def competition(self, **headers: str) -> dict[str, Any]:
        """What the judge's copy says."""
        answer = self.get("competition", **headers)
        assert answer.status_code == 200, answer.text
        plain: dict[str, Any] = answer.json
        return plain

    def _browser(self) -> Any:
        db.session.rollback()
        return open_browser(self.app)

    def _sent(self, headers: dict[str, str]) -> dict[str, str]:
        own = {"Authorization": f"Tablet {self.key}", "Tablet-Pass": self.given}
        return own | {name.replace("_", "-"): value for name, value in headers.items()}


def with_judge(app: Flask, story: Story, judge: Person, number: int = 1) -> Device:
    """A tablet on which the judge has enrolled and signed in just now."""
    device = Device(app, number)
    assert device.enrol(secret_for(story, judge, datetime.now(UTC))).status_code == 200
    assert device.sign_in().status_code == 200
    return device
