"""What the server holds after a story: arrivals, sheets and audit lines, and that they agree."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from judging.domain.meaning import plain_number
from judging.domain.receipt import receipt_of
from judging.domain.rubric import Scorer
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.score_sheets import SheetRow
from tests import story as told
from tests.story import Story

# The lines that tell how a version came in.
ARRIVING = ("sheet.handed_in", "sheet.waits", "sheet.came_late", "sheet.clashed")


@dataclass(frozen=True, slots=True)
class Kept:
    """One version as the server keeps it; `version` is its number where it counts."""

    judge: int
    entry: str
    outcome: str
    reason: str | None
    version: int | None
    answers: dict[str, str]


def arrivals() -> list[ArrivalRow]:
    """Every version that came in, in the order of arriving."""
    db.session.rollback()
    return list(db.session.scalars(select(ArrivalRow).order_by(ArrivalRow.id)))


def kept() -> list[Kept]:
    """Every version that came in, by entry and number; before that, everything must agree."""
    agree()
    found = [_kept(row) for row in arrivals()]
    return sorted(found, key=lambda one: (one.judge, one.entry, one.version or 0))


def counting(judge: int, entry: str, answers: dict[str, str], version: int = 1) -> Kept:
    """A version that counts, as `kept` tells of it."""
    return Kept(judge, entry, "received", None, version, answers)


def answers_of(story: Story, less: dict[str, str] | None = None) -> dict[str, str]:
    """The best of everything that a judge is asked, but for `less`."""
    best = told.best(story.rubric(), Scorer.PANEL)
    return {code: plain_number(points) for code, points in best.items()} | (less or {})


def receipts() -> list[str]:
    """The receipts of all that came in."""
    return [row.receipt for row in arrivals()]


def agree() -> None:
    """Bytes, sheets and audit tell the same: each version is there once."""
    rows = arrivals()
    for row in rows:
        digest = hashlib.sha256(row.body.encode()).hexdigest()
        assert (row.digest, row.receipt) == (digest, receipt_of(digest))
        assert json.loads(row.body)["identity"] == row.identity
    sheets = _sheet_identities()
    assert len(sheets) == len(set(sheets))
    on_a_sheet = sorted(row.identity for row in rows if row.sheet_id)
    assert on_a_sheet == sorted(sheets)
    assert _told_identities() == Counter(row.identity for row in rows)


def _sheet_identities() -> list[str]:
    handed_in = select(SheetRow.identity).where(SheetRow.state == "handed_in")
    return list(db.session.scalars(handed_in.where(SheetRow.tablet_id.is_not(None))))


def _told_identities() -> Counter[str]:
    details = db.session.scalars(select(AuditRow.detail).where(AuditRow.act.in_(ARRIVING)))
    told_of = (json.loads(detail).get("identity") for detail in details)
    return Counter(identity for identity in told_of if identity)


def _kept(row: ArrivalRow) -> Kept:
    entry = db.session.get(EntryRow, row.entry_id) if row.entry_id else None
    sheet = db.session.get(SheetRow, row.sheet_id) if row.sheet_id else None
    answers = json.loads(sheet.answers) if sheet else json.loads(row.body)["answers"]
    return Kept(
        judge=row.judge_id,
        entry=entry.code if entry else "",
        outcome=row.outcome,
        reason=row.reason,
        version=sheet.version if sheet else None,
        answers=answers,
    )
