"""A judge is asked to look again, and learns nothing of anybody else's score."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from judging.domain.moderation import ModerationState
from judging.domain.rubric import Scorer
from judging.queries.moderation import moderation_of
from judging.services.competing import close_judging
from judging.services.moderating import ask_to_look_again, confirm_disagreement
from judging.services.scoring import hand_in_sheet
from tests import story as told
from tests.disagreeing import disagreeing, far_less, look_again
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.reading import text_of
from tests.web.tablet.device import Device, with_judge

SignIn = Callable[..., Browser]
ASKS = "Please look again at this entry"


@pytest.fixture
def story(app: Flask) -> told.Story:
    """All is handed in, the last judge is far off, and the panel is asked."""
    story = disagreeing(entries=2)
    ask_to_look_again(story.organiser, story.entry_ids[0], NOON)
    return story


def whole(story: told.Story) -> dict[str, str]:
    answers = told.best(story.rubric(), Scorer.PANEL)
    return {f"score-{code}": f"{code}={points}" for code, points in answers.items()}


def entry_of(device: Device, code: str) -> dict[str, Any]:
    (entry,) = [one for one in device.competition()["entries"] if one["code"] == code]
    return entry


def test_the_flight_and_the_sheet_ask(story: told.Story, signed_in: SignIn) -> None:
    browser = signed_in(story.judges[0])
    flight = text_of(browser.see("/judge/"))
    assert "look again at 1 of your entries" in flight
    assert f"Score {story.codes[0]} now" in flight
    assert ASKS in browser.see(f"/judge/entries/{story.codes[0]}/sheet")
    assert ASKS not in browser.see(f"/judge/entries/{story.codes[1]}/sheet")


def test_handing_in_unchanged_from_the_page_answers(story: told.Story, signed_in: SignIn) -> None:
    browser, path = signed_in(story.judges[0]), f"/judge/entries/{story.codes[0]}/sheet"
    page = browser.see(path)
    assert '<input type="hidden" name="looks_again" value="1">' in page
    answer = browser.send(path, {"act": "hand_in", "looks_again": "1", **whole(story)})
    assert answer.status_code == 302
    assert "version 2" in browser.see("/judge/")
    assert ASKS not in browser.see(path)


def test_nobody_is_asked_on_a_closed_round(story: told.Story, signed_in: SignIn) -> None:
    close_judging(story.organiser, story.round_id, NOON)
    browser = signed_in(story.judges[0])
    assert "Please look again" not in browser.see("/judge/")
    assert ASKS not in browser.see(f"/judge/entries/{story.codes[0]}/sheet")


def test_the_tablets_copy_asks_until_the_judge_has_answered(app: Flask, story: told.Story) -> None:
    device = with_judge(app, story, story.judges[0])
    first, second = story.codes
    assert entry_of(device, first)["look_again"] == 1
    assert "look_again" not in entry_of(device, second)
    look_again(story, story.entry_ids[0], story.judges[0])
    assert "look_again" not in entry_of(device, first)


def test_what_the_chair_confirmed_is_not_asked_any_more(app: Flask, story: told.Story) -> None:
    device = with_judge(app, story, story.judges[0])
    confirm_disagreement(story.organiser, story.entry_ids[0], "The chair said so.", NOON)
    assert "look_again" not in entry_of(device, story.codes[0])


def test_who_sits_at_the_desk_is_not_asked(app: Flask, story: told.Story) -> None:
    entries = with_judge(app, story, story.desk).competition()["entries"]
    assert [one for one in entries if "look_again" in one] == []


def seen_by(app: Flask, browser: Browser, device: Device, story: told.Story) -> list[str]:
    """All that the judge is told, page by page, without the clock and the form's token."""
    plain = device.competition()
    plain.pop("server_time")
    pages = [browser.see("/judge/")]
    pages += [browser.see(f"/judge/entries/{code}/sheet") for code in story.codes]
    return [str(plain), *(page.replace(browser.token, "") for page in map(text_of, pages))]


def test_whatever_the_others_do_a_judge_is_told_the_same(
    app: Flask, story: told.Story, signed_in: SignIn
) -> None:
    judge, far = story.judges[1], story.judges[-1]
    browser, device = signed_in(judge), with_judge(app, story, judge)
    first = seen_by(app, browser, device, story)
    notes = {"": "PLANTED-NOTE"}
    for less in (far_less(story, 2), None):
        answers = told.best(story.rubric(), Scorer.PANEL, less=less)
        hand_in_sheet(far, story.entry_ids[0], answers, notes, NOON, looks_again=1)
        assert seen_by(app, browser, device, story) == first
    (view,) = moderation_of(story.round_id)
    assert view.state is ModerationState.SETTLED


def test_the_chair_is_told_that_they_disagree_and_no_number(
    app: Flask, story: told.Story, signed_in: SignIn
) -> None:
    chair, code = story.judges[0], story.codes[0]
    browser, path = signed_in(chair), f"/judge/entries/{code}/confirm"
    assert browser.get(path).status_code == 404
    for steps in (1, 2):
        for judge in story.judges:
            less = far_less(story, steps) if judge == story.judges[-1] else None
            look_again(story, story.entry_ids[0], judge, number=steps, less=less)
        pages = [text_of(browser.see(page)) for page in ("/judge/", path)]
        assert "For you as the chair of a panel" in pages[0]
        if steps == 1:
            first = pages
            ask_to_look_again(story.organiser, story.entry_ids[0], NOON)
    assert pages == first
    assert signed_in(story.judges[1]).get(path).status_code == 404
    assert browser.send(path, {"reason": ""}).status_code == 422
    assert browser.send(path, {"reason": "We talked about it."}).status_code == 302
    assert f"The scores of {code} stand." in browser.see("/judge/")
    assert "chair of a panel" not in browser.see("/judge/")
