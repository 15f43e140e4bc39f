"""What the database keeps after a sending: sheets, arrivals and their audit lines."""

import json

from sqlalchemy import select

from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow


def sheets() -> list[tuple[str, int, str]]:
    """Identity, number and state of every sheet."""
    db.session.rollback()
    rows = db.session.execute(
        select(SheetRow.identity, SheetRow.version, SheetRow.state).order_by(
            SheetRow.entry_id, SheetRow.version
        )
    )
    return [tuple(row) for row in rows]


def arrivals() -> list[tuple[str, str, str | None]]:
    """Identity, outcome and reason of every arrival, in their order."""
    db.session.rollback()
    rows = db.session.execute(
        select(ArrivalRow.identity, ArrivalRow.outcome, ArrivalRow.reason).order_by(ArrivalRow.id)
    )
    return [tuple(row) for row in rows]


def audit() -> list[tuple[str, str]]:
    """Act and identity of every line about a sheet."""
    lines = db.session.execute(select(AuditRow.act, AuditRow.detail).order_by(AuditRow.id))
    return [
        (act, json.loads(detail).get("identity"))
        for act, detail in lines
        if act.startswith("sheet.")
    ]
