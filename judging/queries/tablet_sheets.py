"""A judge's own sheets for the tablet: what counts, what is begun, what waits."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Executable, Row, Select, select
from sqlalchemy.orm import Session

from judging.domain.calendar import utc_text
from judging.domain.meaning import plain_number
from judging.domain.rounds import SheetState
from judging.domain.verdict import Outcome, Reason
from judging.domain.version import Unreadable, read_version
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.score_sheets import SheetRow

Plain = dict[str, Any]
Place = tuple[int, str]
# Who sent these may be another person than who filled them in.
NOT_SURELY_OWN = (Reason.OTHER_JUDGE, Reason.UNPROVEN)


def tablet_sheets(session: Session, judge_id: int, competition_id: int) -> dict[Place, Plain]:
    """By entry and scorer: `sheet`, `draft` and `waiting`, each only where there is one."""
    found: dict[Place, Plain] = defaultdict(dict)
    earlier: dict[Place, list[str]] = defaultdict(list)
    for row in session.execute(_versions(judge_id, competition_id)):
        place = (row.entry_id, row.scorer)
        if row.state == SheetState.DRAFT:
            found[place]["draft"] = _draft(row)
            continue
        found[place]["sheet"] = _sheet(row, earlier[place])
        earlier[place].append(row.identity)
    for row in session.execute(_waiting(judge_id, competition_id)):
        for place, waits in _waits(row):
            found[place].setdefault("waiting", []).append(waits)
    return found


def _of_competition(competition_id: int) -> Select[int]:
    return (
        select(EntryRow.id)
        .join(RoundRow, RoundRow.id == EntryRow.round_id)
        .where(RoundRow.competition_id == competition_id)
    )


def _versions(judge_id: int, competition_id: int) -> Executable:
    return (
        select(SheetRow.__table__, ArrivalRow.before, ArrivalRow.receipt)
        .outerjoin(ArrivalRow, ArrivalRow.identity == SheetRow.identity)
        .where(
            SheetRow.judge_id == judge_id,
            SheetRow.entry_id.in_(_of_competition(competition_id)),
            (ArrivalRow.outcome != Outcome.CLASH) | ArrivalRow.outcome.is_(None),
        )
        .order_by(SheetRow.version)
    )


def _waiting(judge_id: int, competition_id: int) -> Executable:
    return (
        select(
            ArrivalRow.entry_id,
            ArrivalRow.body,
            ArrivalRow.identity,
            ArrivalRow.reason,
            ArrivalRow.receipt,
        )
        .where(
            ArrivalRow.judge_id == judge_id,
            ArrivalRow.outcome == Outcome.WAITING,
            ArrivalRow.reason.not_in(NOT_SURELY_OWN),
            ArrivalRow.entry_id.in_(_of_competition(competition_id)),
        )
        .order_by(ArrivalRow.id)
    )


def _draft(row: Row[Any]) -> Plain:
    return {
        "answers": json.loads(row.answers),
        "notes": json.loads(row.notes),
        "saved_at": utc_text(row.saved_at),
    }


def _sheet(row: Row[Any], earlier: list[str]) -> Plain:
    """A version that counts; a page of the app has neither `before` nor a receipt."""
    before = json.loads(row.before) if row.before else []
    return {
        "identity": row.identity,
        "before": [*earlier, *(identity for identity in before if identity not in earlier)],
        "version": row.version,
        "answers": json.loads(row.answers),
        "notes": json.loads(row.notes),
        "receipt": row.receipt,
        "handed_in_at": utc_text(row.handed_in_at),
    }


def _waits(row: Row[Any]) -> Iterator[tuple[Place, Plain]]:
    """A version that waits, with what it says; none where it cannot be read."""
    with suppress(Unreadable):
        version = read_version(row.body)
        answers = {code: plain_number(points) for code, points in version.answers.items()}
        told = {"identity": row.identity, "reason": row.reason, "receipt": row.receipt}
        told |= {"answers": answers, "notes": dict(version.notes)}
        yield (row.entry_id, version.scorer.value), told
