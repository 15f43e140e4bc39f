"""A newer version of an announced result: counted anew; the one before stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.appeals import Change, changes
from judging.domain.refusal import Refusal
from judging.domain.result import ResultEntry
from judging.domain.rounds import RoundKind
from judging.persistence.appeals import judged_anew
from judging.persistence.competitions import RoundRow
from judging.persistence.counted import counted_entries
from judging.persistence.entries import EntryRow
from judging.persistence.loans import newest_brought
from judging.persistence.results import (
    CertificateRow,
    Instead,
    ResultRow,
    announced_entries,
)
from judging.services.announcing import freeze
from judging.services.certifying import issue_certificates


@dataclass(frozen=True, slots=True)
class Announced:
    """What a newer version did: the entries that changed, certificates revoked and issued."""

    result: ResultRow
    changed: Sequence[Change]
    revoked: int
    issued: int

    @property
    def told(self) -> dict[str, object]:
        """The same for the audit."""
        return {
            "version": self.result.version,
            "digest": self.result.digest,
            "entries": [change.code for change in self.changed],
            "revoked": self.revoked,
            "certificates": self.issued,
        }


def announce_again(
    session: Session,
    round_: RoundRow,
    because: str,
    at: datetime,
    *,
    judged_anew_too: int | None = None,
) -> Announced | None:
    """Count the sheets of the round again, and let what comes out replace what was announced.

    Whose product it is stays as it was announced, whatever the registry says now. None where
    nothing changes. Refused while a second panel judges an entry, but for that one which has been
    judged anew by now.
    """
    newest = _newest(session, round_, judged_anew_too)
    before = {entry.code: entry for _, entry in announced_entries(session, round_.id)}
    entries = [
        (row, replace(entry, identity=before[entry.code].identity))
        for row, entry in counted_entries(session, round_.competition, round_)
        if entry.code in before
    ]
    changed = list(changes(before, {entry.code: entry for _, entry in entries}))
    if not changed:
        return None
    instead = Instead(newest.version, newest.digest, because)
    result = freeze(round_.competition, round_.id, entries, at, instead=instead)
    session.add(result)
    session.flush()
    if round_.kind != RoundKind.NATIONAL:
        return Announced(result, changed, 0, 0)
    on_paper = {change.code for change in changed if change.is_on_paper}
    renewed = [(row, entry) for row, entry in entries if entry.code in on_paper]
    revoked = _revoke(session, renewed, because)
    issued = issue_certificates(session, round_.competition, result, renewed, at)
    return Announced(result, changed, revoked, issued)


def _newest(session: Session, round_: RoundRow, judged_anew_too: int | None) -> ResultRow:
    """The version to replace, if it may be replaced here and now."""
    for entry_id, code in judged_anew(session, round_.id).items():
        if entry_id != judged_anew_too:
            raise Refusal("A second panel still judges entry %(code)s; wait for it.", code=code)
    newest = session.scalars(
        select(ResultRow).where(ResultRow.round_id == round_.id).order_by(ResultRow.version.desc())
    ).first()
    if newest is None:
        raise Refusal("The result of this round is not announced yet; announce it first.")
    if newest_brought(session, round_.id) is not None:
        raise Refusal(
            "This round was judged at the province's own server; announce the newer version there"
            " and bring its new file home."
        )
    return newest


def _revoke(session: Session, entries: list[tuple[EntryRow, ResultEntry]], because: str) -> int:
    """Take back what is out for these entries; the numbers are never used again."""
    rows = session.scalars(
        select(CertificateRow).where(
            CertificateRow.entry_id.in_([row.id for row, _ in entries]),
            CertificateRow.revoked_because.is_(None),
        )
    ).all()
    for row in rows:
        row.revoked_because = because
    return len(rows)
