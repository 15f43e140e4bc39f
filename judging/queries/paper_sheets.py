"""Paper sheets of a round: where each stands, and what is known of one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from judging.domain.keying import Keyed, KeyingState
from judging.domain.people import Person
from judging.domain.refusal import NotThere
from judging.domain.rubric import Rubric, Scorer
from judging.domain.standard import PaperKind, Standard
from judging.domain.verdict import Outcome, Reason
from judging.persistence.accounts import AccountRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.paper_sheets import KeyingRow, PaperSheetRow, keyed_from
from judging.persistence.scans import kept_scan
from judging.persistence.score_sheets import SheetRow
from judging.queries.people import people_by_id
from judging.queries.product_papers import KeptScan


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person read, or what was settled: who and when; `keyed` only where it is told."""

    by: Person
    at: datetime
    keyed: Keyed | None


@dataclass(frozen=True, slots=True)
class KeyingView:
    """One keying; `outcome` is what the door made of it, `is_replaced` that a newer one counts."""

    number: int
    state: KeyingState
    first: Reading
    second: Reading | None
    settled: Reading | None
    outcome: Outcome | None
    reason: Reason | None
    is_replaced: bool
    reopened_by: Person | None
    reopened_at: datetime | None
    reopened_because: str | None


@dataclass(frozen=True, slots=True)
class PaperSheetView:
    """A paper sheet with its keyings, the newest first; nothing is told of what was keyed.

    `printed_at` is None for one that was filled in by hand.
    """

    entry_id: int
    code: str
    judge: Person
    scorer: Scorer
    state: KeyingState
    printed_at: datetime | None
    has_scan: bool
    keyings: tuple[KeyingView, ...]


@dataclass(frozen=True, slots=True)
class PaperSheetPage:
    """One paper sheet to be keyed: the form that it is, empty, and what is known of it."""

    entry_id: int
    code: str
    group: str
    judge: Person
    scorer: Scorer
    rubric: Rubric
    rubric_version: str
    papers: tuple[PaperKind, ...]
    sheet: PaperSheetView | None
    answers: dict[str, Decimal] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    papers_seen: frozenset[str] = frozenset()

    @property
    def state(self) -> KeyingState:
        """Where the sheet stands."""
        return self.sheet.state if self.sheet else KeyingState.PRINTED

    @property
    def newest(self) -> KeyingView | None:
        """Its newest keying."""
        return next(iter(self.sheet.keyings), None) if self.sheet else None


def paper_sheets_of(round_id: int) -> list[PaperSheetView]:
    """All paper sheets of a round, by entry code and judge."""
    rows = db.session.scalars(_sheets().where(EntryRow.round_id == round_id)).all()
    return _views(rows, tells=False)


def paper_sheet(round_id: int, entry_id: int, judge: Person, scorer: Scorer) -> PaperSheetPage:
    """The paper sheet of a judge for an entry of the round, whether anything is known of it or not.

    What was keyed is told once two people have keyed it, and no more once it is keyed anew.
    """
    entry = _entry(round_id, entry_id)
    wanted = _sheets().where(PaperSheetRow.entry_id == entry_id, PaperSheetRow.judge_id == judge.id)
    known = _views(db.session.scalars(wanted).all(), tells=True)
    version = entry.group.rubric_version
    standard = entry.round.competition.standard_version
    is_desk = scorer is Scorer.DESK
    return PaperSheetPage(
        entry_id=entry.id,
        code=entry.code,
        group=entry.group.code,
        judge=judge,
        scorer=scorer,
        rubric=written(db.session(), Rubric, version),
        rubric_version=version,
        papers=written(db.session(), Standard, standard).papers if is_desk else (),
        sheet=next(iter(known), None),
    )


def entry_with_code(round_id: int, code: str) -> int | None:
    """The number of the entry with this code, if the round has one."""
    wanted = select(EntryRow.id).where(EntryRow.round_id == round_id, EntryRow.code == code)
    return db.session.scalar(wanted)


def competition_identity(round_id: int) -> str:
    """The identity of the round's competition."""
    return db.session.get_one(RoundRow, round_id).competition.identity


