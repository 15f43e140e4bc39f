"""From rows of the registry to the copies that travel, and to what is here to meet them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from judging.domain.products import OriginTest
from judging.domain.round_files import (
    FindingCopy,
    PaperCopy,
    ProducerCopy,
    ProductCopy,
    Registry,
)
from judging.domain.words import Words
from judging.persistence.entries import EntryRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow

PORTION = 500


def registry_of(session: Session, province: str, round_id: int | None = None) -> Registry:
    """The products of a province, and those that are entered in the round, if one is given."""
    entered = select(EntryRow.product_id).where(EntryRow.round_id == round_id)
    return _copied(session, [or_(ProductRow.province == province, ProductRow.id.in_(entered))], ())


def registry_beside(session: Session, there: Registry, province: str) -> Registry:
    """What is here of the things that come, and whatever a product that comes could look like."""
    numbers = {one.registration for one in there.products} - {""}
    wanted = [
        ProductRow.province == province,
        *_portions(ProductRow.identity, (one.identity for one in there.products)),
        *_portions(ProductRow.registration, numbers),
    ]
    return _copied(session, wanted, {one.identity for one in there.producers})


def products_by_identity(session: Session, identities: Collection[str]) -> dict[str, ProductRow]:
    """These products, each by its identity."""
    return {
        row.identity: row
        for condition in _portions(ProductRow.identity, identities)
        for row in session.scalars(select(ProductRow).where(condition))
    }


def producers_by_identity(session: Session, identities: Collection[str]) -> dict[str, ProducerRow]:
    """These producers, each by its identity."""
    return {
        row.identity: row
        for condition in _portions(ProducerRow.identity, identities)
        for row in session.scalars(select(ProducerRow).where(condition))
    }


def _copied(
    session: Session, wanted: Iterable[ColumnElement[bool]], producers: Collection[str]
) -> Registry:
    options = (joinedload(ProductRow.producer), selectinload(ProductRow.findings))
    products: dict[int, ProductRow] = {}
    for condition in wanted:
        rows = session.scalars(select(ProductRow).where(condition).options(*options))
        products |= {row.id: row for row in rows}
    makers = {row.producer.identity: row.producer for row in products.values()}
    makers |= producers_by_identity(session, set(producers) - makers.keys())
    return Registry(
        producers=tuple(_producer(makers[identity]) for identity in sorted(makers)),
        products=tuple(sorted(map(_product, products.values()), key=lambda one: one.identity)),
        papers=_papers(session, products),
    )


def _papers(session: Session, products: dict[int, ProductRow]) -> tuple[PaperCopy, ...]:
    rows = [
        row
        for condition in _portions(ProductPaperRow.product_id, products)
        for row in session.scalars(
            select(ProductPaperRow).where(condition, ProductPaperRow.removed_at.is_(None))
        )
    ]
    rows.sort(key=lambda row: (products[row.product_id].identity, row.id))
    return tuple(PaperCopy(products[row.product_id].identity, row.paper) for row in rows)


def _producer(row: ProducerRow) -> ProducerCopy:
    return ProducerCopy(row.identity, replace(row.producer, account_id=None))


def _product(row: ProductRow) -> ProductCopy:
    findings = {finding.test: finding for finding in row.findings}
    return ProductCopy(
        identity=row.identity,
        producer=row.producer.identity,
        name=row.name,
        province=row.province,
        district=_level(row.district_km, row.district_en),
        commune=_level(row.commune_km, row.commune_en),
        village=_level(row.village_km, row.village_en),
        gazetteer=row.gazetteer,
        registration=row.registration or "",
        group=row.group_code,
        findings=tuple(
            FindingCopy(test, findings[test].holds, findings[test].reason)
            for test in OriginTest
            if test in findings
        ),
    )


def _level(km: str, en: str) -> Words | None:
    return Words(km, en) if km or en else None


def _portions(column: InstrumentedAttribute[Any], values: Iterable[Any]) -> Iterator[Any]:
    """Conditions for all values: a statement holds only so many."""
    wanted = sorted(values)
    for start in range(0, len(wanted), PORTION):
        yield column.in_(wanted[start : start + PORTION])
