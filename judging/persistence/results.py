"""Results: what was announced, never changed and never computed again."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.base import Code, Row, UtcTime
from judging.persistence.competitions import CompetitionRow, RoundRow
from judging.persistence.entries import EntryRow


class ResultRow(Row):
    """A numbered version of a round's result.

    `content` names the versions it was judged by; `digest` is the SHA-256 of the content and of
    every entry's content in order.
    """

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("round_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"))
    competition: Mapped[CompetitionRow] = relationship()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    round: Mapped[RoundRow] = relationship()
    version: Mapped[int]
    announced_at: Mapped[datetime] = mapped_column(UtcTime)
    content: Mapped[str] = mapped_column(Text)
    entries: Mapped[list["ResultEntryRow"]] = relationship(order_by="ResultEntryRow.position")
    digest: Mapped[str] = mapped_column(String(64))


class ResultEntryRow(Row):
    """One entry of a result: `judging.domain.result.ResultEntry` as canonical JSON."""

    __tablename__ = "result_entry"
    __table_args__ = (UniqueConstraint("result_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    code: Mapped[str] = mapped_column(Code)
    position: Mapped[int]
    content: Mapped[str] = mapped_column(Text)


class CertificateRow(Row):
    """A certificate that was issued from a result; `facts` are what is printed on it."""

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("issued_on < expires_on", "expires_after_issue"),
        UniqueConstraint("result_id", "entry_id", "design"),
    )

    number: Mapped[str] = mapped_column(Code, primary_key=True)
    design: Mapped[str] = mapped_column(Code)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    result: Mapped[ResultRow] = relationship()
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    entry: Mapped[EntryRow] = relationship()
    issued_on: Mapped[date]
    expires_on: Mapped[date]
    facts: Mapped[str] = mapped_column(Text)
    revoked_because: Mapped[str | None] = mapped_column(Text)
