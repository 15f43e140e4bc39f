"""Products as the registry knows them, for the staff."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from judging.domain.product_papers import Expiry, ProductPaper, expiry_of, longest
from judging.domain.products import OriginTest, Product
from judging.domain.provinces import Province, province
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import NotThere
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.producers import FindingRow, ProducerRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.reach import in_reach
from judging.queries.looks import holds, looks_like


class Lacking(StrEnum):
    """What makes the secretariat look for a product."""

    REGISTRATION = "registration"
    TESTS = "tests"
    EXPIRING = "expiring"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which products to list; what is empty makes no difference."""

    search: str = ""
    group: str = ""
    iso: str = ""
    lacking: str = ""
    producer_id: int | None = None


@dataclass(frozen=True, slots=True)
class PaperView:
    """Of one kind of paper the one that is good for the longest time, and how near its end is."""

    kind: str
    expiry: Expiry


@dataclass(frozen=True, slots=True)
class ProductView:
    """One product of a list: which tests of the four hold, and how many are not answered yet."""

    product_id: int
    name: Words
    producer_id: int
    producer: Words
    group: str
    registration: str
    province: Province
    papers: tuple[PaperView, ...]
    holding: int
    failing: int
    open_tests: int

    def lacks(self, what: str) -> bool:
        """Whether this is why somebody looks for the product."""
        match what:
            case Lacking.REGISTRATION:
                return not self.registration
            case Lacking.TESTS:
                return self.open_tests > 0
            case Lacking.EXPIRED:
                return any(paper.expiry is Expiry.EXPIRED for paper in self.papers)
            case Lacking.EXPIRING:
                return any(paper.expiry in (Expiry.SOON, Expiry.LATER) for paper in self.papers)
            case _:
                return True


@dataclass(frozen=True, slots=True)
class ProductPage:
    """All that is known of one product and whose it is."""

    product_id: int
    product: Product
    producer_id: int
    producer: Words


def products(wanted: Wanted, today: date, reach: Reach = EVERYWHERE) -> list[ProductView]:
    """The products in reach by their Khmer names; papers expire after `today`."""
    findings, papers = _findings_by_product(), _papers_by_product(today)
    found = []
    for row in db.session.execute(_lines(wanted).where(in_reach(ProductRow, reach))):
        holdings = findings[row.id]
        view = ProductView(
            product_id=row.id,
            name=Words(row.name_km, row.name_en),
            producer_id=row.producer_id,
            producer=Words(row.producer_km, row.producer_en),
            group=row.group_code,
            registration=row.registration or "",
            province=province(row.province),
            papers=papers.get(row.id, ()),
            holding=holdings.count(True),
            failing=holdings.count(False),
            open_tests=len(OriginTest) - len(holdings),
        )
        if view.lacks(wanted.lacking) and _has(view, wanted.search):
            found.append(view)
    return found


def product(product_id: int) -> ProductPage:
    """One product; NotThere if there is none."""
    found = select(ProductRow).where(ProductRow.id == product_id)
    load = joinedload(ProductRow.producer), selectinload(ProductRow.findings)
    row = db.session.scalars(found.options(*load)).first()
    if row is None:
        raise NotThere("There is no such product.")
    return ProductPage(row.id, row.product, row.producer_id, row.producer.name)


def products_like(
    name: Words, iso: str, today: date, reach: Reach = EVERYWHERE
) -> list[ProductView]:
    """The products of this province whose names look the same."""
    found = products(Wanted(iso=iso), today, reach)
    return [view for view in found if looks_like(view.name, name)]


def registered_as(number: str, reach: Reach = EVERYWHERE) -> ProductPage | None:
    """The product in reach with this registration number."""
    found = select(ProductRow.id).where(ProductRow.registration == number)
    product_id = db.session.scalar(found.where(in_reach(ProductRow, reach)))
    return product(product_id) if product_id else None


def entered_products(round_id: int) -> set[int]:
    """The products that have an entry in the round, withdrawn or not."""
    entered = select(EntryRow.product_id).where(EntryRow.round_id == round_id)
    return set(db.session.scalars(entered))


def _lines(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    lines: Select[*tuple[Any, ...]] = (
        select(
            ProductRow.id,
            ProductRow.name_km,
            ProductRow.name_en,
            ProductRow.producer_id,
            ProducerRow.name_km.label("producer_km"),
            ProducerRow.name_en.label("producer_en"),
            ProductRow.group_code,
            ProductRow.registration,
            ProductRow.province,
        )
        .join(ProductRow.producer)
        .order_by(ProductRow.name_km, ProductRow.id)
    )
    if wanted.group:
        lines = lines.where(ProductRow.group_code == wanted.group)
    if wanted.iso:
        lines = lines.where(ProductRow.province == wanted.iso)
    if wanted.producer_id is not None:
        lines = lines.where(ProductRow.producer_id == wanted.producer_id)
    return lines


def _has(view: ProductView, search: str) -> bool:
    names = (view.name.km, view.name.en, view.producer.km, view.producer.en)
    return not search or holds(search, view.registration, *names)


def _findings_by_product() -> dict[int, list[bool]]:
    findings: dict[int, list[bool]] = defaultdict(list)
    for product_id, answer in db.session.execute(select(FindingRow.product_id, FindingRow.holds)):
        findings[product_id].append(answer)
    return findings


def _papers_by_product(today: date) -> dict[int, tuple[PaperView, ...]]:
    papers: dict[int, list[ProductPaper]] = defaultdict(list)
    rows = select(
        ProductPaperRow.product_id, ProductPaperRow.kind, ProductPaperRow.expires_on
    ).where(ProductPaperRow.removed_at.is_(None))
    for product_id, kind, until in db.session.execute(rows.order_by(ProductPaperRow.kind)):
        papers[product_id].append(ProductPaper(kind, expires_on=until))
    return {
        product_id: tuple(
            PaperView(kind, expiry_of(paper.expires_on, today))
            for kind, paper in longest(of_product).items()
        )
        for product_id, of_product in papers.items()
    }
