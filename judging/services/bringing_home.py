"""Bringing a round home: its entries, papers seen and frozen result, as the province has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from judging.documents.sealed_files import read_round
from judging.domain.homecoming import Difference, difference
from judging.domain.meaning import version_of
from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.registry_meeting import Choice
from judging.domain.round_checking import NOT_FITTING
from judging.domain.round_files import EntryCopy, ResultCopy, RoundFile
from judging.domain.rounds import RoundState
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.loans import (
    LoanRow,
    RoundFileRow,
    living_loan,
    meeting_of,
    newest_brought,
)
from judging.persistence.producers import ProductRow
from judging.persistence.results import ResultEntryRow, ResultRow
from judging.services.acts import Deeds, acts
from judging.services.looking_up import there
from judging.services.receiving_round import NOT_LENT, check_file, read_content, refuse_late
from judging.services.settling_registry import settle_registry

STALE = sentence(
    "The registry has changed since this was shown, so nothing was written; look at it again."
)


@dataclass(frozen=True, slots=True)
class _Order:
    """The file, what a person decided, and the version of the meeting that was shown."""

    file_id: int
    choice: Choice
    as_of: str


def bring_home(by: Person, file_id: int, choice: Choice, as_of: str, at: datetime) -> bool:
    """Do what the dry run showed, all of it in one transaction; whether anything was changed.

    Done twice it changes nothing. The file's own sheets stay in the file: who scored them has no
    account here.
    """
    return acts("round.brought_home", _Order(file_id, choice, as_of), _bring, by=by, at=at)


def _bring(session: Session, orders: Sequence[Deeds[_Order]]) -> list[bool]:
    return [_bring_one(session, deeds) for deeds in orders]


def _bring_one(session: Session, deeds: Deeds[_Order]) -> bool:
    order = deeds.order
    row = there(session, RoundFileRow, order.file_id)
    if row.brought_at is not None:
        return False
    loan = _loan(session, row)
    file, _ = read_round(row.file, loan.key)
    check_file(file, loan)
    refuse_late(session, row.round, row.number)
    meeting = meeting_of(session, file, loan)
    if version_of(meeting) != order.as_of:
        raise Refusal(STALE)
    products = settle_registry(session, deeds, meeting, order.choice)
    changed = _replace(session, row.round, file, products)
    _announce(row.round, file)
    row.brought_at = deeds.at
    row.decide(order.choice)
    detail: dict[str, object] = {
        "digest": row.digest,
        "number": row.number,
        "entries": len(file.entries),
        "result": file.result.digest,
        "theirs": sorted(order.choice.theirs),
        "one_thing": sorted(order.choice.one_thing),
    }
    if changed:
        detail["changed"] = [*changed.new, *changed.gone, *changed.changed]
    deeds.note("round.brought_home", f"round:{row.round.code}", detail)
    return True


def _loan(session: Session, row: RoundFileRow) -> LoanRow:
    """The loan that proves the file, if it still proves anything."""
    loan = living_loan(session, row.round_id)
    if loan is None or loan.id != row.loan_id:
        raise Refusal(NOT_LENT)
    return loan


def _replace(
    session: Session, round_: RoundRow, file: RoundFile, products: Mapping[str, ProductRow]
) -> Difference | None:
    """Write entries and result, in the place of those of an earlier file if they differ."""
    earlier, changed = newest_brought(session, round_.id), None
    if earlier is not None:
        before, _ = read_round(earlier.file, earlier.loan.key)
        changed = difference(before, file)
        if changed == Difference():
            return None
        if _is_next_version(before, file):
            _write_result(session, round_, file.result, _kept_entries(session, round_))
            return changed
        _clear(session, round_)
    entries = _write_entries(session, round_, file.entries, products)
    _write_result(session, round_, file.result, entries)
    return changed


def _is_next_version(before: RoundFile, file: RoundFile) -> bool:
    """Whether the province has announced the same entries again, instead of what is here."""
    _, instead = read_content(file.result.content)
    is_next = instead is not None and instead.digest == before.result.digest
    return (
        is_next and file.result.version > before.result.version and file.entries == before.entries
    )


def _kept_entries(session: Session, round_: RoundRow) -> dict[str, EntryRow]:
    rows = session.scalars(select(EntryRow).where(EntryRow.round_id == round_.id))
    return {row.code: row for row in rows}


def _clear(session: Session, round_: RoundRow) -> None:
    """Take out what an earlier file brought; the file itself stays."""
    entries = select(EntryRow.id).where(EntryRow.round_id == round_.id)
    results = select(ResultRow.id).where(ResultRow.round_id == round_.id)
    ties = {"moved_from_id": None, "repeat_of_id": None}
    session.execute(delete(ResultEntryRow).where(ResultEntryRow.result_id.in_(results)))
    session.execute(delete(ResultRow).where(ResultRow.round_id == round_.id))
    session.execute(delete(EntryPaperRow).where(EntryPaperRow.entry_id.in_(entries)))
    session.execute(update(EntryRow).where(EntryRow.round_id == round_.id).values(ties))
    session.execute(delete(EntryRow).where(EntryRow.round_id == round_.id))


def _write_entries(
    session: Session,
    round_: RoundRow,
    copies: Sequence[EntryCopy],
    products: Mapping[str, ProductRow],
) -> dict[str, EntryRow]:
    groups = {group.code: group for group in round_.competition.groups}
    rows: dict[str, EntryRow] = {}
    for copy in _after_what_they_name(copies):
        row = rows[copy.code] = EntryRow(
            round=round_,
            group=groups[copy.group],
            product=products[copy.product],
            code=copy.code,
            purpose=copy.purpose.value,
            departure=copy.departure.value if copy.departure else None,
            withdrawn_because=copy.reason,
            moved_from_id=rows[copy.moved_from].id if copy.moved_from else None,
            repeat_of_id=rows[copy.repeat_of].id if copy.repeat_of else None,
            papers=[EntryPaperRow(paper=paper) for paper in copy.papers],
        )
        session.add(row)
        session.flush()
    return rows


def _after_what_they_name(copies: Sequence[EntryCopy]) -> list[EntryCopy]:
    """In an order in which each stands after the entry that it came from or repeats."""
    waiting, ordered, known = list(copies), [], set[str | None]({None})
    while waiting:
        ready = [one for one in waiting if {one.moved_from, one.repeat_of} <= known]
        if not ready:
            raise Refusal(NOT_FITTING, what=waiting[0].code)
        ordered += ready
        known |= {one.code for one in ready}
        waiting = [one for one in waiting if one not in ready]
    return ordered


def _write_result(
    session: Session, round_: RoundRow, copy: ResultCopy, entries: Mapping[str, EntryRow]
) -> None:
    rows = [
        ResultEntryRow(
            entry_id=entries[one.code].id, code=one.code, position=position, content=one.content
        )
        for position, one in enumerate(copy.entries)
    ]
    result = ResultRow(
        competition_id=round_.competition_id,
        round_id=round_.id,
        version=copy.version,
        announced_at=copy.announced_at,
        content=copy.content,
        entries=rows,
        digest=copy.digest,
    )
    session.add(result)


def _announce(round_: RoundRow, file: RoundFile) -> None:
    round_.state, round_.away_since = RoundState.ANNOUNCED.value, None
    round_.opened_at, round_.closed_at = file.opened_at, file.closed_at
