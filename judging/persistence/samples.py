"""Samples that broke on the day, until a new one is served."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.base import Row, Text, UtcTime
from judging.persistence.entries import EntryRow


class BrokenSampleRow(Row):
    """A broken sample of an entry that competes on; `replaced_at` once a new one is served."""

    __tablename__ = "broken_sample"
    __table_args__ = (
        CheckConstraint("broken_at <= replaced_at", "replaced_after_it_broke"),
        Index(
            "uq_broken_sample_one_at_a_time",
            "entry_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    entry: Mapped[EntryRow] = relationship()
    reason: Mapped[str] = mapped_column(Text)
    broken_at: Mapped[datetime] = mapped_column(UtcTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcTime)
