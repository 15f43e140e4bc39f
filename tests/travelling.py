"""Stories of a round that is lent to a province's own server and comes home as a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from judging.documents.sealed_files import (
    pack_round as sealed,
    public_key_of,
    read_round,
    read_starter,
)
from judging.domain.meaning import version_of
from judging.domain.places import Place
from judging.domain.producers import Contact, Producer, ProducerForm
from judging.domain.product_papers import ProductPaper
from judging.domain.products import Finding, OriginTest, Product
from judging.domain.provinces import province
from judging.domain.registry_meeting import Choice, RegistryMeeting
from judging.domain.round_checking import contents_of, digest_of_result
from judging.domain.round_files import RoundFile
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Row
from judging.persistence.database import db
from judging.persistence.loans import LoanRow, RoundFileRow, meeting_of
from judging.persistence.producers import ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.tablets import CardRow
from judging.services.announcing import announce
from judging.services.beginning_round import begin_round
from judging.services.bringing_home import bring_home
from judging.services.competing import close_judging, open_judging
from judging.services.entering import enter_registered
from judging.services.lending import Travelling, lend_round
from judging.services.packing_round import pack_round
from judging.services.papers import record_papers
from judging.services.receiving_round import receive_round_file
from judging.services.registering import (
    answer_origin_test,
    correct_product,
    register_producer,
    register_product,
)
from tests import provinces, story as told

HOME = Place(province("KH-7"), Words("ទឹកឈូ", "Tuek Chhou"))


@dataclass
class Journey:
    """The story at the centre, that at the province, and the file with which it began."""

    centre: told.Story
    away: Flask
    starter: Travelling
    province: told.Story | None = None
    product_ids: tuple[int, ...] = ()

    @property
    def there(self) -> told.Story:
        """The story at the province, once it has begun."""
        assert self.province is not None
        return self.province

    @property
    def secret(self) -> str:
        """The key that signs, as only the province has it."""
        return read_starter(self.starter.data)[0].key


def lent(away: Flask, registered: int = 2) -> Journey:
    """Kampot's round is lent, with some products of its registry."""
    centre = provinces.in_province(told.begin(judges=1), leading_products=2)
    ids = tuple(register(centre, number) for number in range(1, registered + 1))
    starter = lend_round(centre.organiser, centre.round_id, told.NOON)
    return Journey(centre, away, starter, product_ids=ids)


def register(story: told.Story, number: int, name: str = "Registered") -> int:
    """A product of the registry with contact, finding and paper; its number."""
    contact = Contact(f"Person {number}", "012 345 678", "a@example.org")
    names = Words(f"អ្នកផលិតទី{number}", f"{name} producer {number}")
    maker = Producer(names, ProducerForm.COMMUNITY, contact=contact)
    producer_id = register_producer(story.organiser, maker, told.NOON)
    product = Product(Words(f"ម្រេចទី{number}{name}", f"{name} {number}"), HOME, group="FOOD")
    product_id = register_product(story.organiser, producer_id, product, told.NOON)
    finding = Finding(True, "Made by the whole village.")
    answer_origin_test(story.organiser, product_id, OriginTest.VILLAGE, finding, told.NOON)
    paper = ProductPaper("food-hygiene", number=f"H-{number}")
    row = ProductPaperRow(
        product_id=product_id, kind=paper.kind, number=paper.number, recorded_at=told.NOON
    )
    db.session.add(row)
    db.session.commit()
    return product_id


@contextmanager
def at(app: Flask) -> Iterator[None]:
    """Work at the other server; what was read here is forgotten before and after."""
    db.session.rollback()
    with app.app_context():
        yield
        db.session.rollback()
    db.session.expire_all()


def begun(away: Flask, registered: int = 2) -> Journey:
    """The province has its own people and has taken the starter file in."""
    journey = lent(away, registered)
    with at(away):
        people = told.enrol_everyone(judges=3)
        begin_round(people.organiser, journey.starter.data, told.NOON)
        journey.province = replace(people, code="OVOP-2027.KH-7")
    return journey


def announced(away: Flask, entries: int = 2, registered: int = 2) -> Journey:
    """The province has judged and announced: some products are new, the others registered."""
    journey = begun(away, registered)
    with at(away):
        story = journey.there
        told.enter(story, entries)
        for identity in identities(journey):
            story.entry_ids.append(enter_known(story, identity))
        finish(story)
    return journey


