"""Score sheets: every version of every judge's sheet for every entry."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from judging.domain.meaning import plain_number
from judging.domain.rubric import Scorer
from judging.domain.sheet import ScoreSheet
from judging.persistence.base import Code, Row, UtcTime


class SheetRow(Row):
    """One version of a sheet; a version that was handed in is never changed again.

    `answers` is a JSON object of points as decimal text by criterion code. `identity` names this
    version everywhere, drawn by the tablet or here; `tablet_id` is None for the page of the app.
    `looks_again` is the number of the moderation that this version answers, if it answers one.
    """

    __tablename__ = "score_sheet"
    __table_args__ = (
        UniqueConstraint("entry_id", "judge_id", "scorer", "version"),
        CheckConstraint("state IN ('draft','handed_in')", "state_known"),
        CheckConstraint("scorer IN ('desk','panel')", "scorer_known"),
        CheckConstraint("version >= 1", "version_counts"),
        CheckConstraint("(state = 'draft') = (handed_in_at IS NULL)", "handed_in_has_a_time"),
        Index(
            "uq_score_sheet_one_draft",
            "entry_id",
            "judge_id",
            "scorer",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(
        Code, unique=True, index=True, default=lambda: str(uuid4())
    )
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    scorer: Mapped[str] = mapped_column(Code)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(Code)
    rubric_version: Mapped[str] = mapped_column(ForeignKey("written.version"))
    answers: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(UtcTime)
    handed_in_at: Mapped[datetime | None] = mapped_column(UtcTime)
    tablet_id: Mapped[int | None] = mapped_column(ForeignKey("tablet.id"), index=True)
    looks_again: Mapped[int | None]

    @property
    def as_of(self) -> str:
        """Names this very state, so that a page which shows it can tell that it is out of date."""
        return f"{self.version}-{self.state}-{self.saved_at:%Y%m%d%H%M%S.%f}"

    def write(self, answers: Mapping[str, Decimal], notes: Mapping[str, str]) -> None:
        """Keep answers and notes in the row."""
        self.answers, self.notes = answers_text(answers), notes_text(notes)


def answers_text(answers: Mapping[str, Decimal]) -> str:
    """Points by criterion as they are kept."""
    points = {code: plain_number(number) for code, number in answers.items()}
    return json.dumps(points, sort_keys=True)


def notes_text(notes: Mapping[str, str]) -> str:
    """Notes by criterion as they are kept."""
    return json.dumps(dict(notes), sort_keys=True, ensure_ascii=False)


def sheet_from(judge_id: int, scorer: str, answers: str) -> ScoreSheet:
    """The sheet as the law knows it; the judge's number is the pseudonym."""
    points = {code: _decimal(number) for code, number in json.loads(answers).items()}
    return ScoreSheet(judge=str(judge_id), scorer=Scorer(scorer), answers=points)


# Few numbers are ever points, and thousands of sheets are read at once.
_decimal = lru_cache(maxsize=1024)(Decimal)
