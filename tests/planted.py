"""Stories of a round in which blind repeats and a calibration sample are planted."""

from dataclasses import replace
from random import Random

from sqlalchemy import select, update

from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.planted import planted
from judging.persistence.producers import ProducerRow
from judging.services.competing import open_judging
from judging.services.planting import plant_repeats
from judging.services.registering import register_producer, register_product
from tests import story as told
from tests.services.test_registering import SILK, WEAVERS
from tests.story import NOON, Story

SEED = 7


def seated(entries: int = 7, judges: int = 5) -> Story:
    """One panel and one desk team of everybody, before judging opens."""
    story = told.begin(judges)
    told.seat_everyone(story, told.enter(story, entries))
    return story


def silk(story: Story) -> int:
    """A product of the registry that does not compete."""
    producer = register_producer(story.organiser, WEAVERS, NOON)
    return register_product(story.organiser, producer, replace(SILK, group="FOOD"), NOON)


def plant(story: Story, product: int | None = None, seed: int = SEED) -> int:
    """Plant, with this product for the calibration of the food panels."""
    calibrating = {"FOOD": product} if product else {}
    return plant_repeats(
        story.organiser, story.round_id, calibrating, seed=seed, at=NOON, chance=Random(99)
    )


def ready(entries: int = 7, judges: int = 5) -> Story:
    """Everything planted, and judging open."""
    story = seated(entries, judges)
    plant(story, silk(story))
    open_judging(story.organiser, story.round_id, NOON)
    return story


def planted_rows(story: Story) -> list[EntryRow]:
    return list(db.session.scalars(planted(story.round_id)))


def repeat_of(story: Story) -> EntryRow:
    """The one repeat."""
    [row] = [row for row in planted_rows(story) if row.repeat_of_id]
    return row


def calibration_of(story: Story) -> EntryRow:
    """The one calibration sample."""
    [row] = [row for row in planted_rows(story) if not row.repeat_of_id]
    return row


def entry_row(entry_id: int) -> EntryRow:
    return db.session.scalars(select(EntryRow).where(EntryRow.id == entry_id)).one()


def make_all(story: Story) -> None:
    """Let the story's producer be the maker of everything, also of what is planted."""
    db.session.execute(update(ProducerRow).values(account_id=story.producer.id))
    db.session.commit()
