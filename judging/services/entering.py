"""Entering products: who made them, where they come from, under which anonymous code."""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random, SystemRandom

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.domain.entry_codes import draw_code
from judging.domain.meaning import to_plain
from judging.domain.names import printable
from judging.domain.people import Person
from judging.domain.places import Place
from judging.domain.producers import Producer, ProducerForm
from judging.domain.products import Product
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import Purpose, RoundState
from judging.domain.words import Words
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.panels import ServingRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.score_sheets import SheetRow
from judging.services.acts import Deed, act
from judging.services.looking_up import is_open, require_state, there
from judging.services.registering import describe_producer, describe_product

TOO_LATE = sentence("Products are entered before judging opens; this round takes no more.")
# Instead of a group's code: the group in which the registry has the product.
OWN_GROUP = ""


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
        round_ = _open_round(deed.session, round_id)
        group = group_of(deed.session, round_, new.group)
        product = ProductRow(producer=_producer(deed.session, new))
        describe_product(deed.session, product, _product(new))
        return _enter(deed, round_, group, product, chance)


def enter_registered(
    by: Person,
    round_id: int,
    product_id: int,
    group: str,
    at: datetime,
    chance: Random | None = None,
) -> int:
    """Put a product of the registry forward under a freshly drawn code; the entry's number."""
    with act("entry.entered", by=by, at=at) as deed:
        round_ = _open_round(deed.session, round_id)
        product = there(deed.session, ProductRow, product_id)
        if group == OWN_GROUP and not product.group_code:
            raise Refusal("Say first to which product group this product belongs.")
        chosen = group_of(deed.session, round_, group or product.group_code)
        return _enter(deed, round_, chosen, product, chance)


def _open_round(session: Session, round_id: int) -> RoundRow:
    round_ = there(session, RoundRow, round_id)
    require_state(round_, RoundState.ENTERING, otherwise=TOO_LATE)
    return round_


def _enter(
    deed: Deed, round_: RoundRow, group: GroupRow, product: ProductRow, chance: Random | None
) -> int:
    session = deed.session
    if round_.province not in (None, product.province):
        raise Refusal("This product is of another province; enter it in the round of its own.")
    _refuse_again(session, round_.id, product)
    _refuse_double(session, round_.id, product)
    code = fresh_code(session, round_.id, chance)
    entry = EntryRow(round=round_, group=group, product=product, code=code)
    session.add(entry)
    session.flush()
    deed.on, deed.detail["is"] = entry.audited, _facts(entry)
    return entry.id


def fresh_code(session: Session, round_id: int, chance: Random | None = None) -> str:
    """An entry code that the round has not used yet."""
    taken = session.scalars(select(EntryRow.code).where(EntryRow.round_id == round_id)).all()
    return draw_code(taken, chance or SystemRandom())


def correct_entry(by: Person, entry_id: int, new: NewEntry, at: datetime) -> None:
    """Correct what is known of an entry; its group only before panels or sheets have it."""
    with act("entry.corrected", by=by, at=at) as deed:
        session = deed.session
        entry = there(session, EntryRow, entry_id)
        require_state(entry.round, RoundState.ENTERING, RoundState.JUDGING)
        deed.on, deed.detail["was"] = entry.audited, _facts(entry)
        if new.group != entry.group.code:
            _require_unscored(session, entry)
            entry.group = group_of(session, entry.round, new.group)
        entry.product.producer = _corrected_producer(session, entry.product, new)
        describe_product(session, entry.product, _product(new, entry.product))
        _refuse_double(session, entry.round_id, entry.product, but=entry_id)
        deed.detail["is"] = _facts(entry)


def _product(new: NewEntry, known: ProductRow | None = None) -> Product:
    """The product as it is entered; what only the registry knows of it stays."""
    product = Product(new.product, new.place, group=new.group)
    if known is None:
        return product
    has_moved = known.place.province != new.place.province
    return replace(
        product,
        registration=known.registration or "",
        gazetteer="" if has_moved else known.gazetteer,
    )


def group_of(session: Session, round_: RoundRow, code: str) -> GroupRow:
    """The competition's product group with this code, or a refusal."""
    groups = select(GroupRow).where(
        GroupRow.competition_id == round_.competition_id, GroupRow.code == code
    )
    group = session.scalars(groups).first()
    if group is None:
        raise Refusal("Choose one of the competition's product groups.")
    return group


def _require_unscored(session: Session, entry: EntryRow) -> None:
    served = select(ServingRow.panel_id).where(ServingRow.entry_id == entry.id)
    if session.scalar(served.limit(1)):
        raise Refusal("A panel has this entry; take it off the panel before moving it.")
    if session.scalar(select(SheetRow.id).where(SheetRow.entry_id == entry.id).limit(1)):
        raise Refusal(
            "This entry has score sheets of its group; move it to the other group instead."
        )


def _producer(session: Session, new: NewEntry) -> ProducerRow:
    """The producer of this account and name, or a new one: names alone do not prove identity."""
    known = session.scalars(
        select(ProducerRow).where(
            ProducerRow.account_id == new.account_id,
            ProducerRow.account_id.is_not(None),
            ProducerRow.name_km == printable(new.producer.km),
            ProducerRow.form == new.form.value,
        )
    ).first()
    if known is not None and is_open(session, ProducerRow, known.id):
        return known
    return _named(session, ProducerRow(), new)


def _corrected_producer(session: Session, product: ProductRow, new: NewEntry) -> ProducerRow:
    """The product's producer, corrected; other products of the producer keep theirs."""
    others = select(func.count()).where(ProductRow.producer_id == product.producer_id)
    if session.scalar(others) == 1:
        return _named(session, product.producer, new)
    return _producer(session, new)


def _named(session: Session, row: ProducerRow, new: NewEntry) -> ProducerRow:
    known = row.producer if row.id else Producer(new.producer, new.form)
    named = replace(known, name=new.producer, form=new.form, account_id=new.account_id)
    describe_producer(session, row, named)
    return row


def _refuse_again(session: Session, round_id: int, product: ProductRow) -> None:
    """One product has one entry in a round, withdrawn or not."""
    if product.id is None:
        return
    entered = select(EntryRow.code).where(
        EntryRow.round_id == round_id,
        EntryRow.product_id == product.id,
        EntryRow.purpose != Purpose.REPEAT,
    )
    code = session.scalar(entered)
    if code:
        raise Refusal("This product is in this round already, as entry %(code)s.", code=code)


def _refuse_double(session: Session, round_id: int, product: ProductRow, but: int = 0) -> None:
    same = (
        select(func.count())
        .select_from(EntryRow)
        .join(ProductRow)
        .join(ProducerRow)
        .where(
            EntryRow.round_id == round_id,
            EntryRow.id != but,
            EntryRow.withdrawn_because.is_(None),
            EntryRow.purpose == Purpose.COMPETING,
            ProductRow.name_km == product.name_km,
            ProductRow.province == product.province,
            ProducerRow.name_km == product.producer.name_km,
            ProducerRow.form == product.producer.form,
        )
    )
    with session.no_autoflush:
        if session.scalar(same):
            raise Refusal("This producer has entered this product already.")


def _facts(entry: EntryRow) -> dict[str, object]:
    """What the audit keeps of an entry, so that a correction shows what was before."""
    product = entry.product
    return {
        "product": to_plain(product.name),
        "producer": to_plain(product.producer.name),
        "form": product.producer.form,
        "account": product.producer.account_id,
        "group": entry.group.code,
        "place": to_plain(product.place.words),
    }
