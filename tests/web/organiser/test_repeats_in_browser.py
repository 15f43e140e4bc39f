"""The page of what is planted: before, after, and with figures; axe finds nothing on it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests import planted, story as told
from tests.journeys.test_axe import violations
from tests.planted import calibration_of, repeat_of

pytestmark = pytest.mark.browser

PAGE = "/organiser/competitions/OVOP-2027/repeats"


@pytest.mark.parametrize("is_planted", [False, True])
def test_axe_finds_nothing(open_tablet: Callable[..., Page], is_planted: bool) -> None:
    story = planted.ready() if is_planted else planted.seated()
    if is_planted:
        twin = repeat_of(story)
        for judge in story.judges:
            told.score(story, twin.repeat_of_id or 0, judge)
            told.score(story, twin.id, judge, less={"C1.2": 1})
            told.score(story, calibration_of(story).id, judge)
    page = open_tablet(story.organiser)
    assert violations(page, [PAGE]) == []
