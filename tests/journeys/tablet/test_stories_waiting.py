"""What cannot count by itself waits whole for the organiser, and counts once it is accepted."""

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from playwright.sync_api import expect

from judging.queries.standings import standings_of
from judging.services.competing import close_judging
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from tests import story as told
from tests.journeys.tablet.evidence import Kept, answers_of, kept, receipts
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.khmer import STILL_HERE, WAITS, khmer, unsent
from tests.journeys.tablet.living_server import LivingServer
from tests.journeys.tablet.organising import Organising
from tests.story import Story

pytestmark = pytest.mark.browser

COUNT = "Let it count: it becomes the newest of its sheet"
# 100 less a third of the 4 points that the late sheet is short of on C2.1, rounded.
FINAL = Fraction("98.67")
LEAVE_OUT = "Leave it out: it stays in the record and never counts"


@pytest.fixture
def two_entries(living: LivingServer) -> Story:
    """Two entries that three judges and the desk can score: a quorum with all of them."""
    return told.ready_to_judge(entries=2, judges=3)


def test_a_late_sheet_waits_until_the_organiser_accepts_it_and_then_the_standing_counts_it(
    two_entries: Story, fresh_tablet: Callable[..., Judging], laptop: Organising
) -> None:
    story, judge, entry = two_entries, two_entries.judges[0], two_entries.entry_ids[0]
    for other in [story.desk, *story.judges[1:]]:
        told.score(story, entry, other)
    judging = fresh_tablet()
    judging.use_card(story, judge)
    judging.page.context.set_offline(True)
    hand_in(judging, story, story.codes[0], {"C2.1": "1"})
    close_judging(story.organiser, story.round_id, datetime.now(UTC))
    judging.page.context.set_offline(False)
    expect(judging.outcome()).to_contain_text(WAITS)
    expect(judging.outcome()).to_contain_text(receipts()[0])
    waiting = Kept(
        judge.id, story.codes[0], "waiting", "late", None, answers_of(story, {"C2.1": "1"})
    )
    assert kept() == [waiting]
    before = final_score(story)

    laptop.decide(receipts()[0], COUNT, "The tablet came back by lorry.")
    (accepted,) = kept()
    assert (accepted.outcome, accepted.version, accepted.answers) == (
        "accepted",
        1,
        waiting.answers,
    )
    assert before is None
    assert final_score(story) == FINAL
    come_back(judging)
    judging.unlock(judge)
    expect(judging.entries().filter(has_text=story.codes[0])).to_contain_text(khmer("Received"))


def test_sheets_of_a_recused_judge_and_of_a_withdrawn_entry_wait_whole_and_never_count(
    two_entries: Story, fresh_tablet: Callable[..., Judging], laptop: Organising
) -> None:
    story, judge, now = two_entries, two_entries.judges[0], datetime.now(UTC)
    judging = fresh_tablet()
    judging.use_card(story, judge)
    judging.page.context.set_offline(True)
    for code in story.codes:
        hand_in(judging, story, code, {"C1.1": "1"})
        judging.page.goto("/tablet/#/flight")
    one, two = story.entry_ids
    recuse(story.organiser, judge_id=judge.id, entry_id=one, reason="His own cousin.", at=now)
    withdraw_entry(story.organiser, two, "The jars broke.", now)
    judging.page.context.set_offline(False)
    expect(judging.unsent()).to_have_text(unsent(0))
    shows(judging, story, khmer("Not yours to score"), khmer("Withdrawn"))
    mine = answers_of(story, {"C1.1": "1"})
    assert {(one.entry, one.outcome, one.reason) for one in kept()} == {
        (story.codes[0], "waiting", "recused"),
        (story.codes[1], "waiting", "withdrawn"),
    }
    assert [one.answers for one in kept()] == [mine, mine]
    for receipt in receipts():
        laptop.decide(receipt, LEAVE_OUT, "It cannot count.")
    assert {(one.outcome, one.version) for one in kept()} == {("left_out", None)}
    come_back(judging)
    judging.unlock(judge)
    shows(judging, story, khmer("Not yours to score"), khmer("Withdrawn"))


def shows(judging: Judging, story: Story, *states: str) -> None:
    """The flight tells the state of each entry."""
    for code, state in zip(story.codes, states, strict=True):
        expect(judging.entries().filter(has_text=code)).to_contain_text(state)


def hand_in(judging: Judging, story: Story, code: str, points: dict[str, str]) -> None:
    """A whole sheet while nobody can be reached."""
    judging.open(code)
    judging.answer_all(story, points)
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)


def come_back(judging: Judging) -> None:
    """As when the tablet is taken up again: it asks the server what became of its sheets."""
    judging.page.goto("/tablet/#/flight")
    judging.page.reload()


def final_score(story: Story) -> Fraction | None:
    """The final score of the first entry, as it stands now."""
    kept()
    return next(
        view.standing.final_score
        for view in standings_of(story.round_id, "FOOD")
        if view.standing.entry == story.codes[0]
    )
