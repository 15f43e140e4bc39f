"""Announcing: one act freezes the result, issues the certificates and opens both to the public."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.domain.meaning import canonical_json
from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.domain.result import ResultEntry
from judging.domain.round_checking import digest_of_result
from judging.domain.rounds import RoundKind, RoundState
from judging.domain.verdict import Outcome
from judging.persistence.arrivals import ArrivalRow, of_round
from judging.persistence.competitions import CompetitionRow, RoundRow
from judging.persistence.counted import Counted, counted_entries
from judging.persistence.entries import EntryRow
from judging.persistence.results import Instead, ResultEntryRow, ResultRow, content_of
from judging.services.acts import Deed, act
from judging.services.certifying import issue_certificates
from judging.services.looking_up import require_state, there


def announce(by: Person, round_id: int, at: datetime, *, proposed_by: Person) -> int:
    """Announce the result of a closed round; the number of the result.

    From here on nothing of it is computed again. Certificates are issued by the national round.
    """
    with act("result.announced", by=by, at=at, proposed_by=proposed_by) as deed:
        return announce_within(deed, round_id, at)


def announce_within(deed: Deed, round_id: int, at: datetime, as_proposed: str | None = None) -> int:
    """The same within an act; refused if it would not have the digest `as_proposed`."""
    session = deed.session
    round_ = there(session, RoundRow, round_id)
    competition = round_.competition
    entries = entries_to_announce(session, round_)
    result = freeze(competition, round_.id, entries, at)
    if as_proposed not in (None, result.digest):
        raise Refusal(
            "What would be announced has changed since it was proposed; take the proposal back,"
            " read the page and propose it anew."
        )
    session.add(result)
    session.flush()
    round_.state = RoundState.ANNOUNCED.value
    deed.on, deed.detail["digest"] = f"round:{round_.code}", result.digest
    if round_.kind == RoundKind.NATIONAL:
        issued = issue_certificates(session, competition, result, entries, at)
        deed.detail["certificates"] = issued
    return result.id


def entries_to_announce(session: Session, round_: RoundRow) -> list[Counted]:
    """The entries of a round that can be announced now; refused if it cannot."""
    require_state(round_, RoundState.CLOSED)
    _refuse_undecided(session, round_)
    entries = list(counted_entries(session, round_.competition, round_))
    if not any(entry.rank for _, entry in entries):
        raise Refusal("No entry has a final score yet; there is nothing to announce.")
    return entries


def _refuse_undecided(session: Session, round_: RoundRow) -> None:
    """A sheet that waits could never count afterwards, and nobody would know of it."""
    waiting = select(func.count(ArrivalRow.id)).where(
        of_round(round_), ArrivalRow.outcome == Outcome.WAITING.value
    )
    if count := session.scalar(waiting):
        raise Refusal(
            "Sheets that wait for a decision: %(count)s. Decide each, then announce.", count=count
        )


def freeze(
    competition: CompetitionRow,
    round_id: int,
    entries: list[tuple[EntryRow, ResultEntry]],
    at: datetime,
    *,
    instead: Instead | None = None,
) -> ResultRow:
    """The rows of a result: its first version, or one `instead` of the version before."""
    content = content_of(competition, instead)
    rows = [
        ResultEntryRow(
            entry_id=row.id, code=entry.code, position=position, content=canonical_json(entry)
        )
        for position, (row, entry) in enumerate(entries)
    ]
    return ResultRow(
        competition=competition,
        round_id=round_id,
        version=instead.version + 1 if instead else 1,
        announced_at=at,
        content=content,
        entries=rows,
        digest=digest_of_result(content, (row.content for row in rows)),
    )
