"""Quorums that were lowered: of one entry, or of every entry of a round."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from judging.domain.quorum import Lowering
from judging.domain.rubric import Scorer
from judging.persistence.base import Code, Row, Text, UtcTime


class QuorumLoweringRow(Row):
    """One lowering; without an entry it is of the whole round. None is ever taken back."""

    __tablename__ = "quorum_lowering"
    __table_args__ = (
        CheckConstraint("scorer IN ('desk','panel')", "scorer_known"),
        CheckConstraint("sheets >= 1", "sheets_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    scorer: Mapped[str] = mapped_column(Code)
    sheets: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    lowered_at: Mapped[datetime] = mapped_column(UtcTime)

    @property
    def lowering(self) -> Lowering:
        """As the law knows it."""
        return Lowering(Scorer(self.scorer), self.sheets, self.reason)


@dataclass(frozen=True, slots=True)
class Lowerings:
    """Every lowering of a round: of the whole of it, and by the number of the entry."""

    of_round: tuple[Lowering, ...]
    by_entry: Mapping[int, tuple[Lowering, ...]]

    def of(self, entry_id: int | None) -> tuple[Lowering, ...]:
        """What holds for an entry; None asks for the round alone."""
        return (*self.of_round, *self.by_entry.get(entry_id or 0, ()))


def lowerings_of(session: Session, round_id: int) -> Lowerings:
    """The lowerings of a round, in the order in which they were made."""
    rows = select(QuorumLoweringRow).where(QuorumLoweringRow.round_id == round_id)
    found: dict[int | None, list[Lowering]] = defaultdict(list)
    for row in session.scalars(rows.order_by(QuorumLoweringRow.id)):
        found[row.entry_id].append(row.lowering)
    return Lowerings(
        of_round=tuple(found[None]),
        by_entry={entry_id: tuple(of) for entry_id, of in found.items() if entry_id is not None},
    )
