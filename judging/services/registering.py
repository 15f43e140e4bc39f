"""Registering producers and their products, before there is any competition."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.meaning import to_plain
from judging.domain.names import LONGEST_PLACE, printable, printable_words
from judging.domain.people import Person, Role
from judging.domain.places import Place
from judging.domain.producers import Contact, Producer, email_address, phone_number
from judging.domain.products import (
    Finding,
    OriginTest,
    Product,
    gazetteer_number,
    registration_number,
)
from judging.domain.refusal import Refusal, sentence
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.producers import FindingRow, ProducerRow, ProductRow
from judging.services.acts import act
from judging.services.looking_up import is_open, require_within, there, written

WHY = sentence("Write the reason; it is kept in the audit.")


def register_producer(by: Person, producer: Producer, at: datetime) -> int:
    """Write a producer into the registry; the number of its row."""
    with act("producer.registered", by=by, at=at) as deed:
        row = ProducerRow()
        describe_producer(deed.session, row, producer)
        deed.session.add(row)
        deed.session.flush()
        deed.on, deed.detail["is"] = f"producer:{row.id}", producer_facts(row)
        return row.id


def correct_producer(by: Person, producer_id: int, producer: Producer, at: datetime) -> None:
    """Correct what is known of a producer."""
    with act("producer.corrected", by=by, at=at, on=f"producer:{producer_id}") as deed:
        row = there(deed.session, ProducerRow, producer_id)
        deed.detail["was"] = producer_facts(row)
        describe_producer(deed.session, row, producer)
        deed.detail["is"] = producer_facts(row)


def register_product(by: Person, producer_id: int, product: Product, at: datetime) -> int:
    """Write a producer's product into the registry; the number of its row."""
    with act("product.registered", by=by, at=at) as deed:
        row = ProductRow(producer=there(deed.session, ProducerRow, producer_id))
        describe_product(deed.session, row, product)
        deed.session.add(row)
        deed.session.flush()
        deed.on, deed.detail["is"] = f"product:{row.id}", product_facts(row)
        return row.id


def correct_product(by: Person, product_id: int, product: Product, at: datetime) -> None:
    """Correct what is known of a product; its entries keep their groups."""
    with act("product.corrected", by=by, at=at, on=f"product:{product_id}") as deed:
        row = there(deed.session, ProductRow, product_id)
        deed.detail["was"] = product_facts(row)
        describe_product(deed.session, row, product)
        deed.detail["is"] = product_facts(row)


def answer_origin_test(
    by: Person, product_id: int, test: OriginTest, finding: Finding, at: datetime
) -> None:
    """Record whether one of the four tests of an OVOP product holds, with the reason."""
    with act("product.tested", by=by, at=at, on=f"product:{product_id}") as deed:
        product = there(deed.session, ProductRow, product_id)
        row = deed.session.get(FindingRow, (product.id, test.value))
        if row is None:
            row = FindingRow(product_id=product.id, test=test.value)
            deed.session.add(row)
        row.holds, row.reason, row.found_at = finding.holds, written(finding.reason, WHY), at
        deed.detail |= {"test": test.value, "holds": row.holds, "reason": row.reason}


def describe_producer(session: Session, row: ProducerRow, producer: Producer) -> None:
    """Write what is known of a producer into its row, as it is kept."""
    name = _whole(printable_words(producer.name), PRODUCERS_NAME)
    if producer.account_id and producer.account_id != row.account_id:
        _require_producers(session, producer.account_id)
    contact = _contact(producer.contact)
    row.name_km, row.name_en = name.km, name.en
    row.form, row.account_id = producer.form.value, producer.account_id
    row.women_led = producer.declared.women_led
    row.youth_led = producer.declared.youth_led
    row.with_disabilities = producer.declared.with_disabilities
    row.contact_person, row.contact_phone = contact.person, contact.phone
    row.contact_email = contact.email


def describe_product(session: Session, row: ProductRow, product: Product) -> None:
    """Write what is known of a product into its row, as it is kept."""
    name = _whole(printable_words(product.name), PRODUCTS_NAME)
    place = _place(product.place)
    require_within(session, place.province)
    number = gazetteer_number(product.gazetteer, within=place.province)
    registration = registration_number(product.registration) or None
    _refuse_taken(session, row, registration)
    row.name_km, row.name_en = name.km, name.en
    row.group_code, row.registration, row.gazetteer = product.group, registration, number
    row.move_to(place)


def _require_producers(session: Session, account_id: int) -> None:
    account = session.get(AccountRow, account_id)
    if (
        account is None
        or account.role != Role.PRODUCER
        or not is_open(session, AccountRow, account_id)
    ):
        raise Refusal("Choose the account of a producer.")


PRODUCERS_NAME = Words(
    sentence("Write the producer's name in Khmer."),
    sentence("Write the producer's name in English."),
)
PRODUCTS_NAME = Words(
    sentence("Write the product's name in Khmer."), sentence("Write the product's name in English.")
)


def _whole(name: Words, otherwise: Words) -> Words:
    return Words(written(name.km, otherwise.km), written(name.en, otherwise.en))


def _contact(contact: Contact) -> Contact:
    return Contact(
        printable(contact.person), phone_number(contact.phone), email_address(contact.email)
    )


def _place(place: Place) -> Place:
    levels = [place.district, place.commune, place.village]
    return Place(place.province, *(one and printable_words(one, LONGEST_PLACE) for one in levels))


def _refuse_taken(session: Session, row: ProductRow, registration: str | None) -> None:
    if registration is None or registration == row.registration:
        return
    with session.no_autoflush:
        other = session.scalars(
            select(ProductRow).where(ProductRow.registration == registration)
        ).first()
    if other is None or other is row:
        return
    if not is_open(session, ProductRow, other.id):
        raise Refusal(
            "The registration number %(number)s is that of a product out of your reach.",
            number=registration,
        )
    raise Refusal(
        "The registration number %(number)s is that of another product: %(product)s.",
        number=registration,
        product=other.name_km,
    )


def producer_facts(row: ProducerRow) -> dict[str, object]:
    """What the audit keeps of a producer; the contact stays out of it."""
    return {
        "name": to_plain(row.name),
        "form": row.form,
        "account": row.account_id,
        "women_led": row.women_led,
        "youth_led": row.youth_led,
        "with_disabilities": row.with_disabilities,
    }


def product_facts(row: ProductRow) -> dict[str, object]:
    """What the audit keeps of a product."""
    return {
        "name": to_plain(row.name),
        "producer": row.producer_id,
        "group": row.group_code,
        "registration": row.registration,
        "place": to_plain(row.place.words),
        "gazetteer": row.gazetteer,
    }
