"""Leaving: entries that are withdrawn, disqualified or moved to another group; sheets are kept."""

from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import Departure, Purpose, RoundState
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.planted import twins
from judging.services.acts import Deed, act
from judging.services.entering import fresh_code, group_of
from judging.services.looking_up import require_state, there, written


def withdraw_entry(by: Person, entry_id: int, reason: str, at: datetime) -> None:
    """Take an entry out of the round because its producer leaves it."""
    with act("entry.withdrawn", by=by, at=at) as deed:
        why = written(reason, sentence("Write why the entry is withdrawn."))
        _take_out(deed, _leaving(deed.session, entry_id), Departure.WITHDRAWN, why)


def disqualify_entry(
    by: Person, entry_id: int, reason: str, at: datetime, *, proposed_by: Person
) -> None:
    """Take an entry out of the round because it broke the rules: organisers decide that alone."""
    with act("entry.disqualified", by=by, at=at, proposed_by=proposed_by) as deed:
        disqualify_within(deed, entry_id, reason)


def disqualify_within(deed: Deed, entry_id: int, reason: str) -> None:
    """The same within an act."""
    entry, why = entry_to_disqualify(deed.session, entry_id, reason)
    _take_out(deed, entry, Departure.DISQUALIFIED, why)


def entry_to_disqualify(session: Session, entry_id: int, reason: str) -> tuple[EntryRow, str]:
    """An entry that can be disqualified now, and why it shall be; refused if it cannot."""
    why = written(reason, sentence("Write which rule the entry broke, and how."))
    return _leaving(session, entry_id), why


def move_entry(
    by: Person,
    entry_id: int,
    group: str,
    reason: str,
    at: datetime,
    chance: Random | None = None,
) -> int:
    """Let a product go on in another product group, under a new code; the new entry's number.

    The entry of before keeps its sheets and shows where it went; papers seen go along. Sheets do
    not: they answer the rubric of the other group.
    """
    with act("entry.moved", by=by, at=at) as deed:
        session = deed.session
        entry = _still_in(session, entry_id)
        require_state(entry.round, RoundState.ENTERING, RoundState.JUDGING)
        to_group = group_of(session, entry.round, group)
        if to_group.id == entry.group_id:
            raise Refusal("The entry is in this product group already; choose another.")
        why = written(reason, sentence("Write why the entry is moved."))
        # The old one first: a product competes once in a round.
        entry.departure, entry.withdrawn_because = Departure.MOVED.value, why
        _withdraw_repeats(session, entry, why)
        session.flush()
        new = EntryRow(
            round=entry.round,
            group=to_group,
            product_id=entry.product_id,
            code=fresh_code(session, entry.round_id, chance),
            moved_from_id=entry.id,
            carried_from_id=entry.carried_from_id,
            papers=[EntryPaperRow(paper=seen.paper) for seen in entry.papers],
        )
        session.add(new)
        session.flush()
        deed.on = entry.audited
        deed.detail |= {"group": to_group.code, "code": new.code, "reason": why}
        return new.id


def _leaving(session: Session, entry_id: int) -> EntryRow:
    entry = _still_in(session, entry_id)
    if entry.round.state == RoundState.ANNOUNCED:
        require_state(entry.round, RoundState.CLOSED)
    return entry


def _take_out(deed: Deed, entry: EntryRow, departure: Departure, why: str) -> None:
    entry.departure, entry.withdrawn_because = departure.value, why
    _withdraw_repeats(deed.session, entry, why)
    deed.on, deed.detail["reason"] = entry.audited, why


def _withdraw_repeats(session: Session, entry: EntryRow, why: str) -> None:
    """What is not served any more is not repeated either."""
    for twin in twins(session, entry):
        twin.departure, twin.withdrawn_because = Departure.WITHDRAWN.value, why


def _still_in(session: Session, entry_id: int) -> EntryRow:
    """An entry that competes and has not left; what left for one reason leaves for no other."""
    entry = there(session, EntryRow, entry_id)
    if entry.departure is not None:
        raise Refusal("Entry %(code)s has left the round already.", code=entry.code)
    if entry.purpose != Purpose.COMPETING:
        raise Refusal("Entry %(code)s does not compete; leave it as it is.", code=entry.code)
    return entry
