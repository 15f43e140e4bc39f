"""What waits for the organiser: sheets that do not count by themselves, beside what counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, and_, exists, func, or_, select

from judging.domain.people import Person
from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.domain.verdict import Outcome, Reason
from judging.domain.version import Unreadable, Version, read_version
from judging.persistence.arrivals import ArrivalRow, of_round
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.panels import RecusalRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.comparisons import Comparison, compare
from judging.queries.people import people_by_id

MOST_IN_RECORD = 200
DONE = (Outcome.OLDER, Outcome.SETTLED, Outcome.ACCEPTED, Outcome.LEFT_OUT, Outcome.CLASH)
# What is wrong with the sheet itself, and nobody can mend.
NEVER_COUNT = frozenset(
    {
        Reason.UNREADABLE,
        Reason.OTHER_COMPETITION,
        Reason.OTHER_RUBRIC,
        Reason.NOT_POSSIBLE,
        Reason.NOT_WHOLE,
    }
)


@dataclass(frozen=True, slots=True)
class ArrivalView:
    """A version that came. `judge` is who sent it, `named` the judge whom it names if another.

    `tablet` is the number of the tablet; `text` the bytes as they came. `bar` is why no decision
    can let it count as things are now; only `arrival_of` asks.
    """

    id: int
    identity: str
    receipt: str
    outcome: Outcome
    reason: Reason | None
    via: str
    arrived_at: datetime
    judge: Person
    named: Person | None
    tablet: int | None
    entry_code: str | None
    scorer: Scorer | None
    text: str
    comparison: Comparison | None
    decided_at: datetime | None
    decided_by: Person | None
    decided_because: str | None
    bar: Reason | None = None


def count_waiting(round_id: int) -> int:
    """How many versions wait for a decision or have clashed."""
    ids = _open(round_id).with_only_columns(func.count(ArrivalRow.id))
    return db.session.scalars(ids.order_by(None)).one()


def waiting_of(round_id: int) -> list[ArrivalView]:
    """All that wait or have clashed, the oldest first, each beside what counts now."""
    return _views(db.session.scalars(_open(round_id)).all(), compared=True)


def record_of(round_id: int) -> list[ArrivalView]:
    """What is settled, decided or came too late to count; the newest first, not more than 200."""
    still_open = _open(round_id).with_only_columns(ArrivalRow.id).order_by(None)
    rows = db.session.scalars(
        select(ArrivalRow)
        .where(
            of_round(_round(round_id)),
            ArrivalRow.outcome.in_(DONE),
            ArrivalRow.id.not_in(still_open),
        )
        .order_by(ArrivalRow.id.desc())
        .limit(MOST_IN_RECORD)
    )
    return _views(rows.all(), compared=False)


def arrival_of(round_id: int, arrival_id: int) -> ArrivalView:
    """One of them, whole; NotThere if the round has none with this number."""
    one = select(ArrivalRow).where(ArrivalRow.id == arrival_id, of_round(_round(round_id)))
    row = db.session.scalars(one).first()
    if row is None:
        raise NotThere("This does not exist any more; go back and choose again.")
    view = _views([row], compared=True)[0]
    return replace(view, bar=_bar(row, (view.named or view.judge).id))


def _bar(row: ArrivalRow, judge_id: int) -> Reason | None:
    """Why the version can never count, by what it is or by what became of entry, judge or round."""
    if row.reason in NEVER_COUNT:
        return Reason(row.reason)
    is_recused = exists().where(RecusalRow.entry_id == EntryRow.id, RecusalRow.judge_id == judge_id)
    found = db.session.execute(
        select(EntryRow.withdrawn_because, is_recused, RoundRow.state)
        .join(RoundRow, RoundRow.id == EntryRow.round_id)
        .where(EntryRow.id == row.entry_id)
    ).first()
    if found is None:
        return None
    withdrawn_because, is_recused_now, state = found
    if withdrawn_because is not None:
        return Reason.WITHDRAWN
    if is_recused_now:
        return Reason.RECUSED
    return Reason.LATE if state == RoundState.ANNOUNCED else None


def _open(round_id: int) -> Select[ArrivalRow]:
    """A clash is open until the judge has handed in that sheet once more."""
    again = exists().where(
        SheetRow.entry_id == ArrivalRow.entry_id,
        SheetRow.judge_id == ArrivalRow.judge_id,
        SheetRow.handed_in_at > ArrivalRow.arrived_at,
    )
    clashed = and_(ArrivalRow.outcome == Outcome.CLASH.value, ~again)
    waits = ArrivalRow.outcome == Outcome.WAITING.value
    return (
        select(ArrivalRow)
        .where(of_round(_round(round_id)), or_(waits, clashed))
        .order_by(ArrivalRow.id)
    )


def _round(round_id: int) -> RoundRow:
    return db.session.get_one(RoundRow, round_id)


def _views(rows: Sequence[ArrivalRow], *, compared: bool) -> list[ArrivalView]:
    versions = {row.id: _version(row.body) for row in rows}
    named = {version.judge for version in versions.values() if version}
    senders = {row.judge_id for row in rows} | {row.decided_by_id or 0 for row in rows}
    people = people_by_id(senders | named)
    codes = _codes({row.entry_id for row in rows if row.entry_id})
    comparisons = compare(rows, versions) if compared else {}
    return [_view(row, versions[row.id], people, codes, comparisons.get(row.id)) for row in rows]


def _view(
    row: ArrivalRow,
    version: Version | None,
    people: dict[int, Person],
    codes: dict[int, str],
    comparison: Comparison | None,
) -> ArrivalView:
    is_other = version is not None and version.judge != row.judge_id
    return ArrivalView(
        id=row.id,
        identity=row.identity,
        receipt=row.receipt,
        outcome=Outcome(row.outcome),
        reason=Reason(row.reason) if row.reason else None,
        via=row.via,
        arrived_at=row.arrived_at,
        judge=people[row.judge_id],
        named=people.get(version.judge) if version and is_other else None,
        tablet=row.tablet_id,
        entry_code=codes.get(row.entry_id or 0),
        scorer=version.scorer if version else None,
        text=row.body,
        comparison=comparison,
        decided_at=row.decided_at,
        decided_by=people.get(row.decided_by_id or 0),
        decided_because=row.decided_because,
    )


def _version(text: str) -> Version | None:
    try:
        return read_version(text)
    except Unreadable:
        return None


def _codes(entry_ids: Collection[int]) -> dict[int, str]:
    rows = db.session.execute(select(EntryRow.id, EntryRow.code).where(EntryRow.id.in_(entry_ids)))
    return {row.id: row.code for row in rows}
