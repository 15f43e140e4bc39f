"""Writing the rows of a planned import into the registry."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.registry_plan import Planned
from judging.domain.registry_table import OF_THE_PRODUCER
from judging.domain.registry_values import producer_with, product_with
from judging.persistence.producers import ProducerRow, ProductRow
from judging.services.acts import Deeds
from judging.services.registering import (
    describe_producer,
    describe_product,
    producer_facts,
    product_facts,
)

R = TypeVar("R", ProducerRow, ProductRow)
PORTION = 500


def bring_in(session: Session, deeds: Deeds[Any], plan: Sequence[Planned]) -> Counter[str]:
    """Write the rows that are new or changed, with a line of the audit for each thing changed."""
    kept = _Kept(session, plan)
    for planned in plan:
        kept.write(planned)
    session.flush()
    kept.note(deeds)
    return kept.counts


class _Kept:
    """The rows of the registry that the plan touches, and what they were before."""

    def __init__(self, session: Session, plan: Sequence[Planned]) -> None:
        self.session = session
        self.counts: Counter[str] = Counter(new=0, changed=0, producers=0)
        self.products: dict[int | str, ProductRow] = {}
        self.producers: dict[int | str, ProducerRow] = {}
        self.was: dict[ProductRow | ProducerRow, dict[str, object] | None] = {}
        self.touched: set[ProductRow | ProducerRow] = set()
        producer_ids = {p.producer for p in plan if isinstance(p.producer, int)}
        product_ids = {p.product_id for p in plan if p.product_id is not None}
        for producer in _rows(session, ProducerRow, producer_ids):
            self.producers[producer.id] = producer
            self.was[producer] = producer_facts(producer)
        for product in _rows(session, ProductRow, product_ids):
            self.products[product.id], self.was[product] = product, product_facts(product)

    def write(self, planned: Planned) -> None:
        """One row: its producer first, then its product."""
        values = planned.row.values
        producer = self.producers.get(planned.producer)
        changed = {change.key for change in planned.changes}
        if producer is None or OF_THE_PRODUCER & changed:
            producer = self._describe_producer(planned, producer)
        if planned.product_id is None:
            product = ProductRow(producer=producer)
            self.was[product] = None
            describe_product(self.session, product, product_with(values))
            self.session.add(product)
            self.counts["new"] += 1
            return
        self.counts["changed"] += 1
        if changed - OF_THE_PRODUCER:
            product = self.products[planned.product_id]
            describe_product(self.session, product, product_with(values, product.product))
            self.touched.add(product)

    def _describe_producer(self, planned: Planned, row: ProducerRow | None) -> ProducerRow:
        known = row.producer if row else None
        row = row or ProducerRow()
        describe_producer(self.session, row, producer_with(planned.row.values, known))
        if known is None:
            self.session.add(row)
            self.producers[planned.producer], self.was[row] = row, None
            self.counts["producers"] += 1
        self.touched.add(row)
        return row

    def note(self, deeds: Deeds[Any]) -> None:
        """The lines of the audit: what is as it was has none; a new contact shows in no line."""
        for row, was in self.was.items():
            if was is not None and row not in self.touched:
                continue
            if isinstance(row, ProducerRow):
                facts, on, kind = producer_facts(row), f"producer:{row.id}", "producer"
            else:
                facts, on, kind = product_facts(row), f"product:{row.id}", "product"
            if was is None and kind == "producer":
                deeds.note("producer.registered", on, {"is": facts})
            elif was is None:
                deeds.note("product.registered", on, {"is": facts})
            elif kind == "producer":
                deeds.note("producer.corrected", on, {"was": was, "is": facts})
            else:
                deeds.note("product.corrected", on, {"was": was, "is": facts})


def _rows(session: Session, kind: type[R], numbers: set[int]) -> Iterator[R]:
    """These rows; asked for in portions, for a statement holds only so many numbers."""
    wanted = sorted(numbers)
    for start in range(0, len(wanted), PORTION):
        portion = wanted[start : start + PORTION]
        yield from session.scalars(select(kind).where(kind.id.in_(portion)).order_by(kind.id))
