"""Results: what was announced, never changed and never computed again."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from judging.domain.meaning import canonical_json, from_plain, to_plain
from judging.domain.result import ResultEntry
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


@dataclass(frozen=True, slots=True)
class Instead:
    """The version of a result that a newer one replaces, by number and digest, and why."""

    version: int
    digest: str
    because: str


def content_of(competition: CompetitionRow, instead: Instead | None = None) -> str:
    """What a result says of itself: the competition and the versions that it was judged by.

    A newer version names the one that it is there `instead` of.
    """
    content = {
        "competition": competition.code,
        "standard": competition.standard_version,
        "rules": competition.rules_version,
        "rubrics": {group.code: group.rubric_version for group in competition.groups},
    }
    return canonical_json(content | {"instead": to_plain(instead)} if instead else content)


def replaced_by(row: ResultRow) -> Instead | None:
    """The version that this one replaced; None for the first."""
    plain = json.loads(row.content).get("instead")
    return from_plain(Instead, plain) if plain else None


def announced_entries(session: Session, round_id: int) -> list[tuple[int, ResultEntry]]:
    """The entries of the round's newest result with their numbers, in its order."""
    newest = (
        select(ResultRow.id)
        .where(ResultRow.round_id == round_id)
        .order_by(ResultRow.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(ResultEntryRow.entry_id, ResultEntryRow.content)
        .where(ResultEntryRow.result_id == newest)
        .order_by(ResultEntryRow.position)
    )
    return [(entry_id, from_plain(ResultEntry, json.loads(content))) for entry_id, content in rows]
