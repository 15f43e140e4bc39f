"""Which rows are in somebody's reach: one condition for each kind of row, asked by all floors.

Subqueries say what they correlate with, so that a condition means the same in every query.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, inspect, or_, select, true
from sqlalchemy.orm import Session

from judging.domain.people import Role
from judging.domain.reach import Reach
from judging.persistence.accounts import AccountRow
from judging.persistence.appeals import AppealRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.base import Row
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.interests import InterestRow
from judging.persistence.loans import RoundFileRow
from judging.persistence.panels import PanelRow, SeatRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.proposals import ProposalRow
from judging.persistence.tablets import CardRow, TabletRow

Condition = ColumnElement[bool]


def in_reach(kind: type[Row], reach: Reach) -> Condition:
    """That a row of this kind is in reach.

    For who is limited, a kind that is not in the table is out of reach as a whole.
    """
    if not reach.is_limited:
        return true()
    condition = CONDITIONS.get(kind)
    return condition(reach) if condition else false()


def is_in_reach(session: Session, kind: type[Row], key: object, reach: Reach) -> bool:
    """Whether the row of this kind with this number is in reach; asks nothing without a limit."""
    if not reach.is_limited:
        return True
    if kind not in CONDITIONS:
        return False
    (number,) = inspect(kind).primary_key
    wanted = select(number).where(number == key, in_reach(kind, reach))
    with session.no_autoflush:
        return session.scalar(wanted) is not None


def _rounds(reach: Reach) -> Condition:
    return and_(
        _same(RoundRow.province, reach.province),
        _same(RoundRow.competition_id, reach.competition_id),
    )


def _numbers(number: Any, condition: Condition) -> Select[Any]:
    return select(number).where(condition).correlate(None)


def _round_numbers(reach: Reach) -> Select[Any]:
    return _numbers(RoundRow.id, _rounds(reach))


def _entries(reach: Reach) -> Condition:
    return EntryRow.round_id.in_(_round_numbers(reach))


def _round_files(reach: Reach) -> Condition:
    return RoundFileRow.round_id.in_(_round_numbers(reach))


def _proposals(reach: Reach) -> Condition:
    return ProposalRow.round_id.in_(_round_numbers(reach))


def _appeals(reach: Reach) -> Condition:
    return AppealRow.entry_id.in_(_numbers(EntryRow.id, _entries(reach)))


def _panels(reach: Reach) -> Condition:
    return PanelRow.round_id.in_(_round_numbers(reach))


def _cards(reach: Reach) -> Condition:
    return CardRow.round_id.in_(_round_numbers(reach))


def _tablets(reach: Reach) -> Condition:
    """Somebody enrolled on it by a card in reach, and nobody works on it by another's."""
    enrolled = exists().where(CardRow.tablet_id == TabletRow.id).correlate(TabletRow)
    is_others = or_(CardRow.round_id.is_(None), ~_cards(reach))
    return and_(
        enrolled.where(_cards(reach)), ~enrolled.where(CardRow.revoked_at.is_(None), is_others)
    )


def _arrivals(reach: Reach) -> Condition:
    """By the entry; a version whose entry nobody knows is the national round's."""
    here = ArrivalRow.entry_id.in_(_numbers(EntryRow.id, _entries(reach)))
    if reach.province is not None:
        return here
    is_lost = ArrivalRow.entry_id.is_(None)
    return or_(here, and_(is_lost, ArrivalRow.competition_id == reach.competition_id))


def _products(reach: Reach) -> Condition:
    return _same(ProductRow.province, reach.province)


def _papers(reach: Reach) -> Condition:
    return ProductPaperRow.product_id.in_(_numbers(ProductRow.id, _products(reach)))


def _producers(reach: Reach) -> Condition:
    """One of its products is in reach, or it has none yet."""
    has_product = exists().where(ProductRow.producer_id == ProducerRow.id).correlate(ProducerRow)
    return or_(has_product.where(_products(reach)), ~has_product)


def _accounts(reach: Reach) -> Condition:
    """Of those who score: theirs, whoever is of no province, and who sits on their panels.

    Of producers: those that have a producer in reach, or none yet.
    """
    seats = exists().where(SeatRow.judge_id == AccountRow.id, SeatRow.panel_id == PanelRow.id)
    sits = seats.where(_panels(reach)).correlate(AccountRow)
    theirs = and_(
        _same(AccountRow.province, reach.province, or_none=True),
        _same(AccountRow.competition_id, reach.competition_id, or_none=True),
    )
    has_producer = exists().where(ProducerRow.account_id == AccountRow.id).correlate(AccountRow)
    makes = or_(has_producer.where(_producers(reach)), ~has_producer)
    return or_(
        and_(AccountRow.role.in_([Role.JUDGE, Role.DESK]), or_(theirs, sits)),
        and_(AccountRow.role == Role.PRODUCER, makes),
    )


def _interests(reach: Reach) -> Condition:
    """Both the judge and that in which the interest is are in reach."""
    products = _numbers(ProductRow.id, _products(reach))
    producers = _numbers(ProducerRow.id, _producers(reach))
    in_thing = or_(InterestRow.product_id.in_(products), InterestRow.producer_id.in_(producers))
    in_place = and_(InterestRow.province.is_not(None), _same(InterestRow.province, reach.province))
    judges = _numbers(AccountRow.id, _accounts(reach))
    return and_(InterestRow.judge_id.in_(judges), or_(in_thing, in_place))


def _same(column: Any, limit: object, *, or_none: bool = False) -> Condition:
    if limit is None:
        return true()
    return or_(column.is_(None), column == limit) if or_none else column == limit


CONDITIONS: dict[type[Row], Callable[[Reach], Condition]] = {
    AccountRow: _accounts,
    AppealRow: _appeals,
    ArrivalRow: _arrivals,
    CardRow: _cards,
    EntryRow: _entries,
    InterestRow: _interests,
    PanelRow: _panels,
    ProducerRow: _producers,
    ProductPaperRow: _papers,
    ProductRow: _products,
    ProposalRow: _proposals,
    RoundFileRow: _round_files,
    RoundRow: _rounds,
    TabletRow: _tablets,
}
