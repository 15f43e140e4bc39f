"""Panels and desk teams: who scores which entries in which order; recusals."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Name, Row, Text
from judging.persistence.competitions import GroupRow
from judging.persistence.entries import EntryRow


class PanelRow(Row):
    """Judges (or desk officers) who score the same entries of one group.

    A drawn panel keeps the seed of its draw; one that was formed by hand has none. On a balanced
    panel each judge is served in an order of their own.
    """

    __tablename__ = "panel"
    __table_args__ = (
        CheckConstraint("scorer IN ('desk','panel')", "scorer_known"),
        UniqueConstraint("round_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("competition_group.id"))
    group: Mapped[GroupRow] = relationship()
    name: Mapped[str] = mapped_column(Name)
    scorer: Mapped[str] = mapped_column(Code)
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    drawn_with: Mapped[int | None]
    is_balanced: Mapped[bool] = mapped_column(default=False)
    seats: Mapped[list["SeatRow"]] = relationship(cascade="all, delete-orphan")
    servings: Mapped[list["ServingRow"]] = relationship(
        cascade="all, delete-orphan", order_by="ServingRow.position"
    )


class SeatRow(Row):
    """A judge's seat on a panel."""

    __tablename__ = "panel_seat"

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"), primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    judge: Mapped[AccountRow] = relationship()


class ServingRow(Row):
    """An entry in a panel's flights: which flight, when in the whole run, on which day if known."""

    __tablename__ = "panel_serving"
    __table_args__ = (CheckConstraint("day >= 1", "day_counts"),)

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True, index=True)
    entry: Mapped[EntryRow] = relationship()
    flight: Mapped[int]
    position: Mapped[int]
    day: Mapped[int | None]


class RecusalRow(Row):
    """A judge who does not score an entry because of a declared interest."""

    __tablename__ = "recusal"

    judge_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(Text)
