"""Arrivals: the bytes of every handed-in sheet as it came in, and what became of them."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text as Long,
    UniqueConstraint,
    and_,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from judging.domain.rounds import RoundKind
from judging.persistence.base import Code, Row, Text, UtcTime
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.tablets import Digest


class ArrivalRow(Row):
    """One version of a sheet under the identity that its tablet gave it; never changed or deleted.

    Only `outcome` and the decision are written later. `judge_id` is who sent it, `entry_id` what
    it names, None where nothing fits. `before` is a JSON list of the identities that it replaces.
    """

    __tablename__ = "arrival"
    __table_args__ = (
        UniqueConstraint("identity", "digest"),
        CheckConstraint("via IN ('tablet','codes','file','paper')", "via_known"),
        CheckConstraint(
            "outcome IN ('received','older','waiting','clash','settled','accepted','left_out')",
            "outcome_known",
        ),
        CheckConstraint(
            "(outcome IN ('accepted','left_out')) = (decided_at IS NOT NULL)", "decided_at_a_time"
        ),
        # Other bytes under the same identity are kept beside the first, never in their place.
        Index(
            "uq_arrival_one_a_identity",
            "identity",
            unique=True,
            sqlite_where=text("outcome <> 'clash'"),
            postgresql_where=text("outcome <> 'clash'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(Code)
    digest: Mapped[str] = mapped_column(Digest)
    body: Mapped[str] = mapped_column(Long)
    before: Mapped[str] = mapped_column(Long, default="[]")
    competition_id: Mapped[int | None] = mapped_column(ForeignKey("competition.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    tablet_id: Mapped[int | None] = mapped_column(ForeignKey("tablet.id"), index=True)
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("score_sheet.id"), index=True)
    via: Mapped[str] = mapped_column(Code)
    arrived_at: Mapped[datetime] = mapped_column(UtcTime)
    made_at: Mapped[str] = mapped_column(String(40), default="")
    outcome: Mapped[str] = mapped_column(Code, index=True)
    reason: Mapped[str | None] = mapped_column(Code)
    receipt: Mapped[str] = mapped_column(Code)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_because: Mapped[str | None] = mapped_column(Text)


def of_round(round_: RoundRow) -> ColumnElement[bool]:
    """That a version came for the round; one whose entry nobody knows is the national round's."""
    here = ArrivalRow.entry_id.in_(select(EntryRow.id).where(EntryRow.round_id == round_.id))
    if round_.kind != RoundKind.NATIONAL:
        return here
    is_lost = and_(
        ArrivalRow.entry_id.is_(None), ArrivalRow.competition_id == round_.competition_id
    )
    return or_(here, is_lost)
