"""The leading products of a provincial round, with their names and where they went."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import aliased

from judging.domain.words import Words
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.leading import leading_of_round
from judging.persistence.producers import ProducerRow, ProductRow


@dataclass(frozen=True, slots=True)
class LeadingView:
    """One ranked entry of the province; `carried` is its code in the national round, if there."""

    entry_id: int
    code: str
    product: Words
    producer: Words
    group: Words
    rank: int | None
    star: int | None
    percent: Fraction
    is_first: bool
    is_equal: bool
    carried: str | None


def leading_of(round_id: int) -> list[LeadingView]:
    """Everybody with a rank in the round, best first, and who leads on by the scores."""
    session = db.session()
    leading, ranked = leading_of_round(session, session.get_one(RoundRow, round_id))
    known = _names(round_id)
    first, equal = set(leading.first), set(leading.equal)
    return [
        LeadingView(
            entry_id=one.entry_id,
            code=one.candidate.entry,
            product=product,
            producer=producer,
            group=group,
            rank=one.rank,
            star=one.star,
            percent=one.candidate.percent,
            is_first=one.candidate.entry in first,
            is_equal=one.candidate.entry in equal,
            carried=carried,
        )
        for one in ranked
        for product, producer, group, carried in [known[one.entry_id]]
    ]


def _names(round_id: int) -> dict[int, tuple[Words, Words, Words, str | None]]:
    there = aliased(EntryRow)
    rows = db.session.execute(
        select(EntryRow.id, ProductRow, ProducerRow, GroupRow, there.code)
        .join(ProductRow, ProductRow.id == EntryRow.product_id)
        .join(ProducerRow, ProducerRow.id == ProductRow.producer_id)
        .join(GroupRow, GroupRow.id == EntryRow.group_id)
        .outerjoin(there, (there.carried_from_id == EntryRow.id) & there.departure.is_(None))
        .where(EntryRow.round_id == round_id)
    )
    return {
        entry_id: (product.name, producer.name, group.title, carried)
        for entry_id, product, producer, group, carried in rows
    }
