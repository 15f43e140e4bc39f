"""Competitions, their rounds and the written standard they are judged by."""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.domain.rounds import LEADING, RoundState, parts_of_round_code, round_code
from judging.domain.words import Words
from judging.persistence.base import Code, Name, Row, UtcTime


class CompetitionRow(Row):
    """One edition, with its dates and the versions of its standard and rules.

    `identity` is drawn once, so that a tablet never takes another edition for this one, not even
    one with the same code in another database.
    """

    __tablename__ = "competition"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", "dates_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(
        Code, unique=True, index=True, default=lambda: str(uuid4())
    )
    code: Mapped[str] = mapped_column(Code, unique=True)
    title_km: Mapped[str] = mapped_column(Name)
    title_en: Mapped[str] = mapped_column(Name)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    specimen: Mapped[bool]
    signatory_km: Mapped[str] = mapped_column(Name, default="")
    signatory_en: Mapped[str] = mapped_column(Name, default="")
    signatory_title_km: Mapped[str] = mapped_column(Name, default="")
    signatory_title_en: Mapped[str] = mapped_column(Name, default="")
    standard_version: Mapped[str] = mapped_column(ForeignKey("written.version"))
    rules_version: Mapped[str] = mapped_column(ForeignKey("written.version"))
    rounds: Mapped[list["RoundRow"]] = relationship(back_populates="competition")
    groups: Mapped[list["GroupRow"]] = relationship(order_by="GroupRow.position")

    @property
    def title(self) -> Words:
        """The competition's name."""
        return Words(self.title_km, self.title_en)


class GroupRow(Row):
    """A product group of a competition and the version of its rubric."""

    __tablename__ = "competition_group"
    __table_args__ = (UniqueConstraint("competition_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"))
    code: Mapped[str] = mapped_column(Code)
    position: Mapped[int]
    title_km: Mapped[str] = mapped_column(Name)
    title_en: Mapped[str] = mapped_column(Name)
    rubric_version: Mapped[str] = mapped_column(ForeignKey("written.version"))

    @property
    def title(self) -> Words:
        """The group's name."""
        return Words(self.title_km, self.title_en)


class RoundRow(Row):
    """One pass of judging over a set of entries: national, or of one province.

    So many of a province's products lead on to the national round; `carried_at` says when. As long
    as it is worked on at another server, `away_since` says since when, and nothing of it is
    changed here.
    """

    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint("kind IN ('provincial','national')", "kind_known"),
        CheckConstraint("state IN ('entering','judging','closed','announced')", "state_known"),
        CheckConstraint("(kind = 'provincial') = (province IS NOT NULL)", "province_of_provincial"),
        CheckConstraint("leading_products > 0", "leads_on"),
        Index("uq_round_competition_id_province", "competition_id", "province", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    competition: Mapped[CompetitionRow] = relationship(back_populates="rounds")
    kind: Mapped[str] = mapped_column(Code)
    province: Mapped[str | None] = mapped_column(Code)
    leading_products: Mapped[int] = mapped_column(default=LEADING)
    carried_at: Mapped[datetime | None] = mapped_column(UtcTime)
    away_since: Mapped[datetime | None] = mapped_column(UtcTime)
    state: Mapped[str] = mapped_column(Code, default=RoundState.ENTERING.value)
    opened_at: Mapped[datetime | None] = mapped_column(UtcTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)

    @property
    def code(self) -> str:
        """What the round is called in addresses and in the audit."""
        return round_code(self.competition.code, self.province)


def is_round(code: str) -> ColumnElement[bool]:
    """That a round, joined with its competition, has this code."""
    competition, province = parts_of_round_code(code)
    is_national = province is None
    has_province = RoundRow.province.is_(None) if is_national else RoundRow.province == province
    return and_(CompetitionRow.code == competition, has_province)
