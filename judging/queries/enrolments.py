"""Who is enrolled: the judge and the tablet that a key stands for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from judging.domain.cards import digest_of
from judging.domain.people import Person
from judging.persistence.accounts import AccountRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow, TabletRow


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One judge on one tablet for one competition."""

    id: int
    person: Person
    tablet_id: int
    competition_id: int


def enrolment_of_key(key: str) -> Enrolment | None:
    """The living enrolment that has this key; None if it was revoked or never was."""
    row = db.session.execute(
        select(CardRow.id, TabletRow.id, CardRow.competition_id, AccountRow)
        .join(AccountRow, AccountRow.id == CardRow.judge_id)
        .join(TabletRow, TabletRow.id == CardRow.tablet_id)
        .where(
            CardRow.key_digest == digest_of(key),
            CardRow.revoked_at.is_(None),
            TabletRow.revoked_at.is_(None),
            AccountRow.is_active,
        )
    ).first()
    if row is None:
        return None
    card_id, tablet_id, competition_id, account = row
    return Enrolment(card_id, account.person(), tablet_id, competition_id)


def has_pass(enrolment: Enrolment, given: str, at: datetime) -> bool:
    """Whether a right PIN gave this pass to the enrolment, not too long ago."""
    kept = db.session.scalars(
        select(CardRow.pass_until).where(
            CardRow.id == enrolment.id, CardRow.pass_digest == digest_of(given)
        )
    ).first()
    return kept is not None and at < kept
