"""Producers and their products."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.domain.places import Place
from judging.domain.producers import Contact, Declared, Producer, ProducerForm
from judging.domain.products import Finding, OriginTest, Product
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Name, Row, Text, UtcTime
from judging.persistence.place_columns import PlaceColumns


class ProducerRow(Row):
    """Who makes a product and receives the certificate.

    `identity` is drawn once; by it producers and products are known again on another server.
    """

    __tablename__ = "producer"
    __table_args__ = (
        CheckConstraint(
            "form IN ('individual','group','association','community','enterprise')", "form_known"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(
        Code, unique=True, index=True, default=lambda: str(uuid4())
    )
    name_km: Mapped[str] = mapped_column(Name)
    name_en: Mapped[str] = mapped_column(Name)
    form: Mapped[str] = mapped_column(Code)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    account: Mapped[AccountRow | None] = relationship()
    women_led: Mapped[bool | None]
    youth_led: Mapped[bool | None]
    with_disabilities: Mapped[bool | None]
    contact_person: Mapped[str] = mapped_column(Name, default="")
    contact_phone: Mapped[str] = mapped_column(Code, default="")
    contact_email: Mapped[str] = mapped_column(Name, default="")

    @property
    def name(self) -> Words:
        """The producer's name."""
        return Words(self.name_km, self.name_en)

    @property
    def producer(self) -> Producer:
        """All that the registry knows of the producer."""
        return Producer(
            name=self.name,
            form=self.producer_form,
            declared=Declared(self.women_led, self.youth_led, self.with_disabilities),
            contact=Contact(self.contact_person, self.contact_phone, self.contact_email),
            account_id=self.account_id,
        )

    @property
    def producer_form(self) -> ProducerForm:
        """Individual, group, association, community or enterprise."""
        return ProducerForm(self.form)


class ProductRow(PlaceColumns, Row):
    """The thing made, and the place it comes from; an empty registration is kept as None."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("registration <> ''", "registration_says_something"),
        CheckConstraint("length(gazetteer) IN (0, 2, 4, 6, 8)", "gazetteer_of_a_level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(
        Code, unique=True, index=True, default=lambda: str(uuid4())
    )
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    producer: Mapped[ProducerRow] = relationship()
    name_km: Mapped[str] = mapped_column(Name)
    name_en: Mapped[str] = mapped_column(Name)
    province: Mapped[str] = mapped_column(Code)
    registration: Mapped[str | None] = mapped_column(Code, unique=True, index=True)
    group_code: Mapped[str] = mapped_column(Code, default="", index=True)
    findings: Mapped[list["FindingRow"]] = relationship(cascade="all, delete-orphan")

    @property
    def name(self) -> Words:
        """The product's name."""
        return Words(self.name_km, self.name_en)

    @property
    def place(self) -> Place:
        """Where the product comes from."""
        return self.place_in(self.province)

    @property
    def product(self) -> Product:
        """All that the registry knows of the product."""
        return Product(
            name=self.name,
            place=self.place,
            group=self.group_code,
            registration=self.registration or "",
            gazetteer=self.gazetteer,
            findings={
                OriginTest(row.test): Finding(row.holds, row.reason) for row in self.findings
            },
        )

    def move_to(self, place: Place) -> None:
        """Write the place into the row."""
        self.province = place.province.iso
        self.write_levels(place)


class FindingRow(Row):
    """The answer to one of the four tests of an OVOP product."""

    __tablename__ = "product_finding"
    __table_args__ = (
        CheckConstraint("test IN ('village','culture','potential','approved')", "test_known"),
        CheckConstraint("reason <> ''", "has_a_reason"),
    )

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    test: Mapped[str] = mapped_column(Code, primary_key=True)
    holds: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    found_at: Mapped[datetime] = mapped_column(UtcTime)
