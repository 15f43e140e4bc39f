"""Jobs that outlive a request, and the workers that do them."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Row, UtcTime


class JobRow(Row):
    """Something to be done on `subject` (a number) for somebody, and how far it is.

    `told` is JSON: what came of it, or the sentence of a refusal.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('waiting','working','done','refused','failed')", "state_known"),
        CheckConstraint("done >= 0 AND total >= 0", "counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    subject: Mapped[int] = mapped_column(index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    by: Mapped[AccountRow] = relationship()
    state: Mapped[str] = mapped_column(Code, index=True, default="waiting")
    worker: Mapped[str] = mapped_column(Code, default="")
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    told: Mapped[str] = mapped_column(Text, default="{}")

    @property
    def outcome(self) -> dict[str, Any]:
        """What came of it."""
        outcome: dict[str, Any] = json.loads(self.told)
        return outcome


class WorkerRow(Row):
    """A worker that is at work until it says nothing more; `lives_until` is its next deadline."""

    __tablename__ = "job_worker"

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    lives_until: Mapped[datetime] = mapped_column(UtcTime)
