"""Keeping what a tablet tells of itself, for the organiser's list of devices."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from judging.persistence.database import db
from judging.persistence.tablets import TabletRow
from judging.persistence.writing import writing
from judging.services.looking_up import there

# Only so often is the same news written again: every writing waits for its turn.
OFTEN = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Contact:
    """How a tablet is; None is what its browser does not tell.

    `battery` is in percent; `clock` is the tablet's own time.
    """

    app_version: str
    unsent: int
    drafts: int
    battery: int | None
    keeps_storage: bool | None
    clock: datetime | None

    def clock_ahead(self, at: datetime) -> int | None:
        """Whole seconds by which the tablet's clock is ahead of `at`; negative where it is late."""
        if self.clock is None:
            return None
        seconds = round((self.clock - at).total_seconds())
        return max(-MOST_SECONDS, min(seconds, MOST_SECONDS))


# What a database's whole number holds; a clock may be wrong by centuries.
MOST_SECONDS = 2_147_483_647


def note_contact(tablet_id: int, contact: Contact, at: datetime) -> None:
    """Keep what the tablet tells, unless it has just told the same."""
    if not _is_news(there(db.session(), TabletRow, tablet_id), contact, at):
        return
    with writing() as session:
        tablet = there(session, TabletRow, tablet_id)
        tablet.last_contact_at = at
        tablet.app_version = contact.app_version
        tablet.unsent, tablet.drafts = contact.unsent, contact.drafts
        tablet.battery, tablet.keeps_storage = contact.battery, contact.keeps_storage
        tablet.clock_ahead = contact.clock_ahead(at)


def _is_news(tablet: TabletRow, contact: Contact, at: datetime) -> bool:
    told = (contact.app_version, contact.unsent, contact.drafts, contact.keeps_storage)
    known = (tablet.app_version, tablet.unsent, tablet.drafts, tablet.keeps_storage)
    return told != known or abs(at - tablet.last_contact_at) >= OFTEN
