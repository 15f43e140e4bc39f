"""A sheet is keyed by two people with the keyboard alone, and a difference is settled."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from judging.domain.meaning import plain_number
from judging.domain.paper_marks import PaperMark
from judging.domain.people import Person
from judging.domain.rubric import Rubric, Scorer, lines_of
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow, sheet_from
from judging.services.competing import open_judging
from tests import story as told
from tests.journeys.test_import_in_browser import look
from tests.keyed import blind_panel
from tests.story import NOON
from tests.versions import identity_of

pytestmark = pytest.mark.browser
Answers = dict[str, Decimal]


@pytest.fixture
def story(app: Flask) -> told.Story:
    """Community services: its panel's sheet has branches, all answers described."""
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 1, "SERV"), "SERV")
    open_judging(story.organiser, story.round_id, NOON)
    return story


def open_by_scanner(page: Page, story: told.Story, judge: Person, scorer: Scorer) -> None:
    """The scanner types the code into the field that waits for it, and Enter after it."""
    mark = PaperMark(
        identity_of(story), story.code, story.codes[0], judge.id, scorer, "0123456789ab"
    )
    page.goto(f"/organiser/competitions/{story.code}/paper-sheets")
    page.locator("#mark:focus").wait_for()
    page.keyboard.type(mark.text)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=judge.name.en).wait_for()


def key(page: Page, rubric: Rubric, scorer: Scorer, answers: Answers) -> None:
    """Key the sheet from its first question to the button, never touching the mouse."""
    page.get_by_role("button", name="Key it").press("Enter")
    page.locator("form#sheet :focus").first.wait_for()
    if scorer is Scorer.DESK:
        page.keyboard.press("Enter")  # No paper was ticked.
    for part in rubric.parts:
        for line in lines_of(part) if part.scored_by is scorer else ():
            answered = [c for c in line.criteria if c.code in answers]
            if not answered:
                continue
            (criterion,) = answered
            if line.is_branch:
                cases = [one.code for one in line.criteria]
                page.keyboard.press("ab"[cases.index(criterion.code)])
            page.keyboard.type(plain_number(answers[criterion.code]))
            page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/key"))


def handed_in() -> list[Answers]:
    db.session.rollback()
    rows = db.session.scalars(select(SheetRow)).all()
    return [dict(sheet_from(row.judge_id, row.scorer, row.answers).answers) for row in rows]


def test_two_people_key_a_sheet_and_settle_a_difference(
    story: told.Story, open_tablet: Callable[..., Page]
) -> None:
    rubric, (judge,) = story.rubric("SERV"), story.judges
    right = told.best(rubric, Scorer.PANEL)
    # The other case of a branch, as the household that shows guests around would have it.
    del right["C1.4-stay"]
    right["C1.4-visit"] = Decimal(1)
    wrong = right | {"C2.1": Decimal(3)}
    first = open_tablet(story.organiser, bypass_csp=True)
    look_at(first, f"/organiser/competitions/{story.code}/paper-sheets")
    open_by_scanner(first, story, judge, Scorer.PANEL)
    look(first)
    key(first, rubric, Scorer.PANEL, right)
    first.get_by_text("Somebody else keys this sheet the second time").wait_for()
    assert handed_in() == []
    second = open_tablet(story.admin, bypass_csp=True)
    open_by_scanner(second, story, judge, Scorer.PANEL)
    look_at(second, f"{second.url}/key")
    second.go_back()
    key(second, rubric, Scorer.PANEL, wrong)
    second.get_by_text("The two readings differ").wait_for()
    look(second)
    second.get_by_label("The first person is right").press("Space")
    second.get_by_role("button", name="This stands on the paper").press("Enter")
    second.get_by_text("counts").first.wait_for()
    look(second)
    assert handed_in() == [right]
    second.goto("/language/km")
    for more in ("", "/reopen", "/scan"):
        place = f"/organiser/competitions/{story.code}/paper-sheets"
        look_at(second, f"{place}/{story.entry_ids[0]}/{judge.id}{more}")
    look_at(
        second, f"/organiser/competitions/{story.code}/panels/{blind_panel(story)}/paper-sheets"
    )


def test_what_is_not_asked_is_passed_over(
    story: told.Story, open_tablet: Callable[..., Page]
) -> None:
    rubric = story.rubric("SERV")
    read = told.best(rubric, Scorer.DESK) | {"B2.2": Decimal(0)}
    del read["B2.3"]  # Asked only if B2.2 has points.
    page = open_tablet(story.organiser)
    open_by_scanner(page, story, story.desk, Scorer.DESK)
    key(page, rubric, Scorer.DESK, read)
    other = open_tablet(story.admin)
    open_by_scanner(other, story, story.desk, Scorer.DESK)
    key(other, rubric, Scorer.DESK, read)
    other.get_by_text("counts").first.wait_for()
    assert handed_in() == [read]


def look_at(page: Page, path: str) -> None:
    page.goto(path)
    look(page)
