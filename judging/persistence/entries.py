"""Entries: products put forward in a round, under an anonymous code."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.base import Code, Row, Text
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.producers import ProductRow


class EntryRow(Row):
    """One product in one round; judges see its code only."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("round_id", "code"),
        UniqueConstraint("round_id", "product_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    round: Mapped[RoundRow] = relationship()
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    product: Mapped[ProductRow] = relationship()
    group_id: Mapped[int] = mapped_column(ForeignKey("competition_group.id"), index=True)
    group: Mapped[GroupRow] = relationship()
    code: Mapped[str] = mapped_column(Code)
    withdrawn_because: Mapped[str | None] = mapped_column(Text)
    papers: Mapped[list["EntryPaperRow"]] = relationship(cascade="all, delete-orphan")


class EntryPaperRow(Row):
    """A paper of an entry that the desk has seen."""

    __tablename__ = "entry_paper"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    paper: Mapped[str] = mapped_column(Code, primary_key=True)
