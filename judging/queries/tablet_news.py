"""What became of a judge's versions that did not count at once, for the tablet that asks."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from judging.domain.verdict import Outcome
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow

LATELY = timedelta(days=3)
MOST = 200
TOLD = (Outcome.WAITING, Outcome.SETTLED, Outcome.ACCEPTED, Outcome.LEFT_OUT)


def news_of(judge_id: int, at: datetime) -> dict[str, dict[str, Any]]:
    """By identity: outcome, reason, receipt and version; the newest, none older than three days.

    A decision counts from when it was taken.
    """
    since = at - LATELY
    rows = db.session.execute(
        select(
            ArrivalRow.identity,
            ArrivalRow.outcome,
            ArrivalRow.reason,
            ArrivalRow.receipt,
            SheetRow.version,
        )
        .outerjoin(SheetRow, SheetRow.id == ArrivalRow.sheet_id)
        .where(
            ArrivalRow.judge_id == judge_id,
            ArrivalRow.outcome.in_(TOLD),
            or_(ArrivalRow.arrived_at >= since, ArrivalRow.decided_at >= since),
        )
        .order_by(ArrivalRow.id.desc())
        .limit(MOST)
    )
    return {
        identity: {"outcome": outcome, "reason": reason, "receipt": receipt, "version": version}
        for identity, outcome, reason, receipt, version in rows
    }
