"""Entering products: who made them, where they come from, under which anonymous code."""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random, SystemRandom

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.domain.entry_codes import draw_code
from judging.domain.names import printable_words
from judging.domain.people import Person
from judging.domain.places import Place
from judging.domain.producers import ProducerForm
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import RoundState
from judging.domain.words import Words
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.panels import ServingRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.services.acts import act
from judging.services.looking_up import require_state, there, written


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What an organiser knows of a product that is put forward."""

    producer: Words
    form: ProducerForm
    product: Words
    group: str
    place: Place
    account_id: int | None = None


def enter_product(
    by: Person, round_id: int, new: NewEntry, at: datetime, chance: Random | None = None
) -> int:
    """Put a product forward under a freshly drawn code; the entry's number."""
    with act("entry.entered", by=by, at=at) as deed:
        session = deed.session
        new = _as_kept(new)
        round_ = there(session, RoundRow, round_id)
        require_state(round_, RoundState.ENTERING)
        group = _group(session, round_, new.group)
        product = ProductRow(producer=_producer(session, new))
        _describe(product, new)
        _refuse_double(session, round_id, product)
        taken = session.scalars(select(EntryRow.code).where(EntryRow.round_id == round_id)).all()
        code = draw_code(taken, chance or SystemRandom())
        entry = EntryRow(round=round_, group=group, product=product, code=code)
        session.add(entry)
        session.flush()
        deed.on, deed.detail["product"] = f"entry:{code}", new.product.en
        return entry.id


def correct_entry(by: Person, entry_id: int, new: NewEntry, at: datetime) -> None:
    """Correct what is known of an entry; its group only before panels have it."""
    with act("entry.corrected", by=by, at=at) as deed:
        session, new = deed.session, _as_kept(new)
        entry = there(session, EntryRow, entry_id)
        require_state(entry.round, RoundState.ENTERING, RoundState.JUDGING)
        deed.on = f"entry:{entry.code}"
        if new.group != entry.group.code:
            served = select(ServingRow.panel_id).where(ServingRow.entry_id == entry_id)
            if session.scalar(served.limit(1)):
                raise Refusal("A panel has this entry; take it off the panel before moving it.")
            entry.group = _group(session, entry.round, new.group)
        product = entry.product
        deed.detail["was"] = f"{product.name.en}, {product.producer.name.en}"
        product.producer = _producer(session, new)
        _describe(product, new)


def withdraw_entry(by: Person, entry_id: int, reason: str, at: datetime) -> None:
    """Take an entry out of the round; its sheets are kept."""
    with act("entry.withdrawn", by=by, at=at) as deed:
        entry = there(deed.session, EntryRow, entry_id)
        deed.on = f"entry:{entry.code}"
        if entry.round.state == RoundState.ANNOUNCED:
            require_state(entry.round, RoundState.CLOSED)
        why = written(reason, sentence("Write why the entry is withdrawn."))
        entry.withdrawn_because = deed.detail["reason"] = why


def _as_kept(new: NewEntry) -> NewEntry:
    place = new.place
    return replace(
        new,
        producer=printable_words(new.producer),
        product=printable_words(new.product),
        place=replace(
            place,
            district=place.district and printable_words(place.district),
            commune=place.commune and printable_words(place.commune),
            village=place.village and printable_words(place.village),
        ),
    )


def _group(session: Session, round_: RoundRow, code: str) -> GroupRow:
    groups = select(GroupRow).where(
        GroupRow.competition_id == round_.competition_id, GroupRow.code == code
    )
    group = session.scalars(groups).first()
    if group is None:
        raise Refusal("Choose one of the competition's product groups.")
    return group


def _producer(session: Session, new: NewEntry) -> ProducerRow:
    """The producer of this name and form, or a new one."""
    known = session.scalars(
        select(ProducerRow).where(
            ProducerRow.name_km == new.producer.km, ProducerRow.form == new.form.value
        )
    ).first()
    producer = known or ProducerRow(form=new.form.value)
    producer.name_km = written(new.producer.km, sentence("Write the producer's name in Khmer."))
    producer.name_en = written(new.producer.en, sentence("Write the producer's name in English."))
    producer.account_id = new.account_id or producer.account_id
    session.add(producer)
    return producer


def _describe(product: ProductRow, new: NewEntry) -> None:
    product.name_km = written(new.product.km, sentence("Write the product's name in Khmer."))
    product.name_en = written(new.product.en, sentence("Write the product's name in English."))
    product.move_to(new.place)


def _refuse_double(session: Session, round_id: int, product: ProductRow) -> None:
    same = (
        select(func.count())
        .select_from(EntryRow)
        .join(ProductRow)
        .join(ProducerRow)
        .where(
            EntryRow.round_id == round_id,
            EntryRow.withdrawn_because.is_(None),
            ProductRow.name_km == product.name_km,
            ProducerRow.name_km == product.producer.name_km,
            ProducerRow.form == product.producer.form,
        )
    )
    with session.no_autoflush:
        if session.scalar(same):
            raise Refusal("This producer has entered this product already.")
