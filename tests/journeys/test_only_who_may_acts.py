"""Every address that changes something, posted to by everybody who may not."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.people import Person, Role
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.web.guarding import opening_of
from tests import story as told
from tests.journeys.walking import fill, things
from tests.story import Story
from tests.web.conftest import Browser, open_browser

SignIn = Callable[[Person], Browser]


def acts(app: Flask, story: Story, role: Role | None) -> Iterator[str]:
    """The addresses that take a POST and are not open to the role."""
    places = things(app, story)
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            opening = opening_of(app.view_functions[rule.endpoint])
            # A session is no key of a tablet, not even a judge's.
            may = opening.everyone or (role in opening.roles and not opening.tablets)
            if "POST" not in (rule.methods or ()) or may:
                continue
            yield next(fill(app, rule, places))


def audit_lines() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditRow)) or 0


@pytest.mark.parametrize("role", [Role.JUDGE, Role.DESK, Role.PRODUCER, Role.ORGANISER, None])
def test_nobody_else_changes_anything(app: Flask, signed_in: SignIn, role: Role | None) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    people = {
        Role.JUDGE: story.judges[0],
        Role.DESK: story.desk,
        Role.PRODUCER: story.producer,
        Role.ORGANISER: story.organiser,
    }
    browser = signed_in(people[role]) if role else open_browser(app)
    browser.get("/sign-in")
    before = audit_lines()
    shut = list(acts(app, story, role))
    assert len(shut) >= 3
    statuses = {path: browser.send(path, {"reason": "because"}).status_code for path in shut}
    assert set(statuses.values()) <= ({401, 403} if role else {302, 401})
    assert audit_lines() == before
