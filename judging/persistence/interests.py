"""Judges' profiles and interests."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.domain.conflicts import Marks, marks_of
from judging.domain.interests import Interest, InterestKind, JudgeProfile
from judging.domain.localities import Locality
from judging.domain.words import Language, Words
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Name, Row, Text, UtcTime
from judging.persistence.place_columns import PlaceColumns
from judging.persistence.producers import ProducerRow, ProductRow

GAZETTEER_OF_A_LEVEL = "length(gazetteer) IN (0, 2, 4, 6, 8)"
ONE_SUBJECT = (
    "(producer_id IS NOT NULL AND product_id IS NULL AND province IS NULL)"
    " OR (producer_id IS NULL AND product_id IS NOT NULL AND province IS NULL)"
    " OR (producer_id IS NULL AND product_id IS NULL AND province IS NOT NULL)"
)


class LocalityColumns(PlaceColumns):
    """The columns of a place, if there is one."""

    province: Mapped[str | None] = mapped_column(Code)

    @property
    def locality(self) -> Locality | None:
        """The place; None if the row has none."""
        if self.province is None:
            return None
        return Locality(self.place_in(self.province), self.gazetteer)

    def move_to(self, to: Locality) -> None:
        """Write the place into the row."""
        self.province, self.gazetteer = to.place.province.iso, to.gazetteer
        self.write_levels(to.place)


class JudgeProfileRow(LocalityColumns, Row):
    """Where a judge lives and works, and the languages that the judge speaks."""

    __tablename__ = "judge_profile"
    __table_args__ = (
        CheckConstraint(GAZETTEER_OF_A_LEVEL, "gazetteer_of_a_level"),
        CheckConstraint("province IS NOT NULL", "lives_somewhere"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    speaks_km: Mapped[bool]
    speaks_en: Mapped[bool]
    enterprise_km: Mapped[str] = mapped_column(Name, default="")
    enterprise_en: Mapped[str] = mapped_column(Name, default="")
    phone: Mapped[str] = mapped_column(Code, default="")
    expertise: Mapped[list["ExpertiseRow"]] = relationship(
        cascade="all, delete-orphan", order_by="ExpertiseRow.group_code"
    )

    @property
    def home(self) -> Locality:
        """Where the judge lives."""
        if self.locality is None:
            raise ValueError(f"the profile of account {self.account_id} has no place")
        return self.locality

    @property
    def marks(self) -> Marks:
        """By what a conflict is found."""
        return marks_of(Words(self.enterprise_km, self.enterprise_en), self.phone, self.home)

    @property
    def profile(self) -> JudgeProfile:
        """All that the profile says."""
        return JudgeProfile(
            home=self.home,
            languages=frozenset(one for one in Language if getattr(self, f"speaks_{one.value}")),
            enterprise=Words(self.enterprise_km, self.enterprise_en),
            phone=self.phone,
            expertise=frozenset(row.group_code for row in self.expertise),
        )


class ExpertiseRow(Row):
    """A product group that a judge knows well, by its code in every competition."""

    __tablename__ = "judge_expertise"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("judge_profile.account_id"), primary_key=True
    )
    group_code: Mapped[str] = mapped_column(Code, primary_key=True)


class InterestRow(LocalityColumns, Row):
    """A declared interest; one that was taken back says when and why, and is kept."""

    __tablename__ = "interest"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('own','family','enterprise','client','advised','other')", "kind_known"
        ),
        CheckConstraint(ONE_SUBJECT, "in_one_thing"),
        CheckConstraint(GAZETTEER_OF_A_LEVEL, "gazetteer_of_a_level"),
        CheckConstraint("reason <> ''", "has_a_reason"),
        CheckConstraint("(ended_at IS NULL) = (ended_because IS NULL)", "ended_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    judge: Mapped[AccountRow] = relationship(foreign_keys=judge_id)
    kind: Mapped[str] = mapped_column(Code)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"), index=True)
    producer: Mapped[ProducerRow | None] = relationship()
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)
    product: Mapped[ProductRow | None] = relationship()
    reason: Mapped[str] = mapped_column(Text)
    declared_at: Mapped[datetime] = mapped_column(UtcTime)
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    declared_by: Mapped[AccountRow] = relationship(foreign_keys=declared_by_id)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_because: Mapped[str | None] = mapped_column(Text)

    @property
    def interest(self) -> Interest:
        """The interest that was declared."""
        return Interest(
            kind=InterestKind(self.kind),
            reason=self.reason,
            producer_id=self.producer_id,
            product_id=self.product_id,
            place=self.locality,
        )

    @property
    def subject(self) -> Words:
        """In what the interest is: the name of the producer or product, or the place."""
        if self.producer:
            return self.producer.name
        if self.product:
            return self.product.name
        return self.locality.place.words if self.locality else Words("", "")
