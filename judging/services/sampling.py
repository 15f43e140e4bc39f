"""Samples that break on the day: the entry goes on competing, and the hall serves a new one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import RoundState
from judging.persistence.entries import EntryRow
from judging.persistence.samples import BrokenSampleRow
from judging.services.acts import act
from judging.services.looking_up import require_state, there, written


def mark_broken(by: Person, entry_id: int, reason: str, at: datetime) -> None:
    """Mark that the sample of an entry is broken, until a new one is served."""
    with act("sample.broken", by=by, at=at) as deed:
        entry = there(deed.session, EntryRow, entry_id)
        require_state(entry.round, RoundState.ENTERING, RoundState.JUDGING)
        deed.on = entry.audited
        if entry.departure is not None:
            raise Refusal("Entry %(code)s has left the round already.", code=entry.code)
        if _broken(deed.session, entry_id):
            raise Refusal("The sample of entry %(code)s is marked already.", code=entry.code)
        why = written(reason, sentence("Write what happened to the sample."))
        deed.session.add(BrokenSampleRow(entry_id=entry_id, reason=why, broken_at=at))
        deed.detail["reason"] = why


def serve_new_sample(by: Person, entry_id: int, at: datetime) -> None:
    """A new sample of the entry is served in the place of the broken one."""
    with act("sample.replaced", by=by, at=at) as deed:
        entry = there(deed.session, EntryRow, entry_id)
        deed.on = entry.audited
        broken = _broken(deed.session, entry_id)
        if broken is None:
            raise Refusal("No sample of entry %(code)s is marked as broken.", code=entry.code)
        broken.replaced_at = at


def _broken(session: Session, entry_id: int) -> BrokenSampleRow | None:
    standing = select(BrokenSampleRow).where(
        BrokenSampleRow.entry_id == entry_id, BrokenSampleRow.replaced_at.is_(None)
    )
    return session.scalars(standing).first()
