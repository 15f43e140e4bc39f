"""Tables on their way into the registry, with what they would do."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, undefer

from judging.domain.refusal import NotThere
from judging.domain.registry_plan import Fate, Planned
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.imports import ImportRow, plan_from
from judging.persistence.producers import ProducerRow, ProductRow


@dataclass(frozen=True, slots=True)
class ImportView:
    """A table that somebody gave."""

    id: int
    name: str
    digest: str
    by: Words
    made_at: datetime
    applied_at: datetime | None
    is_thrown_away: bool


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a table would do; `alike` names what looks the same, by "product:12" or "row:7"."""

    about: ImportView
    unknown: list[str]
    plan: list[Planned]
    ticked: frozenset[int]
    planned_at: datetime | None

    @property
    def counts(self) -> Counter[Fate]:
        """How many rows have which fate."""
        return Counter(planned.fate for planned in self.plan)

    @property
    def wanted(self) -> int:
        """How many rows would be written."""
        counts = self.counts
        return counts[Fate.NEW] + counts[Fate.CHANGED] + len(self.ticked)


def kept_imports() -> list[ImportView]:
    """Every import whose table is kept, for it is not brought in yet; the newest first."""
    return [_view(row) for row in db.session.scalars(_newest().where(ImportRow.has_file))]


def ended_imports(limit: int = 20) -> list[ImportView]:
    """The newest imports that were brought in or thrown away."""
    ended = _newest().where(~ImportRow.has_file)
    return [_view(row) for row in db.session.scalars(ended.limit(limit))]


def _newest() -> Select[ImportRow]:
    return select(ImportRow).options(joinedload(ImportRow.by)).order_by(ImportRow.id.desc())


def dry_run(import_id: int) -> DryRun:
    """One import with its dry run, which is empty until it is made; NotThere if there is none."""
    wanted = select(ImportRow).where(ImportRow.id == import_id)
    row = db.session.scalars(
        wanted.options(joinedload(ImportRow.by), undefer(ImportRow.plan))
    ).first()
    if row is None:
        raise NotThere("There is no such import.")
    return DryRun(
        about=_view(row),
        unknown=row.unknown_headings,
        plan=plan_from(row.plan) if row.plan else [],
        ticked=row.ticked_rows,
        planned_at=row.planned_at,
    )


def names_of(marks: set[str]) -> dict[str, tuple[Words, Words | None]]:
    """The names behind marks such as "product:12" and "producer:3": its own and its producer's."""
    names: dict[str, tuple[Words, Words | None]] = {}
    products = select(ProductRow).options(joinedload(ProductRow.producer))
    for product in db.session.scalars(products.where(ProductRow.id.in_(_of(marks, "product")))):
        names[f"product:{product.id}"] = product.name, product.producer.name
    makers = select(ProducerRow).where(ProducerRow.id.in_(_of(marks, "producer")))
    for producer in db.session.scalars(makers):
        names[f"producer:{producer.id}"] = producer.name, None
    return names


def _of(marks: set[str], kind: str) -> list[int]:
    return [int(mark.partition(":")[2]) for mark in marks if mark.startswith(f"{kind}:")]


def _view(row: ImportRow) -> ImportView:
    return ImportView(
        id=row.id,
        name=row.name,
        digest=row.digest,
        by=row.by.person().name,
        made_at=row.made_at,
        applied_at=row.applied_at,
        is_thrown_away=row.is_thrown_away,
    )
