"""A card was taken back, or a judge goes on with another tablet: nothing of the sheets is lost."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from judging.services.revoking import continue_elsewhere, revoke_enrolment
from tests.journeys.tablet.evidence import answers_of, arrivals, counting, kept
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.khmer import RECEIVED, STILL_HERE, khmer, unsent
from tests.story import Story

pytestmark = pytest.mark.browser


def test_a_judge_whose_card_was_taken_back_keeps_the_queue_and_sends_it_with_a_new_card(
    two_entries: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    judging = fresh_tablet()
    judging.use_card(story, judge)
    judging.page.context.set_offline(True)
    judging.open(code)
    judging.answer_all(story, {"C1.4": "0"})
    judging.hand_in()
    expect(judging.outcome()).to_contain_text(STILL_HERE)
    old = enrolment()
    revoke_enrolment(story.organiser, old, "The tablet lay about.", datetime.now(UTC))
    judging.page.context.set_offline(False)
    says = khmer(
        "%(name)s needs a new card from the organiser."
        " Sheets safe here, to be sent after that: %(count)s",
        name=judge.name.km,
        count=1,
    )
    expect(judging.page.locator(".notes")).to_contain_text(says)
    expect(judging.unsent()).to_have_text(unsent(1))
    assert kept() == []

    judging.use_card(story, judge)
    assert enrolment() != old
    expect(judging.unsent()).to_have_text(unsent(0))
    expect(judging.page.locator(".notes")).not_to_contain_text(says)
    assert kept() == [counting(judge.id, code, answers_of(story, {"C1.4": "0"}))]
    expect(judging.entries().filter(has_text=code)).to_contain_text(arrivals()[0].receipt)


def test_a_judge_goes_on_with_the_draft_on_another_tablet_and_the_old_tablet_still_sends(
    two_entries: Story, fresh_tablet: Callable[..., Judging]
) -> None:
    story, judge, (one, two) = two_entries, two_entries.judges[0], two_entries.codes
    old = fresh_tablet()
    old.use_card(story, judge)
    old.open(two)
    old.answer("C1.1", "1")
    old.answer("C1.2", "2")
    old.page.goto("/tablet/#/flight")
    old.page.reload()
    wait_for_draft(old)
    old.unlock(judge)
    old.page.context.set_offline(True)
    old.open(one)
    old.answer_all(story, {})
    old.hand_in()
    expect(old.outcome()).to_contain_text(STILL_HERE)

    at = datetime.now(UTC)
    card = continue_elsewhere(story.organiser, enrolment(), hours=24, at=at)
    new = fresh_tablet()
    new.use_secret(card.secret)
    new.open(two)
    chosen = new.page.locator(".is-chosen input")
    expect(chosen).to_have_count(2)
    assert chosen.evaluate_all("all => all.map((one) => one.value)") == ["C1.1=1", "C1.2=2"]
    new.answer_all(story, {"C1.1": "1", "C1.2": "2"})
    new.hand_in()
    expect(new.outcome()).to_contain_text(RECEIVED)

    old.page.context.set_offline(False)
    expect(old.page.get_by_role("button", name=khmer("Use a new card"))).to_be_visible()
    old.use_card(story, judge)
    expect(old.unsent()).to_have_text(unsent(0))
    assert {one.entry: one for one in kept()} == {
        one: counting(judge.id, one, answers_of(story)),
        two: counting(judge.id, two, answers_of(story, {"C1.1": "1", "C1.2": "2"})),
    }


def enrolment() -> int:
    """The newest living enrolment."""
    db.session.rollback()
    living = select(CardRow.id).where(CardRow.used_at.is_not(None), CardRow.revoked_at.is_(None))
    return db.session.scalars(living.order_by(CardRow.id.desc())).first() or 0


def wait_for_draft(judging: Judging) -> None:
    """Until the server has its copy of the draft."""
    with judging.page.expect_response("**/tablet/api/drafts") as heard:
        judging.page.reload()
    assert heard.value.ok
