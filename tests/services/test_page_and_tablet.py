"""One judge on the app's page and on a tablet: neither takes the other's work away."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.domain.verdict import Reason
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.queries.entries import entry
from judging.services.drafting import SentDraft, keep_drafts
from judging.services.scoring import hand_in_sheet, save_draft
from tests import story as told
from tests.story import NOON
from tests.versions import became, send, sender_of, tablet, version

LATER = NOON + timedelta(minutes=5)
ONE = {"C1.1": Decimal(2)}
TWO = {"C1.1": Decimal(2), "C1.2": Decimal(3)}


@pytest.fixture
def story(app: Flask) -> told.Story:
    """One entry and one judge."""
    return told.ready_to_judge(entries=1, judges=1)


@pytest.fixture
def judge(story: told.Story) -> Person:
    """Who works in two places."""
    return story.judges[0]


def draft(
    story: told.Story,
    answers: dict[str, Decimal],
    *,
    seen: datetime | None = None,
    top: str | None = None,
) -> SentDraft:
    """A copy of what a tablet has of the entry."""
    group = next(g for g in story.competition.groups if g.code == "FOOD")
    code = entry(story.entry_ids[0]).code
    return SentDraft(
        story.round_id, code, Scorer.PANEL, group.rubric_version, answers, {}, seen, top
    )


def sheets() -> list[tuple[int, str, int | None, str]]:
    """Number, state, tablet and answers of every sheet that is kept."""
    db.session.rollback()
    columns = SheetRow.version, SheetRow.state, SheetRow.tablet_id, SheetRow.answers
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(SheetRow.version))]


def test_a_draft_that_went_on_on_the_page_is_not_replaced_by_the_tablets_older_copy(
    story: told.Story, judge: Person
) -> None:
    sender = sender_of(story, judge, tablet())
    assert keep_drafts([draft(story, ONE)], sender=sender, at=NOON) == [None]
    save_draft(judge, story.entry_ids[0], TWO, {}, LATER)
    late = draft(story, ONE, seen=NOON)
    assert keep_drafts([late], sender=sender, at=LATER) == [Reason.CONCURRENT]
    assert sheets() == [(1, "draft", None, '{"C1.1": "2", "C1.2": "3"}')]


def test_a_draft_that_went_on_on_the_page_stays_when_the_tablet_hands_in(
    story: told.Story, judge: Person
) -> None:
    here, entry_id = tablet(), story.entry_ids[0]
    keep_drafts([draft(story, ONE)], sender=sender_of(story, judge, here), at=NOON)
    save_draft(judge, entry_id, TWO, {}, LATER)
    answers = send(story, judge, version(story, judge, entry_id), tablet_id=here)
    assert became(*answers) == [("received", None, 1)]
    assert [(number, state, place) for number, state, place, _ in sheets()] == [
        (1, "handed_in", here),
        (2, "draft", None),
    ]


def test_a_sheet_that_is_handed_in_on_the_page_is_no_tablets(
    story: told.Story, judge: Person
) -> None:
    keep_drafts([draft(story, ONE)], sender=sender_of(story, judge, tablet()), at=NOON)
    hand_in_sheet(judge, story.entry_ids[0], told.best(story.rubric(), Scorer.PANEL), {}, LATER)
    assert [(state, place) for _, state, place, _ in sheets()] == [("handed_in", None)]


def test_a_draft_that_its_own_handing_in_has_overtaken_is_not_kept(
    story: told.Story, judge: Person
) -> None:
    here, entry_id = tablet(), story.entry_ids[0]
    first = version(story, judge, entry_id)
    second = version(story, judge, entry_id, before=[first])
    sender = sender_of(story, judge, here)
    send(story, judge, first, second, tablet_id=here)
    for top in (None, first["identity"]):
        late = draft(story, ONE, top=top)
        assert keep_drafts([late], sender=sender, at=LATER) == [Reason.CONCURRENT]
    assert [state for _, state, *_ in sheets()] == ["handed_in", "handed_in"]
    # One that goes on from the top, or from a version still on its way, is kept.
    for top in (second["identity"], version(story, judge, entry_id)["identity"]):
        assert keep_drafts([draft(story, ONE, top=top)], sender=sender, at=LATER) == [None]


def test_a_tablet_that_has_seen_the_end_of_time_is_answered(
    story: told.Story, judge: Person
) -> None:
    keep_drafts([draft(story, ONE)], sender=sender_of(story, judge, tablet(1)), at=NOON)
    mad = draft(story, TWO, seen=datetime.max.replace(tzinfo=UTC))
    assert keep_drafts([mad], sender=sender_of(story, judge, tablet(2)), at=LATER) == [None]
