"""Producers and their products."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.domain.places import Place
from judging.domain.producers import ProducerForm
from judging.domain.provinces import province
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Name, Row


class ProducerRow(Row):
    """Who makes a product and receives the certificate."""

    __tablename__ = "producer"
    __table_args__ = (
        CheckConstraint(
            "form IN ('individual','group','association','community','enterprise')", "form_known"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name_km: Mapped[str] = mapped_column(Name)
    name_en: Mapped[str] = mapped_column(Name)
    form: Mapped[str] = mapped_column(Code)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    account: Mapped[AccountRow | None] = relationship()

    @property
    def name(self) -> Words:
        """The producer's name."""
        return Words(self.name_km, self.name_en)

    @property
    def producer_form(self) -> ProducerForm:
        """Individual, group, association, community or enterprise."""
        return ProducerForm(self.form)


class ProductRow(Row):
    """The thing made, and the place it comes from."""

    __tablename__ = "product"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    producer: Mapped[ProducerRow] = relationship()
    name_km: Mapped[str] = mapped_column(Name)
    name_en: Mapped[str] = mapped_column(Name)
    province: Mapped[str] = mapped_column(Code)
    district_km: Mapped[str] = mapped_column(Name, default="")
    district_en: Mapped[str] = mapped_column(Name, default="")
    commune_km: Mapped[str] = mapped_column(Name, default="")
    commune_en: Mapped[str] = mapped_column(Name, default="")
    village_km: Mapped[str] = mapped_column(Name, default="")
    village_en: Mapped[str] = mapped_column(Name, default="")

    @property
    def name(self) -> Words:
        """The product's name."""
        return Words(self.name_km, self.name_en)

    @property
    def place(self) -> Place:
        """Where the product comes from."""
        return Place(
            province=province(self.province),
            district=_known(self.district_km, self.district_en),
            commune=_known(self.commune_km, self.commune_en),
            village=_known(self.village_km, self.village_en),
        )

    def move_to(self, place: Place) -> None:
        """Write the place into the row."""
        self.province = place.province.iso
        for level in ("district", "commune", "village"):
            words = getattr(place, level) or Words("", "")
            setattr(self, f"{level}_km", words.km)
            setattr(self, f"{level}_en", words.en)


def _known(km: str, en: str) -> Words | None:
    return Words(km or en, en or km) if km or en else None
