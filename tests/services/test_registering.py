"""Registering producers and products, correcting them, and the four tests."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.people import Person
from judging.domain.producers import Contact, Declared, Producer, ProducerForm
from judging.domain.products import Finding, OriginTest, Product
from judging.domain.provinces import province
from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.domain.words import Words
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.producers import FindingRow, ProducerRow, ProductRow
from judging.queries.producers import producer as producer_with
from judging.queries.products import product as product_with
from judging.services.registering import (
    answer_origin_test,
    correct_producer,
    correct_product,
    register_producer,
    register_product,
)
from tests import story as told
from tests.story import KAMPOT, NOON

WEAVERS = Producer(
    name=Words("តម្បាញភ្នំដី", "Phnum Dei Weavers"),
    form=ProducerForm.GROUP,
    declared=Declared(women_led=True, youth_led=False),
    contact=Contact("សុខ ម៉ាលី", "012 345 678", "malai@example.org"),
)
SILK = Product(
    name=Words("សូត្រមាស", "Golden silk"),
    place=KAMPOT,
    group="TEXT",
    registration="kh-07-0012",
    gazetteer="070805",
)
HOLDS = Finding(True, "Twelve households of the village weave it.")


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.enrol_everyone(judges=1)


@pytest.fixture
def producer_id(story: told.Story) -> int:
    return register_producer(story.organiser, WEAVERS, NOON)


@pytest.fixture
def product_id(story: told.Story, producer_id: int) -> int:
    return register_product(story.organiser, producer_id, SILK, NOON)


def last_line() -> AuditRow:
    db.session.rollback()
    found = db.session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert found is not None
    return found


def kept() -> tuple[object, ...]:
    """All that a refusal must leave as it was."""
    db.session.rollback()
    counted = (ProducerRow, ProductRow, FindingRow, AuditRow)
    facts = [row.producer for row in db.session.scalars(select(ProducerRow))]
    facts += [row.product for row in db.session.scalars(select(ProductRow))]
    counts = [db.session.scalar(select(func.count()).select_from(kind)) for kind in counted]
    return (*counts, *facts)


def refused(sentence: str, act: Callable[[], object]) -> None:
    """The act is refused with this sentence, and nothing is left behind."""
    before = kept()
    with pytest.raises(Refusal) as refusal:
        act()
    assert str(refusal.value) == sentence
    assert kept() == before


def test_a_producer_is_kept_with_all_that_was_said(producer_id: int) -> None:
    assert producer_with(producer_id).producer == WEAVERS


def test_a_product_is_kept_with_its_number_in_capitals(product_id: int, producer_id: int) -> None:
    page = product_with(product_id)
    assert page.product == replace(SILK, registration="KH-07-0012")
    assert (page.producer_id, page.producer) == (producer_id, WEAVERS.name)


def test_the_audit_tells_of_a_producer_but_not_of_the_contact(
    story: told.Story, producer_id: int
) -> None:
    line = last_line()
    assert (line.act, line.on) == ("producer.registered", f"producer:{producer_id}")
    assert json.loads(line.detail)["is"]["women_led"] is True
    other = replace(WEAVERS, contact=Contact("ចាន់ ធី", "+855 92 111 222", "thy@example.org"))
    correct_producer(story.organiser, producer_id, other, NOON)
    db.session.rollback()
    told_all = "\n".join(line.detail for line in db.session.scalars(select(AuditRow)))
    for secret in ("012 345 678", "ម៉ាលី", "malai", "ចាន់", "111 222", "thy@"):
        assert secret not in told_all


def test_a_correction_tells_what_was_before(story: told.Story, product_id: int) -> None:
    correct_product(story.organiser, product_id, replace(SILK, group="CRAFT"), NOON)
    line = last_line()
    assert (line.act, line.on) == ("product.corrected", f"product:{product_id}")
    detail = json.loads(line.detail)
    assert (detail["was"]["group"], detail["is"]["group"]) == ("TEXT", "CRAFT")
    assert product_with(product_id).product.group == "CRAFT"


def test_a_product_without_a_number_leaves_room_for_others_without_one(
    story: told.Story, producer_id: int
) -> None:
    for _ in range(2):
        register_product(story.organiser, producer_id, replace(SILK, registration=" "), NOON)
    numbers = db.session.scalars(select(ProductRow.registration)).all()
    assert numbers == [None, None]


BAD_PRODUCERS = {
    "Write the producer's name in Khmer.": {"name": Words(" ", "Weavers")},
    "Write the producer's name in English.": {"name": Words("តម្បាញ", "")},
    "“名” cannot be printed on a certificate; use Khmer or Latin letters.": {
        "name": Words("តម្បាញ", "名")
    },
    "Shorten the name to 300 characters.": {"name": Words("ក" * 301, "Weavers")},
    "A telephone number is written with figures, e.g. 012 345 678.": {
        "contact": Contact(phone="call me")
    },
    "An e-mail address looks like name@example.org.": {"contact": Contact(email="malai")},
    "Choose the account of a producer.": {"account_id": 999999},
}


@pytest.mark.parametrize("sentence", BAD_PRODUCERS)
def test_what_no_producer_can_be_leaves_nothing(
    story: told.Story, producer_id: int, sentence: str
) -> None:
    bad = replace(WEAVERS, **BAD_PRODUCERS[sentence])
    refused(sentence, lambda: register_producer(story.organiser, bad, NOON))
    refused(sentence, lambda: correct_producer(story.organiser, producer_id, bad, NOON))


def test_only_a_producers_account_can_be_a_producers(story: told.Story) -> None:
    judges = replace(WEAVERS, account_id=story.judges[0].id)
    refused(
        "Choose the account of a producer.",
        lambda: register_producer(story.organiser, judges, NOON),
    )
    own = replace(WEAVERS, account_id=story.producer.id)
    producer_id = register_producer(story.organiser, own, NOON)
    assert producer_with(producer_id).login == "producer"


PLACE = "The gazetteer number has 2, 4, 6 or 8 digits and begins with the province's."
BAD_PRODUCTS = {
    "Write the product's name in Khmer.": {"name": Words("", "Silk")},
    "Write the product's name in English.": {"name": Words("សូត្រ", " ")},
    "Shorten the name to 70 characters.": {
        "place": replace(KAMPOT, village=Words("ភូមិ" * 20, "Village"))
    },
    "Shorten the name to 40 characters.": {"registration": "7" * 41},
    PLACE: {"gazetteer": "0708051"},
    f"{PLACE} ": {"gazetteer": "120805"},
    f"{PLACE}  ": {"place": replace(KAMPOT, province=province("KH-12"))},
}


@pytest.mark.parametrize("sentence", BAD_PRODUCTS)
def test_what_no_product_can_be_leaves_nothing(
    story: told.Story, producer_id: int, product_id: int, sentence: str
) -> None:
    bad = replace(SILK, **{"registration": "OTHER", **BAD_PRODUCTS[sentence]})
    said = sentence.strip()
    refused(said, lambda: register_product(story.organiser, producer_id, bad, NOON))
    refused(said, lambda: correct_product(story.organiser, product_id, bad, NOON))


def test_a_registration_number_is_given_once(
    story: told.Story, producer_id: int, product_id: int
) -> None:
    taken = "The registration number KH-07-0012 is that of another product: សូត្រមាស."
    again = replace(SILK, name=Words("ក្រមា", "Krama"), registration=" Kh-07-0012")
    refused(taken, lambda: register_product(story.organiser, producer_id, again, NOON))
    free = replace(again, registration="KH-07-0013")
    other_id = register_product(story.organiser, producer_id, free, NOON)
    refused(taken, lambda: correct_product(story.organiser, other_id, again, NOON))
    correct_product(story.organiser, product_id, SILK, NOON)


def test_a_test_is_answered_and_answered_anew(story: told.Story, product_id: int) -> None:
    answer_origin_test(story.organiser, product_id, OriginTest.VILLAGE, HOLDS, NOON)
    answer_origin_test(story.organiser, product_id, OriginTest.CULTURE, HOLDS, NOON)
    fails = Finding(False, "The weavers moved to the town.")
    answer_origin_test(story.organiser, product_id, OriginTest.VILLAGE, fails, NOON)
    assert product_with(product_id).product.findings == {
        OriginTest.VILLAGE: fails,
        OriginTest.CULTURE: HOLDS,
    }
    line = last_line()
    assert (line.act, line.on) == ("product.tested", f"product:{product_id}")
    assert json.loads(line.detail) == {"test": "village", "holds": False, "reason": fails.reason}


def test_an_answer_needs_a_reason(story: told.Story, product_id: int) -> None:
    refused(
        "Write the reason; it is kept in the audit.",
        lambda: answer_origin_test(
            story.organiser, product_id, OriginTest.VILLAGE, Finding(True, " "), NOON
        ),
    )


ACTS: dict[str, Callable[[Person, int, int], object]] = {
    "producer.registered": lambda by, maker, product: register_producer(by, WEAVERS, NOON),
    "producer.corrected": lambda by, maker, product: correct_producer(by, maker, WEAVERS, NOON),
    "product.registered": lambda by, maker, product: register_product(by, maker, SILK, NOON),
    "product.corrected": lambda by, maker, product: correct_product(by, product, SILK, NOON),
    "product.tested": lambda by, maker, product: answer_origin_test(
        by, product, OriginTest.VILLAGE, HOLDS, NOON
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_but_the_staff_changes_the_registry(
    story: told.Story, producer_id: int, product_id: int, act: str
) -> None:
    before = kept()
    for person in (story.judges[0], story.desk, story.producer):
        with pytest.raises(NotAllowed):
            ACTS[act](person, producer_id, product_id)
    assert kept() == before


@pytest.mark.parametrize("act", [act for act in ACTS if act != "producer.registered"])
def test_what_is_not_there_cannot_be_changed(story: told.Story, act: str) -> None:
    before = kept()
    with pytest.raises(NotThere):
        ACTS[act](story.organiser, 999999, 999999)
    assert kept() == before
