"""The mark of a live room: as long as it is the same, nothing that the room shows has changed."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from judging.domain.refusal import NotThere
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import CompetitionRow, RoundRow, is_round
from judging.persistence.database import db
from judging.persistence.tablets import CardRow, TabletRow
from judging.queries.tablets import SILENT_AFTER


@dataclass(frozen=True, slots=True)
class RoomMark:
    """The mark, and the time as of which the room is: a whole minute, for time alone tells news."""

    text: str
    at: datetime


def room_mark(code: str, now: datetime) -> RoomMark:
    """Of the round with this code. Cheap: three statements, none of which reads a sheet.

    Every change writes its line in the audit, one after the other; only what tablets tell of
    themselves does not. Ask before the room itself: a room newer than its mark is asked for again.
    """
    at = now.astimezone(UTC).replace(second=0, microsecond=0)
    wanted = select(RoundRow.id, CompetitionRow.identity).join(RoundRow.competition)
    row = db.session.execute(wanted.where(is_round(code))).first()
    if row is None:
        raise NotThere("There is no competition with this code.")
    newest = db.session.scalar(select(func.max(AuditRow.id)))
    tablets = [
        (tablet_id, unsent, at - last_contact_at > SILENT_AFTER)
        for tablet_id, unsent, last_contact_at in db.session.execute(
            select(TabletRow.id, TabletRow.unsent, TabletRow.last_contact_at)
            .join(CardRow, CardRow.tablet_id == TabletRow.id)
            .where(CardRow.round_id == row.id)
            .distinct()
            .order_by(TabletRow.id)
        )
    ]
    facts = [row.identity, row.id, newest, at.timestamp(), tablets]
    return RoomMark(hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:24], at)
