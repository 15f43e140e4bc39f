"""Entering products: who made them, where they come from, under which anonymous code."""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random, SystemRandom

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.domain.entry_codes import draw_code
from judging.domain.meaning import to_plain
from judging.domain.names import LONGEST_PLACE, printable_words
from judging.domain.people import Person, Role
from judging.domain.places import Place
from judging.domain.producers import ProducerForm
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import RoundState
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.panels import ServingRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.score_sheets import SheetRow
from judging.services.acts import act
from judging.services.looking_up import require_state, there, written

TOO_LATE = sentence("Products are entered before judging opens; this round takes no more.")


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
        session, new = deed.session, _as_kept(new)
        round_ = there(session, RoundRow, round_id)
        require_state(round_, RoundState.ENTERING, otherwise=TOO_LATE)
        group = _group(session, round_, new.group)
        _refuse_double(session, round_id, new)
        product = ProductRow(producer=_producer(session, new))
        _describe(product, new)
        taken = session.scalars(select(EntryRow.code).where(EntryRow.round_id == round_id)).all()
        code = draw_code(taken, chance or SystemRandom())
        entry = EntryRow(round=round_, group=group, product=product, code=code)
        session.add(entry)
        session.flush()
        deed.on, deed.detail["is"] = f"entry:{code}", _facts(entry)
        return entry.id


def correct_entry(by: Person, entry_id: int, new: NewEntry, at: datetime) -> None:
    """Correct what is known of an entry; its group only before panels or sheets have it."""
    with act("entry.corrected", by=by, at=at) as deed:
        session, new = deed.session, _as_kept(new)
        entry = there(session, EntryRow, entry_id)
        require_state(entry.round, RoundState.ENTERING, RoundState.JUDGING)
        deed.on, deed.detail["was"] = f"entry:{entry.code}", _facts(entry)
        if new.group != entry.group.code:
            _require_unscored(session, entry)
            entry.group = _group(session, entry.round, new.group)
        _refuse_double(session, entry.round_id, new, but=entry_id)
        entry.product.producer = _corrected_producer(session, entry.product, new)
        _describe(entry.product, new)
        deed.detail["is"] = _facts(entry)


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
            district=place.district and printable_words(place.district, LONGEST_PLACE),
            commune=place.commune and printable_words(place.commune, LONGEST_PLACE),
            village=place.village and printable_words(place.village, LONGEST_PLACE),
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


def _require_unscored(session: Session, entry: EntryRow) -> None:
    served = select(ServingRow.panel_id).where(ServingRow.entry_id == entry.id)
    if session.scalar(served.limit(1)):
        raise Refusal("A panel has this entry; take it off the panel before moving it.")
    if session.scalar(select(SheetRow.id).where(SheetRow.entry_id == entry.id).limit(1)):
        raise Refusal("This entry has score sheets of its group; withdraw it and enter it anew.")


def _producer(session: Session, new: NewEntry) -> ProducerRow:
    """The producer of this account and name, or a new one: names alone do not prove identity."""
    _require_producers_account(session, new)
    known = session.scalars(
        select(ProducerRow).where(
            ProducerRow.account_id == new.account_id,
            ProducerRow.account_id.is_not(None),
            ProducerRow.name_km == new.producer.km,
            ProducerRow.form == new.form.value,
        )
    ).first()
    return known or _named(ProducerRow(), new)


def _corrected_producer(session: Session, product: ProductRow, new: NewEntry) -> ProducerRow:
    """The product's producer, corrected; other products of the producer keep theirs."""
    others = select(func.count()).where(ProductRow.producer_id == product.producer_id)
    if session.scalar(others) == 1:
        _require_producers_account(session, new)
        return _named(product.producer, new)
    return _producer(session, new)


def _named(producer: ProducerRow, new: NewEntry) -> ProducerRow:
    producer.name_km = written(new.producer.km, sentence("Write the producer's name in Khmer."))
    producer.name_en = written(new.producer.en, sentence("Write the producer's name in English."))
    producer.form, producer.account_id = new.form.value, new.account_id
    return producer


def _require_producers_account(session: Session, new: NewEntry) -> None:
    account = session.get(AccountRow, new.account_id) if new.account_id else None
    if new.account_id and (account is None or account.role != Role.PRODUCER):
        raise Refusal("Choose the account of a producer.")


def _describe(product: ProductRow, new: NewEntry) -> None:
    product.name_km = written(new.product.km, sentence("Write the product's name in Khmer."))
    product.name_en = written(new.product.en, sentence("Write the product's name in English."))
    product.move_to(new.place)


def _refuse_double(session: Session, round_id: int, new: NewEntry, but: int = 0) -> None:
    same = (
        select(func.count())
        .select_from(EntryRow)
        .join(ProductRow)
        .join(ProducerRow)
        .where(
            EntryRow.round_id == round_id,
            EntryRow.id != but,
            EntryRow.withdrawn_because.is_(None),
            ProductRow.name_km == new.product.km,
            ProductRow.province == new.place.province.iso,
            ProducerRow.name_km == new.producer.km,
            ProducerRow.form == new.form.value,
        )
    )
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