def finish(story: told.Story) -> None:
    """The round is judged and announced as far as products are entered."""
    told.seat_everyone(story, story.entry_ids)
    open_judging(story.organiser, story.round_id, told.NOON)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, told.NOON)
    announce(story.organiser, story.round_id, told.NOON, proposed_by=story.admin)


def identities(journey: Journey) -> list[str]:
    """Those of the products that were lent."""
    starter, _ = read_starter(journey.starter.data)
    return sorted(one.identity for one in starter.registry.products)


def product(identity: str) -> ProductRow:
    """The product with this identity at the server where this is asked."""
    return db.session.scalars(select(ProductRow).where(ProductRow.identity == identity)).one()


def enter_known(story: told.Story, identity: str) -> int:
    """A product of the registry is entered, and its papers are seen."""
    number = product(identity).id
    entry_id = enter_registered(story.organiser, story.round_id, number, "FOOD", told.NOON)
    record_papers(story.organiser, entry_id, told.ALL_PAPERS, told.NOON)
    return entry_id


def packed(journey: Journey) -> bytes:
    """The round file, as the province makes it now."""
    with at(journey.away):
        return pack_round(journey.there.organiser, journey.there.round_id, told.NOON).data


def received(journey: Journey, data: bytes) -> int:
    """The file is kept at the centre; its number."""
    centre = journey.centre
    return receive_round_file(centre.organiser, centre.round_id, "round.ovop", data, told.NOON)


def meeting(file_id: int) -> RegistryMeeting:
    """What the file would do to the registry now."""
    db.session.rollback()
    row = db.session.get_one(RoundFileRow, file_id)
    return meeting_of(db.session(), read_round(row.file, row.loan.key)[0], row.loan)


def brought(journey: Journey, file_id: int, choice: Choice | None = None) -> bool:
    """What the dry run shows is done."""
    as_of = version_of(meeting(file_id))
    return bring_home(journey.centre.organiser, file_id, choice or Choice(), as_of, told.NOON)


def opened(journey: Journey, data: bytes) -> RoundFile:
    """What a round file says."""
    return read_round(data, public_key_of(journey.secret))[0]


def forged(journey: Journey, data: bytes, *, recount: bool = True, **changes: Any) -> bytes:
    """The file with something changed, signed with the right key: a province's own fault."""
    file = replace(opened(journey, data), **changes)
    if recount:
        file = replace(file, contents=contents_of(file))
    return sealed(file, journey.secret)[0]


def without_entry(journey: Journey, data: bytes, code: str, *, number: int = 1) -> bytes:
    """The file without an entry and all that names it, signed and counted anew."""
    file = opened(journey, data)
    result = file.result
    entries = tuple(one for one in result.entries if one.code != code)
    digest = digest_of_result(result.content, [one.content for one in entries])
    panels = tuple(
        replace(panel, served=tuple(one for one in panel.served if one.entry != code))
        for panel in file.panels
    )
    return forged(
        journey,
        data,
        number=number,
        entries=tuple(one for one in file.entries if one.code != code),
        sheets=tuple(one for one in file.sheets if one.entry != code),
        leading=tuple(one for one in file.leading if one != code),
        panels=panels,
        result=replace(result, entries=entries, digest=digest),
    )


def secrets_here() -> list[str]:
    """Every password hash and key that this server has."""
    hashes = list(db.session.scalars(select(AccountRow.password_hash)))
    cards = [value for row in db.session.scalars(select(CardRow)) for value in kept_secrets(row)]
    keys = [text for row in db.session.scalars(select(LoanRow)) for text in (row.secret, row.key)]
    return [text for text in [*hashes, *keys, *cards] if text]


def home(journey: Journey, choice: Choice | None = None) -> int:
    """The round is brought home; the number of its file."""
    file_id = received(journey, packed(journey))
    assert brought(journey, file_id, choice)
    return file_id


def everything() -> dict[str, int]:
    """How many rows every table has."""
    db.session.rollback()
    return {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Row.metadata.tables.items()
    }


def renamed(identity: str, name: str, organiser: told.Person) -> None:
    """Somebody corrects the name of the product where this is done."""
    row = product(identity)
    known = replace(row.product, findings={})
    correct_product(organiser, row.id, replace(known, name=told.Words("ថ្មី", name)), told.NOON)


def kept_secrets(row: CardRow) -> list[str | None]:
    """What a card's row keeps of its secrets."""
    digests = [row.secret_digest, row.key_digest, row.pass_digest]
    return [*digests, row.handover_key, row.pin_hash]
