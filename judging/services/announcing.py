"""Announcing: one act freezes the result, issues the certificates and opens both to the public."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.domain.meaning import canonical_json
from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.domain.result import ResultEntry, ResultIdentity, result_entry
from judging.domain.rounds import RoundKind, RoundState
from judging.domain.rules import Rules
from judging.domain.verdict import Outcome
from judging.persistence.arrivals import ArrivalRow, of_round
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.loading import group_standings, written
from judging.persistence.results import ResultEntryRow, ResultRow
from judging.services.acts import act
from judging.services.certifying import issue_certificates
from judging.services.looking_up import require_state, there


def announce(by: Person, round_id: int, at: datetime) -> int:
    """Announce the result of a closed round; the number of the result.

    From here on nothing of it is computed again. Certificates are issued by the national round.
    """
    with act("result.announced", by=by, at=at) as deed:
        session = deed.session
        round_ = there(session, RoundRow, round_id)
        competition = round_.competition
        require_state(round_, RoundState.CLOSED)
        _refuse_undecided(session, round_)
        entries = list(_announced_entries(session, competition, round_))
        if not any(entry.rank for _, entry in entries):
            raise Refusal("No entry has a final score yet; there is nothing to announce.")
        result = _freeze(competition, round_.id, entries, at)
        session.add(result)
        session.flush()
        round_.state = RoundState.ANNOUNCED.value
        deed.on, deed.detail["digest"] = f"round:{round_.code}", result.digest
        if round_.kind == RoundKind.NATIONAL:
            issued = issue_certificates(session, competition, result, entries, at)
            deed.detail["certificates"] = issued
        return result.id


def _refuse_undecided(session: Session, round_: RoundRow) -> None:
    """A sheet that waits could never count afterwards, and nobody would know of it."""
    waiting = select(func.count(ArrivalRow.id)).where(
        of_round(round_), ArrivalRow.outcome == Outcome.WAITING.value
    )
    if count := session.scalar(waiting):
        raise Refusal(
            "Sheets that wait for a decision: %(count)s. Decide each, then announce.", count=count
        )


def _freeze(
    competition: CompetitionRow,
    round_id: int,
    entries: list[tuple[EntryRow, ResultEntry]],
    at: datetime,
) -> ResultRow:
    content = canonical_json(
        {
            "competition": competition.code,
            "standard": competition.standard_version,
            "rules": competition.rules_version,
            "rubrics": {group.code: group.rubric_version for group in competition.groups},
        }
    )
    rows = [
        ResultEntryRow(
            entry_id=row.id, code=entry.code, position=position, content=canonical_json(entry)
        )
        for position, (row, entry) in enumerate(entries)
    ]
    whole = "\n".join([content, *(row.content for row in rows)])
    return ResultRow(
        competition=competition,
        round_id=round_id,
        version=1,
        announced_at=at,
        content=content,
        entries=rows,
        digest=hashlib.sha256(whole.encode()).hexdigest(),
    )


def _announced_entries(
    session: Session, competition: CompetitionRow, round_: RoundRow
) -> Iterator[tuple[EntryRow, ResultEntry]]:
    rules = written(session, Rules, competition.rules_version)
    for group in competition.groups:
        rows = _rows_by_code(session, round_, group)
        for standing in group_standings(session, competition, group, round_.id):
            row = rows[standing.entry]
            identity = _identity(row)
            yield (
                row,
                result_entry(
                    standing, code=row.code, group=group.code, identity=identity, rules=rules
                ),
            )


def _rows_by_code(session: Session, round_: RoundRow, group: GroupRow) -> dict[str, EntryRow]:
    rows = select(EntryRow).where(EntryRow.round_id == round_.id, EntryRow.group_id == group.id)
    return {row.code: row for row in session.scalars(rows)}


def _identity(row: EntryRow) -> ResultIdentity:
    product = row.product
    return ResultIdentity(
        product=product.name,
        producer=product.producer.name,
        form=product.producer.producer_form,
        place=product.place.words,
        province=product.province,
    )
