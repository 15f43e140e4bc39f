"""The score sheets of an entry that its province has judged: out of the file that came home."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import undefer

from judging.documents.sealed_files import read_round
from judging.domain.reading import read_sheet
from judging.domain.round_checking import sheets_of
from judging.domain.round_files import RoundFile, SheetCopy
from judging.domain.rounds import SheetState
from judging.domain.rubric import Rubric, Scorer
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import known_rubric
from judging.persistence.loans import LoanRow, RoundFileRow
from judging.persistence.score_sheets import sheet_from


@dataclass(frozen=True, slots=True)
class ProvinceSheet:
    """A version of a sheet; `total` is None where it is not whole."""

    judge: Words
    login: str
    scorer: Scorer
    version: int
    state: SheetState
    saved_at: datetime
    total: Decimal | None


def province_sheets(entry_id: int) -> list[ProvinceSheet]:
    """Every version of every sheet of the entry; none where its round was judged here."""
    found = db.session.execute(
        select(RoundFileRow, LoanRow.key, EntryRow.code)
        .join(EntryRow, EntryRow.round_id == RoundFileRow.round_id)
        .join(LoanRow, LoanRow.id == RoundFileRow.loan_id)
        .where(EntryRow.id == entry_id, RoundFileRow.brought_at.is_not(None))
        .order_by(RoundFileRow.id.desc())
        .limit(1)
        .options(undefer(RoundFileRow.file))
    ).first()
    if found is None:
        return []
    row, key, code = found
    file = _read(row.file, key)
    names = {judge.login: judge.name for judge in file.judges}
    return [_sheet(sheet, names[sheet.judge]) for sheet in sheets_of(file, code)]


@lru_cache(maxsize=2)
def _read(data: bytes, key: str) -> RoundFile:
    return read_round(data, key)[0]


def _sheet(copy: SheetCopy, judge: Words) -> ProvinceSheet:
    rubric = known_rubric(db.session(), copy.rubric)
    return ProvinceSheet(
        judge=judge,
        login=copy.judge,
        scorer=copy.scorer,
        version=copy.version,
        state=copy.state,
        saved_at=copy.saved_at,
        total=_total(copy, rubric) if rubric else None,
    )


def _total(copy: SheetCopy, rubric: Rubric) -> Decimal | None:
    return read_sheet(rubric, sheet_from(0, copy.scorer, copy.answers)).total
