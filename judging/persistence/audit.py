"""The audit: one line for every act."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Row, UtcTime


class AuditRow(Row):
    """Who did what, on what, when; `detail` is JSON."""

    __tablename__ = "audit_line"
    __table_args__ = (
        Index("ix_audit_line_act_id", "act", "id"),
        Index("ix_audit_line_by_id_id", "by_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    by: Mapped[AccountRow | None] = relationship()
    act: Mapped[str] = mapped_column(Code)
    on: Mapped[str] = mapped_column("on_what", String(80), index=True)
    detail: Mapped[str] = mapped_column(Text, default="{}")
