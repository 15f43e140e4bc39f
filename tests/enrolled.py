"""Judges on tablets, by the services, for tests that start there."""

from datetime import UTC, datetime
from uuid import UUID

from judging.domain.people import Person
from judging.services.carding import make_cards
from judging.services.enrolling_tablets import Enrolled, TabletFacts, enrol_tablet
from tests.story import NOON, Story

PIN = "482915"


def tablet(number: int = 1) -> TabletFacts:
    """What a tablet tells of itself; every number is another tablet."""
    return TabletFacts(str(UUID(int=number, version=4)), "Chromium", "v1")


def secret_for(story: Story, judge: Person, at: datetime | None = None, hours: int = 72) -> str:
    """The secret on a fresh card of the judge, made now where nothing else is said.

    A card that was made at noon of the story is too old for a server with a clock of its own.
    """
    (card,) = make_cards(
        story.organiser,
        story.round_id,
        [judge.id],
        hours=hours,
        at=at or datetime.now(UTC),
    )
    return card.secret


def enrol(story: Story, judge: Person, number: int = 1, at: datetime = NOON) -> Enrolled:
    """The judge, enrolled on a tablet with a fresh card."""
    return enrol_tablet(secret_for(story, judge, at), PIN, tablet(number), at)
