"""Entries: products put forward in a round, under an anonymous code."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.domain.rounds import Purpose
from judging.persistence.base import Code, Row, Text
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.producers import ProductRow

# One product competes once in a round; what was moved to another entry stays beside it.
COMPETES = text("purpose = 'competing' AND (departure IS NULL OR departure <> 'moved')")


class EntryRow(Row):
    """One product in one round; judges see its code only.

    What has left the round says how and why, and keeps its sheets: withdrawn, disqualified, or
    moved: another entry (of another group, under another code) came from it. `carried_from` is the
    entry of the provincial round. A calibration sample or a blind repeat does not compete.
    """

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("departure IN ('withdrawn','disqualified','moved')", "departure_known"),
        CheckConstraint("(departure IS NULL) = (withdrawn_because IS NULL)", "out_for_a_reason"),
        CheckConstraint("purpose IN ('competing','calibration','repeat')", "purpose_known"),
        CheckConstraint("(purpose = 'repeat') = (repeat_of_id IS NOT NULL)", "repeats_something"),
        UniqueConstraint("round_id", "code"),
        Index(
            "uq_entry_competing",
            "round_id",
            "product_id",
            unique=True,
            sqlite_where=COMPETES,
            postgresql_where=COMPETES,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    round: Mapped[RoundRow] = relationship()
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    product: Mapped[ProductRow] = relationship()
    group_id: Mapped[int] = mapped_column(ForeignKey("competition_group.id"), index=True)
    group: Mapped[GroupRow] = relationship()
    code: Mapped[str] = mapped_column(Code, index=True)
    withdrawn_because: Mapped[str | None] = mapped_column(Text)
    departure: Mapped[str | None] = mapped_column(Code)
    purpose: Mapped[str] = mapped_column(Code, default=Purpose.COMPETING.value)
    repeat_of_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    moved_from_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    papers: Mapped[list["EntryPaperRow"]] = relationship(cascade="all, delete-orphan")

    @property
    def as_planted(self) -> tuple[int, bool, int | None]:
        """What orders of serving ask: its number, whether it calibrates, what it repeats."""
        return self.id, self.purpose == Purpose.CALIBRATION, self.repeat_of_id

    @property
    def audited(self) -> str:
        """What the audit calls the entry: codes are drawn for each round, so the round is named."""
        return audited_entry(self.round.code, self.code)


def audited_entry(round_code: str, code: str) -> str:
    """What the audit calls the entry with this code in the round."""
    return f"entry:{round_code}/{code}"


class EntryPaperRow(Row):
    """A paper of an entry that the desk has seen."""

    __tablename__ = "entry_paper"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    paper: Mapped[str] = mapped_column(Code, primary_key=True)
