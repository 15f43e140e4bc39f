"""The papers of registered products: those of one, those needed, and those that expire."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from judging.domain.product_papers import (
    Expiry,
    NeededPaper,
    PaperState,
    ProductPaper,
    expiry_of,
    needed_papers,
)
from judging.domain.provinces import Province, province
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import NotThere
from judging.domain.standard import PaperKind, Standard
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.producers import ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.reach import in_reach
from judging.persistence.scans import kept_scan
from judging.queries.competitions import current_competition
from judging.queries.looks import holds


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper of a product as pages show it; `scan_type` is None without a scan."""

    id: int
    product_id: int
    product: Words
    producer: Words
    province: Province
    kind: PaperKind
    paper: ProductPaper
    expiry: Expiry
    scan_type: str | None

    @property
    def issuer(self) -> Words:
        """Who gave it: what was written, or the office that usually gives its kind."""
        typed = self.paper.issuer
        return Words(typed, typed) if typed else self.kind.issuer


@dataclass(frozen=True, slots=True)
class RegisteredPaper:
    """What the registry has of one kind of paper, for who reads the papers of an entry."""

    id: int
    paper: ProductPaper
    expiry: Expiry
    has_scan: bool


@dataclass(frozen=True, slots=True)
class KeptScan:
    """The scan of a paper; `type` is "pdf", "jpeg" or "png"."""

    paper_id: int
    kind: str
    type: str
    content: bytes


def papers_of(product_id: int, standard: Standard, on: date) -> list[PaperView]:
    """The papers of a product, in the order of the standard; those taken out are not shown."""
    order = {kind.code: place for place, kind in enumerate(standard.papers)}
    rows = db.session.scalars(_papers().where(ProductPaperRow.product_id == product_id)).all()
    ordered = sorted(rows, key=lambda row: (order.get(row.kind, len(order)), row.kind, row.id))
    return [_view(row, standard, on) for row in ordered]


def paper(paper_id: int, standard: Standard, on: date) -> PaperView:
    """One paper; NotThere if there is none, or it was taken out."""
    row = db.session.scalars(_papers().where(ProductPaperRow.id == paper_id)).first()
    if row is None:
        raise NotThere("There is no such paper.")
    return _view(row, standard, on)


def scan_of(paper_id: int, folder: Path, entry_id: int | None = None) -> KeptScan:
    """The scan of a paper, of this entry if one is named.

    NotThere if the paper has none, is taken out or another's, or the file is not whole any more.
    """
    wanted = _papers().where(ProductPaperRow.id == paper_id)
    if entry_id is not None:
        wanted = wanted.join(EntryRow, EntryRow.product_id == ProductPaperRow.product_id)
        wanted = wanted.where(EntryRow.id == entry_id)
    row = db.session.scalars(wanted).first()
    content = kept_scan(folder, row.scan) if row and row.scan else None
    if row is None or row.scan_type is None or content is None:
        raise NotThere("There is no scan of this paper.")
    return KeptScan(row.id, row.kind, row.scan_type, content)


def needed_of(product_id: int, group: str, on: date, standard: Standard) -> tuple[NeededPaper, ...]:
    """What the standard asks of the product in this group, and whether it is there on the day."""
    rows = db.session.scalars(
        select(ProductPaperRow).where(
            ProductPaperRow.product_id == product_id, ProductPaperRow.removed_at.is_(None)
        )
    )
    return needed_papers(standard, group, [row.paper for row in rows], on)


def papers_missing(
    product_id: int, group: str, on: date, standard: Standard | None = None
) -> tuple[NeededPaper, ...]:
    """Papers that the group needs and that are missing or expired on the day.

    By the standard of the newest competition if none is given; none where there is neither.
    """
    if standard is None:
        newest = current_competition()
        if newest is None:
            return ()
        standard = written(db.session(), Standard, newest.standard_version)
    needed = needed_of(product_id, group, on, standard)
    return tuple(one for one in needed if one.state is not PaperState.THERE)


def missing_of_entry(entry_id: int, on: date) -> tuple[NeededPaper, ...]:
    """What the entry's competition asks of its group and the registry has not, or not any more."""
    row = db.session.get(EntryRow, entry_id)
    if row is None:
        raise NotThere("There is no such entry.")
    standard = written(db.session(), Standard, row.round.competition.standard_version)
    return papers_missing(row.product_id, row.group.code, on, standard)


def registered_of_entry(entry_id: int, on: date) -> dict[str, RegisteredPaper]:
    """What the registry has of an entry's product: of each kind the paper that is good longest."""
    rows = db.session.scalars(
        select(ProductPaperRow)
        .join(EntryRow, EntryRow.product_id == ProductPaperRow.product_id)
        .where(EntryRow.id == entry_id, ProductPaperRow.removed_at.is_(None))
    )
    return {
        row.kind: RegisteredPaper(
            row.id, row.paper, expiry_of(row.expires_on, on), row.scan is not None
        )
        for row in sorted(rows, key=lambda row: (row.expires_on or date.max, -row.id))
    }


def expiring_papers(
    standard: Standard,
    on: date,
    until: date,
    iso: str = "",
    search: str = "",
    reach: Reach = EVERYWHERE,
) -> list[PaperView]:
    """The papers in reach that are over on `until`, those that end first before the others.

    A paper whose product has one of the same kind that is good for longer is left out.
    """
    later = aliased(ProductPaperRow)
    renewed = exists().where(
        later.product_id == ProductPaperRow.product_id,
        later.kind == ProductPaperRow.kind,
        later.removed_at.is_(None),
        or_(
            later.expires_on.is_(None),
            later.expires_on > ProductPaperRow.expires_on,
            and_(later.expires_on == ProductPaperRow.expires_on, later.id > ProductPaperRow.id),
        ),
    )
    wanted = _papers().where(ProductPaperRow.expires_on <= until, ~renewed)
    wanted = wanted.where(in_reach(ProductPaperRow, reach))
    if iso:
        wanted = wanted.where(ProductRow.province == iso)
    wanted = wanted.order_by(ProductPaperRow.expires_on, ProductPaperRow.id)
    views = [_view(row, standard, on) for row in db.session.scalars(wanted)]
    return [view for view in views if not search or holds(search, *_names_of(view))]


def _names_of(view: PaperView) -> tuple[str, ...]:
    return (view.product.km, view.product.en, view.producer.km, view.producer.en, view.paper.number)


def _papers() -> Select[ProductPaperRow]:
    return (
        select(ProductPaperRow)
        .join(ProductPaperRow.product)
        .where(ProductPaperRow.removed_at.is_(None))
        .options(joinedload(ProductPaperRow.product).joinedload(ProductRow.producer))
    )


def _view(row: ProductPaperRow, standard: Standard, on: date) -> PaperView:
    unknown = PaperKind(row.kind, Words(row.kind, row.kind), Words("", ""))
    known = (kind for kind in standard.papers if kind.code == row.kind)
    return PaperView(
        id=row.id,
        product_id=row.product_id,
        product=row.product.name,
        producer=row.product.producer.name,
        province=province(row.product.province),
        kind=next(known, unknown),
        paper=row.paper,
        expiry=expiry_of(row.expires_on, on),
        scan_type=row.scan_type,
    )
