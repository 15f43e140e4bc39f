"""Rounds that are worked on at another server: what was lent, and the files that came home."""

import json
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text as Long,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from judging.domain.meaning import from_plain
from judging.domain.registry_meeting import Choice, RegistryMeeting, meet
from judging.domain.round_files import Registry, RoundFile
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Name, Row, Text, UtcTime
from judging.persistence.competitions import RoundRow
from judging.persistence.registry_copies import registry_beside


class LoanRow(Row):
    """A starter file of a round: the centre has its public key, the province the secret too.

    `began_with` is the registry that went along, as canonical JSON: what both sides have in common.
    `files` counts the round files that the province has made. A loan that ended proves nothing any
    more: the round was taken back, or a newer starter file was made.
    """

    __tablename__ = "loan"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_because IS NULL)", "ended_for_a_reason"),
        Index(
            "uq_loan_one_living",
            "round_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    round: Mapped[RoundRow] = relationship()
    digest: Mapped[str] = mapped_column(String(64), index=True)
    key: Mapped[str] = mapped_column(String(64))
    secret: Mapped[str | None] = mapped_column(String(64))
    began_with: Mapped[str] = mapped_column(Long, deferred=True)
    files: Mapped[int] = mapped_column(default=0)
    lent_at: Mapped[datetime] = mapped_column(UtcTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    by: Mapped[AccountRow] = relationship()
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_because: Mapped[str | None] = mapped_column(Text)


class RoundFileRow(Row):
    """A round file that came from a province, kept whole; `brought_at` is None until it counts.

    `decided` is the choice with which it was brought home, as JSON.
    """

    __tablename__ = "round_file"
    __table_args__ = (Index("uq_round_file_round_id_digest", "round_id", "digest", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    round: Mapped[RoundRow] = relationship()
    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"))
    loan: Mapped[LoanRow] = relationship()
    name: Mapped[str] = mapped_column(Name)
    digest: Mapped[str] = mapped_column(String(64))
    number: Mapped[int]
    file: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    by: Mapped[AccountRow] = relationship()
    received_at: Mapped[datetime] = mapped_column(UtcTime)
    brought_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided: Mapped[str] = mapped_column(Long, default="{}")

    @property
    def choice(self) -> Choice:
        """What a person decided about this file."""
        told: dict[str, list[str]] = json.loads(self.decided)
        return Choice(**{name: frozenset(identities) for name, identities in told.items()})

    def decide(self, choice: Choice) -> None:
        """Keep what a person decided."""
        told = {"theirs": sorted(choice.theirs), "one_thing": sorted(choice.one_thing)}
        self.decided = json.dumps(told)


def living_loan(session: Session, round_id: int) -> LoanRow | None:
    """The loan of the round whose key proves something now, if there is one."""
    wanted = select(LoanRow).where(LoanRow.round_id == round_id, LoanRow.ended_at.is_(None))
    return session.scalars(wanted).first()


def newest_brought(session: Session, round_id: int) -> RoundFileRow | None:
    """The file that counts: the newest that was brought home."""
    wanted = select(RoundFileRow).where(
        RoundFileRow.round_id == round_id, RoundFileRow.brought_at.is_not(None)
    )
    return session.scalars(wanted.order_by(RoundFileRow.id.desc()).limit(1)).first()


def meeting_of(session: Session, file: RoundFile, loan: LoanRow) -> RegistryMeeting:
    """What becomes of the registry in the file, when it meets the one that is here."""
    base = from_plain(Registry, json.loads(loan.began_with))
    return meet(base, registry_beside(session, file.registry, file.province), file.registry)