def sheet_scan(entry_id: int, judge_id: int, folder: Path) -> KeptScan:
    """The scan of a paper sheet; NotThere if there is none, or it is not whole any more."""
    wanted = select(PaperSheetRow).where(
        PaperSheetRow.entry_id == entry_id, PaperSheetRow.judge_id == judge_id
    )
    row = db.session.scalars(wanted).first()
    content = kept_scan(folder, row.scan) if row and row.scan else None
    if row is None or row.scan_type is None or content is None:
        raise NotThere("There is no scan of this sheet.")
    return KeptScan(row.id, "sheet", row.scan_type, content)


def _entry(round_id: int, entry_id: int) -> EntryRow:
    row = db.session.get(EntryRow, entry_id)
    if row is None or row.round_id != round_id:
        raise NotThere("There is no such entry.")
    return row


def _sheets() -> Select[PaperSheetRow]:
    return (
        select(PaperSheetRow)
        .join(PaperSheetRow.entry)
        .join(PaperSheetRow.judge)
        .options(
            joinedload(PaperSheetRow.entry),
            joinedload(PaperSheetRow.judge),
            selectinload(PaperSheetRow.keyings),
        )
        .order_by(EntryRow.code, AccountRow.login)
    )


def _views(rows: Sequence[PaperSheetRow], *, tells: bool) -> list[PaperSheetView]:
    keyings = [keying for row in rows for keying in row.keyings]
    people = people_by_id({number for one in keyings for number in _people_of(one)})
    fates = _fates({one.identity for one in keyings if one.identity})
    return [
        PaperSheetView(
            entry_id=row.entry_id,
            code=row.entry.code,
            judge=row.judge.person(),
            scorer=Scorer(row.scorer),
            state=row.state,
            printed_at=row.printed_at,
            has_scan=row.scan is not None,
            keyings=tuple(
                _keying(one, people, fates, tells=tells and _may_be_told(row))
                for one in reversed(row.keyings)
            ),
        )
        for row in rows
    ]


def _may_be_told(row: PaperSheetRow) -> bool:
    """Who keys the sheet, first or second, must not read there what somebody else has keyed."""
    return row.state in (KeyingState.DIFFERS, KeyingState.DONE)


def _people_of(row: KeyingRow) -> set[int]:
    numbers = (row.first_by_id, row.second_by_id, row.settled_by_id, row.reopened_by_id)
    return {number for number in numbers if number is not None}


@dataclass(frozen=True, slots=True)
class _Fate:
    outcome: Outcome
    reason: Reason | None
    is_replaced: bool


def _fates(identities: Collection[str]) -> dict[str, _Fate]:
    """What became of these versions at the door and after it."""
    newer = SheetRow.__table__.alias("newer")
    is_newer = (
        select(func.count())
        .where(
            newer.c.entry_id == SheetRow.entry_id,
            newer.c.judge_id == SheetRow.judge_id,
            newer.c.scorer == SheetRow.scorer,
            newer.c.version > SheetRow.version,
            newer.c.handed_in_at.is_not(None),
        )
        .correlate(SheetRow)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(ArrivalRow.identity, ArrivalRow.outcome, ArrivalRow.reason, is_newer)
        .outerjoin(SheetRow, SheetRow.id == ArrivalRow.sheet_id)
        .where(ArrivalRow.identity.in_(identities), ArrivalRow.outcome != Outcome.CLASH.value)
    )
    return {
        identity: _Fate(Outcome(outcome), Reason(reason) if reason else None, bool(newer_ones))
        for identity, outcome, reason, newer_ones in rows
    }


def _keying(
    row: KeyingRow, people: dict[int, Person], fates: dict[str, _Fate], *, tells: bool
) -> KeyingView:
    fate = fates.get(row.identity or "")

    def reading(by_id: int | None, at: datetime | None, text: str | None) -> Reading | None:
        if by_id is None or at is None or text is None:
            return None
        return Reading(people[by_id], at, keyed_from(text) if tells else None)

    first = reading(row.first_by_id, row.first_at, row.first)
    if first is None:
        raise ValueError("a keying without a first reading")
    return KeyingView(
        number=row.number,
        state=row.state,
        first=first,
        second=reading(row.second_by_id, row.second_at, row.second),
        settled=reading(row.settled_by_id, row.settled_at, row.settled),
        outcome=fate.outcome if fate else None,
        reason=fate.reason if fate else None,
        is_replaced=fate.is_replaced if fate else False,
        reopened_by=people.get(row.reopened_by_id or 0),
        reopened_at=row.reopened_at,
        reopened_because=row.reopened_because,
    )
