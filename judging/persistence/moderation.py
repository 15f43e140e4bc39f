"""Moderations: when a panel was asked to look again at an entry, whom, and what was confirmed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text as Long, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.base import Code, Row, Text, UtcTime
from judging.persistence.entries import EntryRow


class ModerationRow(Row):
    """One asking; `number` counts those of the entry's panel.

    `why` is the measured disagreement as a JSON object of points: `range`, and by judge the
    distance from the mean. `confirmed_totals` are the totals by judge that were confirmed. How far
    the judges have come stands nowhere: their sheets say it.
    """

    __tablename__ = "moderation"
    __table_args__ = (
        UniqueConstraint("entry_id", "scorer", "number"),
        CheckConstraint("scorer IN ('desk','panel')", "scorer_known"),
        CheckConstraint("number >= 1", "number_counts"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)"
            " AND (confirmed_at IS NULL) = (confirmed_because IS NULL)"
            " AND (confirmed_at IS NULL) = (confirmed_totals IS NULL)",
            "confirmed_for_a_reason",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    entry: Mapped[EntryRow] = relationship()
    scorer: Mapped[str] = mapped_column(Code)
    number: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    why: Mapped[str] = mapped_column(Long)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    confirmed_because: Mapped[str | None] = mapped_column(Text)
    confirmed_totals: Mapped[str | None] = mapped_column(Long)
    judges: Mapped[list["AskedJudgeRow"]] = relationship(cascade="all, delete-orphan")


class AskedJudgeRow(Row):
    """A judge who was asked, and which version of the judge's sheet counted then."""

    __tablename__ = "moderation_judge"

    moderation_id: Mapped[int] = mapped_column(ForeignKey("moderation.id"), primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    version: Mapped[int]
