"""A version that a tablet sends while a page's act waits for its turn."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from judging.domain.rubric import Scorer
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.web.judge import sheet as sheets_page
from tests import story
from tests.versions import send, version
from tests.web.conftest import Browser
from tests.web.judge.test_sheet import typed


def test_a_page_never_goes_over_a_version_that_came_while_it_waited(
    signed_in: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    judge = told.judges[0]
    browser, path = signed_in(judge), f"/judge/entries/{told.codes[0]}/sheet"
    as_of = re.findall(r'name="as_of" value="([^"]*)"', browser.see(path))[0]
    made = version(told, judge, told.entry_ids[0], less={"C1.5": 1})
    hand_in = sheets_page.hand_in_sheet

    def late(*given: object, **more: object) -> int:
        send(told, judge, made)
        return hand_in(*given, **more)

    monkeypatch.setattr(sheets_page, "hand_in_sheet", late)
    answers = typed(story.best(told.rubric(), Scorer.PANEL))
    answer = browser.send(path, {"act": "hand_in", "as_of": as_of, **answers})
    assert answer.status_code == 422
    assert list(db.session.scalars(select(SheetRow.identity))) == [made["identity"]]
