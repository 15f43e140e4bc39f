"""Proposals: what one person proposed and a second one confirms."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Row, Text, UtcTime
from judging.persistence.competitions import RoundRow

OPEN = text("ended_at IS NULL")


class ProposalRow(Row):
    """One act that somebody proposed, until it is confirmed or taken back.

    `subject_id` is the number of what the act is on: the round, or an entry of it. `digest` says
    what an announcement would have announced when it was proposed.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(
            "act IN ('result.announced','round.reopened','entry.disqualified')", "act_known"
        ),
        CheckConstraint("outcome IN ('confirmed','taken_back')", "outcome_known"),
        CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (outcome IS NULL)",
            "ended_by_somebody",
        ),
        CheckConstraint("outcome <> 'confirmed' OR ended_by_id <> by_id", "confirmed_by_another"),
        CheckConstraint(
            "(act = 'result.announced') = (digest IS NOT NULL)", "digest_of_announcement"
        ),
        CheckConstraint("(act = 'result.announced') = (reason IS NULL)", "for_a_reason"),
        Index(
            "uq_proposal_open",
            "act",
            "subject_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(Code)
    subject_id: Mapped[int]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    round: Mapped[RoundRow] = relationship()
    reason: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    by: Mapped[AccountRow] = relationship(foreign_keys=by_id)
    at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[str | None] = mapped_column(Code)
