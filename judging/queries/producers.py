"""Producers as the registry knows them, for the staff."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.domain.producers import Producer, ProducerForm
from judging.domain.provinces import Province, province
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import NotThere
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.reach import in_reach
from judging.queries.looks import holds, looks_like


@dataclass(frozen=True, slots=True)
class ProducerView:
    """One producer of a list; `provinces` are those of its products, in their order."""

    producer_id: int
    name: Words
    form: ProducerForm
    products: int
    provinces: tuple[Province, ...]


@dataclass(frozen=True, slots=True)
class ProducerPage:
    """All that is known of one producer; `login` is that of its account, empty without one."""

    producer_id: int
    producer: Producer
    login: str


def producers(
    search: str = "", iso: str = "", form: str = "", reach: Reach = EVERYWHERE
) -> list[ProducerView]:
    """The producers by their Khmer names: with this in a name, a product in this province.

    Of a producer in reach only what is in reach is counted.
    """
    wanted = select(ProducerRow.id, ProducerRow.name_km, ProducerRow.name_en, ProducerRow.form)
    wanted = wanted.where(in_reach(ProducerRow, reach))
    if form:
        wanted = wanted.where(ProducerRow.form == form)
    places = _provinces_by_producer(reach)
    return [
        ProducerView(
            producer_id,
            Words(km, en),
            ProducerForm(kind),
            len(places[producer_id]),
            tuple(sorted(set(places[producer_id]), key=lambda place: place.number)),
        )
        for producer_id, km, en, kind in db.session.execute(wanted.order_by(ProducerRow.name_km))
        if (not search or holds(search, km, en))
        and (not iso or any(place.iso == iso for place in places[producer_id]))
    ]


def producer(producer_id: int) -> ProducerPage:
    """One producer; NotThere if there is none."""
    found = select(ProducerRow).where(ProducerRow.id == producer_id)
    row = db.session.scalars(found.options(joinedload(ProducerRow.account))).first()
    if row is None:
        raise NotThere("There is no such producer.")
    return ProducerPage(row.id, row.producer, row.account.login if row.account else "")


def producers_like(name: Words, reach: Reach = EVERYWHERE) -> list[ProducerView]:
    """The producers in reach whose names look the same."""
    return [view for view in producers(reach=reach) if looks_like(view.name, name)]


def _provinces_by_producer(reach: Reach) -> dict[int, list[Province]]:
    """The province of each product, by its producer."""
    places: dict[int, list[Province]] = defaultdict(list)
    wanted = select(ProductRow.producer_id, ProductRow.province).where(in_reach(ProductRow, reach))
    for producer_id, iso in db.session.execute(wanted):
        places[producer_id].append(province(iso))
    return places
