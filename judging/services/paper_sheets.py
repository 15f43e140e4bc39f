"""Score sheets on paper: that they were printed, and the scans kept with them."""

from collections.abc import Sequence, Set
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.documents.scans import Scan
from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.paper_sheets import PaperSheetRow
from judging.persistence.scans import keep_scan
from judging.services.acts import act
from judging.services.looking_up import refuse_away, there
from judging.services.paper_places import paper_place, scorer_of, sheet_of

Pair = tuple[int, int]


def record_printing(by: Person, round_id: int, printed: Sequence[Pair], at: datetime) -> None:
    """Keep that sheets of this round were printed; each pair is an entry and its judge."""
    with act("sheets.printed", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        refuse_away(round_)
        deed.on = f"round:{round_.code}"
        entries = _entries(deed.session, round_id, {entry_id for entry_id, _ in printed})
        judges = _judges(deed.session, {judge_id for _, judge_id in printed})
        wanted = select(PaperSheetRow).where(PaperSheetRow.entry_id.in_(entries))
        known = {(row.entry_id, row.judge_id): row for row in deed.session.scalars(wanted)}
        for entry_id, judge_id in printed:
            sheet = known.get((entry_id, judge_id))
            if sheet is None:
                sheet = PaperSheetRow(entry_id=entry_id, judge_id=judge_id)
                sheet.scorer = scorer_of(judges[judge_id]).value
                deed.session.add(sheet)
            sheet.printed_at = at
        deed.detail["entries"] = sorted(entries.values())
        deed.detail["judges"] = sorted(judge.login for judge in judges.values())


def _entries(session: Session, round_id: int, entry_ids: Set[int]) -> dict[int, str]:
    """The codes of these entries, which have to be of the round."""
    rows = session.execute(
        select(EntryRow.id, EntryRow.code).where(
            EntryRow.id.in_(entry_ids), EntryRow.round_id == round_id
        )
    )
    codes = {row.id: row.code for row in rows}
    if codes.keys() != entry_ids:
        raise Refusal("An entry is of another round; choose the sheets again.")
    return codes


def _judges(session: Session, judge_ids: Set[int]) -> dict[int, Person]:
    rows = session.scalars(select(AccountRow).where(AccountRow.id.in_(judge_ids)))
    return {row.id: row.person() for row in rows}


def keep_sheet_scan(
    by: Person, entry_id: int, judge_id: int, scan: Scan, at: datetime, *, folder: Path
) -> None:
    """Keep the scan of a paper sheet; a new one takes the place of the one before."""
    with act("sheet.scanned", by=by, at=at) as deed:
        place = paper_place(deed.session, entry_id, judge_id)
        deed.on = place.entry.audited
        sheet = sheet_of(deed.session, place)
        before = sheet.scan
        # Last of all, so that a refusal leaves no file.
        sheet.scan, sheet.scan_type = keep_scan(folder, scan.content), scan.type.value
        deed.detail |= {"judge": place.judge.login, "digest": sheet.scan}
        if before:
            deed.detail["was"] = before
