"""Keeping what was sorted: sheets, drafts, papers and arrivals, each kind in one statement."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import Table, delete, insert, select, tuple_, update
from sqlalchemy.orm import Session

from judging.domain.receipt import receipt_of, whole_characters
from judging.domain.rounds import SheetState
from judging.domain.verdict import Outcome
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.entries import EntryPaperRow
from judging.persistence.score_sheets import SheetRow, answers_text, notes_text
from judging.services.sorting import Sorted

SHEETS, ARRIVALS = cast(Table, SheetRow.__table__), cast(Table, ArrivalRow.__table__)
# On the tables and not on the rows' classes, which are slower: all tablets wait for this.
ARRIVALS_IN = insert(ARRIVALS)
SHEETS_IN = insert(SHEETS).returning(SHEETS.c.identity, SHEETS.c.id)


def keep_sheets(session: Session, tops: Sequence[Sorted]) -> None:
    """The versions that count, as sheets; each arrival then knows the number of its row."""
    if not tops:
        return
    rows = session.execute(SHEETS_IN, [_sheet_values(placed) for placed in tops])
    id_by_identity = {row.identity: row.id for row in rows}
    for placed in tops:
        placed.arrived.sheet_id = id_by_identity[placed.arrived.identity]


def make_way(session: Session, tops: Sequence[Sorted], *, ends_own: bool) -> None:
    """Drafts of these sheets, before the versions are kept.

    With `ends_own` that of the tablet which sent a version has become it; any other is a
    correction and stays, a number higher.
    """
    drafts = {p.history.draft.id: (p.history.draft, p.history) for p in tops if p.history.draft}
    senders = {(p.history.draft.id, p.sending.sender.tablet_id) for p in tops if p.history.draft}
    ended, moved = [], []
    for draft, history in drafts.values():
        if ends_own and draft.tablet_id is not None and (draft.id, draft.tablet_id) in senders:
            ended.append(draft.id)
        else:
            moved.append({"id": draft.id, "version": history.next_version})
    if ended:
        session.execute(delete(SheetRow).where(SheetRow.id.in_(ended)))
    if moved:
        session.execute(update(SheetRow), moved)


def keep_arrivals(session: Session, new: Sequence[Sorted]) -> None:
    """Every version with its bytes and what became of it."""
    if new:
        session.execute(ARRIVALS_IN, [_arrival_values(one) for one in new])


def settle(session: Session, tops: Sequence[Sorted]) -> None:
    """Those that waited until one of these came wait no longer."""
    settled = [other.id for placed in tops for other in placed.arrived.settled if other.id]
    if settled:
        done = {"outcome": Outcome.SETTLED.value}
        session.execute(update(ArrivalRow).where(ArrivalRow.id.in_(settled)).values(done))


def keep_papers(session: Session, tops: Sequence[Sorted]) -> Mapping[int, list[str]]:
    """What the desk's versions changed of the papers, one after the other; all seen, by entry."""
    ticks = [(p.arrived.entry_id, p.version.papers) for p in tops]
    changes = [(entry_id, papers) for entry_id, papers in ticks if entry_id and papers]
    if not changes:
        return {}
    before: dict[int, set[str]] = defaultdict(set)
    kept = select(EntryPaperRow.entry_id, EntryPaperRow.paper)
    entry_ids = {entry_id for entry_id, _ in changes}
    for entry_id, paper in session.execute(kept.where(EntryPaperRow.entry_id.in_(entry_ids))):
        before[entry_id].add(paper)
    after = {entry_id: set(before[entry_id]) for entry_id in entry_ids}
    for entry_id, papers in changes:
        after[entry_id] = papers.change(after[entry_id])
    _write_papers(session, before, after)
    return {entry_id: sorted(papers) for entry_id, papers in after.items()}


def _write_papers(
    session: Session, before: Mapping[int, set[str]], after: Mapping[int, set[str]]
) -> None:
    more = [
        {"entry_id": entry_id, "paper": paper}
        for entry_id, papers in after.items()
        for paper in sorted(papers - before[entry_id])
    ]
    gone = [
        (entry_id, paper)
        for entry_id, papers in after.items()
        for paper in sorted(before[entry_id] - papers)
    ]
    if more:
        session.execute(insert(EntryPaperRow), more)
    if gone:
        named = tuple_(EntryPaperRow.entry_id, EntryPaperRow.paper)
        session.execute(delete(EntryPaperRow).where(named.in_(gone)))


def _sheet_values(placed: Sorted) -> dict[str, object]:
    at = placed.sending.at
    return {
        "identity": placed.arrived.identity,
        "entry_id": placed.arrived.entry_id,
        "judge_id": placed.version.judge,
        "scorer": placed.version.scorer.value,
        "version": placed.arrived.sheet,
        "state": SheetState.HANDED_IN.value,
        "rubric_version": placed.version.rubric,
        "answers": answers_text(placed.weighed.answers),
        "notes": notes_text(placed.weighed.notes),
        "saved_at": at,
        "handed_in_at": at,
        "tablet_id": placed.sending.sender.tablet_id,
        "looks_again": placed.version.looks_again,
    }


def _arrival_values(placed: Sorted) -> dict[str, object]:
    sender = placed.sending.sender
    one, arrived, version = placed.weighed, placed.arrived, placed.weighed.version
    # No database keeps a NUL in a text, and no version that can be read has one.
    body = whole_characters(one.sent.text).replace("\0", "\N{SYMBOL FOR NULL}")
    return {
        "identity": arrived.identity,
        "digest": arrived.digest,
        "body": body,
        "before": json.dumps(version.before if version else []),
        "competition_id": sender.competition_id,
        "entry_id": arrived.entry_id,
        "judge_id": sender.judge.id,
        "tablet_id": sender.tablet_id,
        "sheet_id": arrived.sheet_id,
        "via": sender.via.value,
        "arrived_at": placed.sending.at,
        "made_at": version.made_at if version else "",
        "outcome": arrived.verdict.outcome.value,
        "reason": arrived.verdict.reason,
        "receipt": receipt_of(arrived.digest),
    }
