"""Rounds that are worked on at another server, and the files that came home."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.documents.sealed_files import read_round
from judging.domain.homecoming import Difference, difference
from judging.domain.meaning import version_of
from judging.domain.refusal import NotThere
from judging.domain.registry_meeting import Choice, RegistryMeeting
from judging.domain.round_files import RoundFile
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.loans import RoundFileRow, living_loan, meeting_of, newest_brought


@dataclass(frozen=True, slots=True)
class LoanView:
    """A starter file that counts; `is_borrowed` where this is the province's own server."""

    digest: str
    lent_at: datetime
    by: Words
    is_borrowed: bool
    files: int


@dataclass(frozen=True, slots=True)
class RoundFileView:
    """A round file that was received, and since when it counts."""

    id: int
    name: str
    digest: str
    number: int
    received_at: datetime
    by: Words
    brought_at: datetime | None


@dataclass(frozen=True, slots=True)
class Homecoming:
    """What a round file says and would do.

    `as_of` names this very meeting, so that nothing else is done than what was shown. `changed` is
    None where no earlier file came home; `choice` is what a person decided then, and what is plain.
    """

    about: RoundFileView
    file: RoundFile
    meeting: RegistryMeeting
    as_of: str
    changed: Difference | None
    choice: Choice


def loan_of(round_id: int) -> LoanView | None:
    """The starter file of the round whose key proves something now."""
    row = living_loan(db.session(), round_id)
    if row is None:
        return None
    by = row.by.person().name
    return LoanView(row.digest, row.lent_at, by, row.secret is not None, row.files)


def round_files(round_id: int) -> list[RoundFileView]:
    """The files that were received for the round, the newest first."""
    rows = select(RoundFileRow).where(RoundFileRow.round_id == round_id)
    wanted = rows.options(joinedload(RoundFileRow.by)).order_by(RoundFileRow.id.desc())
    return [_view(row) for row in db.session.scalars(wanted)]


def homecoming(round_id: int, file_id: int) -> Homecoming:
    """The dry run of a file of this round; NotThere if there is none."""
    session = db.session()
    row = session.get(RoundFileRow, file_id)
    if row is None or row.round_id != round_id:
        raise NotThere("There is no such file of this round.")
    file, earlier = _read(row), newest_brought(session, round_id)
    is_next = earlier is not None and earlier.id != row.id
    meeting = meeting_of(session, file, row.loan)
    decided = earlier.choice if earlier and is_next else row.choice
    return Homecoming(
        about=_view(row),
        file=file,
        meeting=meeting,
        as_of=version_of(meeting),
        changed=difference(_read(earlier), file) if earlier and is_next else None,
        choice=replace(decided, one_thing=decided.one_thing | meeting.proposed),
    )


def _read(row: RoundFileRow) -> RoundFile:
    file, _ = read_round(row.file, row.loan.key)
    return file


def _view(row: RoundFileRow) -> RoundFileView:
    return RoundFileView(
        id=row.id,
        name=row.name,
        digest=row.digest,
        number=row.number,
        received_at=row.received_at,
        by=row.by.person().name,
        brought_at=row.brought_at,
    )
