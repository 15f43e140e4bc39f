"""Score sheets on paper: which were printed, and what two people keyed from each."""

import json
from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text as Long, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.domain.keying import Keyed, KeyingState
from judging.domain.meaning import plain_number
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Row, Text, UtcTime
from judging.persistence.entries import EntryRow


class PaperSheetRow(Row):
    """The sheet of one judge for one entry on paper; `scan` is the digest of a kept file.

    `printed_at` is None for a blank sheet that was filled in by hand.
    """

    __tablename__ = "paper_sheet"
    __table_args__ = (
        UniqueConstraint("entry_id", "judge_id", "scorer"),
        CheckConstraint("scorer IN ('desk','panel')", "scorer_known"),
        CheckConstraint("(scan IS NULL) = (scan_type IS NULL)", "scan_of_a_type"),
        CheckConstraint("scan_type IN ('pdf','jpeg','png')", "scan_type_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    entry: Mapped[EntryRow] = relationship()
    judge_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    judge: Mapped[AccountRow] = relationship()
    scorer: Mapped[str] = mapped_column(Code)
    printed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    scan: Mapped[str | None] = mapped_column(String(64))
    scan_type: Mapped[str | None] = mapped_column(Code)
    keyings: Mapped[list["KeyingRow"]] = relationship(
        order_by="KeyingRow.number", cascade="all, delete-orphan", back_populates="sheet"
    )

    @property
    def newest(self) -> "KeyingRow | None":
        """The newest keying of the sheet."""
        return self.keyings[-1] if self.keyings else None

    @property
    def state(self) -> KeyingState:
        """Where the sheet stands."""
        return self.newest.state if self.newest else KeyingState.PRINTED


class KeyingRow(Row):
    """The sheet keyed by two people, and what was settled where they differ.

    `first`, `second` and `settled` are JSON as `keyed_text` writes it. `identity` names the version
    that it became. What was reopened stays as it is: another keying follows.
    """

    __tablename__ = "keying"
    __table_args__ = (
        UniqueConstraint("paper_sheet_id", "number"),
        CheckConstraint("number >= 1", "number_counts"),
        CheckConstraint("second_by_id <> first_by_id", "by_two_people"),
        CheckConstraint(
            "(second IS NULL) = (second_by_id IS NULL) AND (second IS NULL) = (second_at IS NULL)",
            "second_by_somebody",
        ),
        CheckConstraint(
            "(settled IS NULL) = (settled_by_id IS NULL)"
            " AND (settled IS NULL) = (settled_at IS NULL)",
            "settled_by_somebody",
        ),
        CheckConstraint("second IS NOT NULL OR settled IS NULL", "settled_after_two"),
        CheckConstraint("second IS NOT NULL OR identity IS NULL", "counts_after_two"),
        CheckConstraint(
            "(reopened_at IS NULL) = (reopened_by_id IS NULL)"
            " AND (reopened_at IS NULL) = (reopened_because IS NULL)",
            "reopened_for_a_reason",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_sheet_id: Mapped[int] = mapped_column(ForeignKey("paper_sheet.id"), index=True)
    sheet: Mapped[PaperSheetRow] = relationship(back_populates="keyings")
    number: Mapped[int]
    rubric_version: Mapped[str] = mapped_column(ForeignKey("written.version"))
    first: Mapped[str] = mapped_column(Long)
    first_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    first_at: Mapped[datetime] = mapped_column(UtcTime)
    second: Mapped[str | None] = mapped_column(Long)
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    second_at: Mapped[datetime | None] = mapped_column(UtcTime)
    settled: Mapped[str | None] = mapped_column(Long)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcTime)
    identity: Mapped[str | None] = mapped_column(Code, unique=True)
    reopened_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reopened_because: Mapped[str | None] = mapped_column(Text)

    @property
    def state(self) -> KeyingState:
        """Where this keying stands."""
        if self.reopened_at is not None:
            return KeyingState.REOPENED
        if self.identity is not None:
            return KeyingState.DONE
        return KeyingState.ONCE if self.second is None else KeyingState.DIFFERS


def keyed_text(keyed: Keyed) -> str:
    """What was keyed, as it is kept."""
    plain = {
        "answers": {code: plain_number(points) for code, points in keyed.answers.items()},
        "notes": dict(keyed.notes),
        "papers": sorted(keyed.papers),
    }
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def keyed_from(text: str) -> Keyed:
    """What was keyed, as it was."""
    plain = json.loads(text)
    answers = {code: Decimal(points) for code, points in plain["answers"].items()}
    return Keyed(answers, plain["notes"], frozenset(plain["papers"]))
