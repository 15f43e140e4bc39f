"""A panel is asked to look again: the tablet says so, and what is handed in answers."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from judging.domain.moderation import ModerationState
from judging.persistence.database import db
from judging.queries.moderation import ModerationView, moderation_of
from judging.services.moderating import ask_to_look_again
from tests.disagreeing import disagreeing
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.khmer import RECEIVED, khmer
from tests.journeys.tablet.living_server import LivingServer
from tests.story import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def story(living: LivingServer) -> Story:
    """All is handed in; the last judge is far off, and the panel is asked."""
    story = disagreeing(entries=2)
    ask_to_look_again(story.organiser, story.entry_ids[0], datetime.now(UTC))
    return story


def view_of(story: Story) -> ModerationView:
    db.session.rollback()
    (view,) = moderation_of(story.round_id)
    return view


def asks(judging: Judging) -> int:
    return judging.page.get_by_text(khmer("Please look again"), exact=True).count()


def test_a_sheet_handed_in_unchanged_answers_the_asking(
    story: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    judging, judge = fresh_tablet(), story.judges[0]
    judging.use_card(story, judge)
    row = judging.entries().filter(has_text=story.codes[0])
    expect(row).to_contain_text(khmer("Please look again"))
    expect(judging.entries().filter(has_text=story.codes[1])).not_to_contain_text(
        khmer("Please look again")
    )
    judging.open(story.codes[0])
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(RECEIVED)
    assert (view_of(story).looked, view_of(story).state) == (1, ModerationState.ASKED)
    judging.page.goto("/tablet/#/flight")
    expect(row).not_to_contain_text(khmer("Please look again"))


def test_the_judge_who_was_far_off_changes_the_sheet_and_it_is_settled(
    story: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    judging, judge = fresh_tablet(), story.judges[-1]
    judging.use_card(story, judge)
    judging.open(story.codes[0])
    judging.answer_all(story, {})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(RECEIVED)
    assert (view_of(story).looked, view_of(story).state) == (1, ModerationState.SETTLED)
    assert asks(judging) == 0
