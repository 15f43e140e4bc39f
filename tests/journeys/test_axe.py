"""axe finds nothing on any page, as whoever may open it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from judging.domain.people import Person, Role
from judging.services.competing import close_judging
from judging.services.scoring import hand_in_sheet
from tests import story as told
from tests.journeys.walking import addresses
from tests.papers import picture, record
from tests.story import NOON, Story

AXE = Path(__file__).parent.parent.parent / "node_modules/axe-core/axe.min.js"
FIND = "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)"

pytestmark = pytest.mark.browser


@pytest.fixture
def story(app: Flask) -> Story:
    """An announced competition in which something of everything has happened."""
    story = told.ready_to_judge(entries=3)
    told.score_all(story)
    record(app, story, story.entry_ids[0], scan=picture())
    for judge in story.judges[:2]:
        hand_in_sheet(judge, story.entry_ids[2], {"C1.1": Decimal(0)}, {}, NOON)
    return story


def violations(page: Page, paths: list[str]) -> list[tuple[str, str]]:
    """What axe finds on each page that is one (a download is not)."""
    found = []
    for path in paths:
        answer = page.request.get(path)
        if "text/html" not in answer.headers["content-type"] or "/sign-out" in path:
            continue
        page.goto(path)
        page.evaluate(AXE.read_text())
        found += [(path, violation) for violation in page.evaluate(FIND)]
    return found


OWN_PAGES = {
    Role.ADMIN: ("/organiser/people", "/organiser/audit"),
    Role.ORGANISER: ("/organiser",),
    Role.DESK: ("/judge",),
    Role.JUDGE: ("/judge",),
    Role.PRODUCER: ("/producer",),
    None: ("/results", "/v", "/sign-in"),
}


def own_pages(app: Flask, story: Story, role: Role | None) -> list[str]:
    """One address of each page that is meant for the role."""
    return [a for a in addresses(app, story, one=True) if a.startswith(OWN_PAGES[role])]


@pytest.mark.parametrize("role", OWN_PAGES)
def test_axe_finds_nothing(
    app: Flask, story: Story, open_tablet: Callable[..., Page], role: Role | None
) -> None:
    people: dict[Role | None, Person] = {
        Role.ADMIN: story.admin,
        Role.ORGANISER: story.organiser,
        Role.DESK: story.desk,
        Role.JUDGE: story.judges[0],
        Role.PRODUCER: story.producer,
    }
    page = open_tablet(people.get(role), bypass_csp=True)
    page.goto("/language/km")
    found = violations(page, own_pages(app, story, role))
    close_judging(story.organiser, story.round_id, NOON)
    told.announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    if role in (Role.ORGANISER, Role.PRODUCER, None):
        found += violations(page, ["/", *own_pages(app, story, role)])
    assert found == []
