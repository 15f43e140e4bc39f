"""Who is enrolled: the judge and the tablet that a key stands for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from judging.domain.cards import digest_of
from judging.domain.people import Person, Role
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow, TabletRow

# Made once, and columns instead of rows: every request of every tablet asks this.
ENROLLED: Select[Any] = (
    select(
        CardRow.id.label("card_id"),
        CardRow.tablet_id,
        CardRow.competition_id.label("card_competition_id"),
        *AccountRow.__table__.c,
    )
    .join(AccountRow, AccountRow.id == CardRow.judge_id)
    .join(TabletRow, TabletRow.id == CardRow.tablet_id)
    .where(
        CardRow.key_digest == bindparam("digest"),
        CardRow.revoked_at.is_(None),
        TabletRow.revoked_at.is_(None),
        AccountRow.is_active,
    )
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One judge on one tablet for one competition."""

    id: int
    person: Person
    tablet_id: int
    competition_id: int


def enrolment_of_key(key: str) -> Enrolment | None:
    """The living enrolment that has this key; None if it was revoked or never was."""
    row = db.session.execute(ENROLLED, {"digest": digest_of(key)}).first()
    if row is None:
        return None
    person = Person(
        id=row.id,
        login=row.login,
        role=Role(row.role),
        name=Words(row.name_km, row.name_en),
        is_active=row.is_active,
        epoch=row.epoch,
        province=row.province,
        competition_id=row.competition_id,
    )
    return Enrolment(row.card_id, person, row.tablet_id, row.card_competition_id)


def has_pass(enrolment: Enrolment, given: str, at: datetime) -> bool:
    """Whether a right PIN gave this pass to the enrolment, not too long ago."""
    kept = db.session.scalars(
        select(CardRow.pass_until).where(
            CardRow.id == enrolment.id, CardRow.pass_digest == digest_of(given)
        )
    ).first()
    return kept is not None and at < kept
