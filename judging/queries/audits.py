"""The audit: who did what, on what, when."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from judging.domain.calendar import CAMBODIA
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.audit import AuditRow
from judging.persistence.audited import is_on, is_on_what_is_in
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


@dataclass(frozen=True, slots=True)
class WantedLines:
    """Which lines to show; what is left empty is not asked.

    `kind` and `name` say on what: a kind of thing alone, or one of them; `day` is Cambodia's.
    """

    login: str = ""
    act: str = ""
    kind: str = ""
    name: str = ""
    day: date | None = None


ALL = WantedLines()


def lines(
    limit: int = 100,
    before: int | None = None,
    reach: Reach = EVERYWHERE,
    wanted: WantedLines = ALL,
) -> list[AuditLine]:
    """The newest acts on what is in reach; `before` the line with this number, to read on."""
    newest = _matching(reach, wanted).order_by(AuditRow.id.desc())
    if before:
        newest = newest.where(AuditRow.id < before)
    return [_line(row) for row in db.session.scalars(newest.limit(limit))]


def every_line(reach: Reach = EVERYWHERE, wanted: WantedLines = ALL) -> Iterator[AuditLine]:
    """All of these acts, the oldest first."""
    for row in db.session.scalars(_matching(reach, wanted).order_by(AuditRow.id)):
        yield _line(row)


def _matching(reach: Reach, wanted: WantedLines) -> Select[AuditRow]:
    found = select(AuditRow).options(joinedload(AuditRow.by)).where(is_on_what_is_in(reach))
    if wanted.login:
        account = select(AccountRow.id).where(AccountRow.login == wanted.login.lower())
        found = found.where(AuditRow.by_id == account.scalar_subquery())
    if wanted.act:
        found = found.where(AuditRow.act == wanted.act)
    if wanted.kind:
        found = found.where(is_on(wanted.kind, wanted.name))
    if wanted.day:
        begins = datetime.combine(wanted.day, time(), CAMBODIA)
        found = found.where(AuditRow.at >= begins, AuditRow.at < begins + timedelta(days=1))
    return found


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
