"""Appeals: who brought one after the announcement, on what ground, and what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from judging.persistence.base import Code, Name, Row, Text, UtcTime
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, SeatRow
from judging.persistence.results import ResultRow


class AppealRow(Row):
    """An appeal on one entry of an announced result; never deleted.

    `letter_from` names who wrote the letter, None for one that was brought in the app. `result`
    is the version of the result that came of it. A second panel judges the entry anew from the
    decision on, until there is that result.
    """

    __tablename__ = "appeal"
    __table_args__ = (
        CheckConstraint("ground IN ('procedure','arithmetic')", "ground_known"),
        CheckConstraint("outcome IN ('granted','refused')", "outcome_known"),
        CheckConstraint(
            "(outcome IS NULL) = (decided_at IS NULL)"
            " AND (outcome IS NULL) = (decided_by_id IS NULL)"
            " AND (outcome IS NULL) = (decided_because IS NULL)",
            "decided_for_a_reason",
        ),
        CheckConstraint("result_id IS NULL OR outcome = 'granted'", "only_granted_changes"),
        CheckConstraint("panel_id IS NULL OR outcome = 'granted'", "only_granted_judges_anew"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    entry: Mapped[EntryRow] = relationship()
    brought_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    letter_from: Mapped[str | None] = mapped_column(Name)
    ground: Mapped[str] = mapped_column(Code)
    text: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(UtcTime)
    outcome: Mapped[str | None] = mapped_column(Code)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_because: Mapped[str | None] = mapped_column(Text)
    panel_id: Mapped[int | None] = mapped_column(ForeignKey("panel.id"))
    panel: Mapped[PanelRow | None] = relationship()
    result_id: Mapped[int | None] = mapped_column(ForeignKey("result.id"))
    result: Mapped[ResultRow | None] = relationship()


IS_JUDGED_ANEW = and_(AppealRow.panel_id.is_not(None), AppealRow.result_id.is_(None))


def judged_anew_by(session: Session, judge_id: int) -> set[int]:
    """The entries that this judge scores on a second panel although their round is announced."""
    seats = select(AppealRow.entry_id).join(SeatRow, SeatRow.panel_id == AppealRow.panel_id)
    return set(session.scalars(seats.where(SeatRow.judge_id == judge_id, IS_JUDGED_ANEW)))


def judged_anew(session: Session, round_id: int) -> dict[int, str]:
    """The entries of the round that a second panel still judges: their codes by number."""
    entries = select(EntryRow.id, EntryRow.code).join(AppealRow, AppealRow.entry_id == EntryRow.id)
    return dict(session.execute(entries.where(EntryRow.round_id == round_id, IS_JUDGED_ANEW)).all())
