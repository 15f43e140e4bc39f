"""The audit: who did what, on what, when."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.domain.words import Words
from judging.persistence.audit import AuditRow
from judging.persistence.database import db


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act."""

    id: int
    at: datetime
    who: Words | None
    login: str
    act: str
    on: str
    detail: dict[str, Any]


def lines(limit: int = 100, before: int | None = None) -> list[AuditLine]:
    """The newest acts; `before` the line with this number, to read on."""
    wanted = select(AuditRow).options(joinedload(AuditRow.by)).order_by(AuditRow.id.desc())
    if before:
        wanted = wanted.where(AuditRow.id < before)
    return [_line(row) for row in db.session.scalars(wanted.limit(limit))]


def _line(row: AuditRow) -> AuditLine:
    return AuditLine(
        id=row.id,
        at=row.at,
        who=Words(row.by.name_km, row.by.name_en) if row.by else None,
        login=row.by.login if row.by else "",
        act=row.act,
        on=row.on,
        detail=json.loads(row.detail),
    )
