"""Tables on their way into the registry: the file, and what it would do row by row."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, select
from sqlalchemy.orm import (
    Mapped,
    Session,
    column_property,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)

from judging.domain.registry_plan import Change, Fate, Known, Planned, Read
from judging.domain.registry_table import Fault
from judging.domain.registry_values import values_of
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Name, Row, UtcTime
from judging.persistence.producers import ProductRow


class ImportRow(Row):
    """A table that somebody gave; `file` is None once it is applied or thrown away.

    `digest` is the SHA-256 of the file. `plan` is its dry run as JSON, None until there is one.
    `groups` are the codes of product groups by the look of what a cell may call them.
    `ticked` are the numbers of the rows of which somebody said that they are other products.
    """

    __tablename__ = "registry_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    file: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    has_file: Mapped[bool] = column_property(file.is_not(None))
    unknown: Mapped[str] = mapped_column(Text, default="[]")
    groups: Mapped[str] = mapped_column(Text, default="{}")
    plan: Mapped[str | None] = mapped_column(Text, deferred=True)
    ticked: Mapped[str] = mapped_column(Text, default="[]")
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    by: Mapped[AccountRow] = relationship()
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    planned_at: Mapped[datetime | None] = mapped_column(UtcTime)
    applied_at: Mapped[datetime | None] = mapped_column(UtcTime)

    @property
    def is_thrown_away(self) -> bool:
        """Whether nothing is left of it that could be brought in."""
        return not self.has_file and self.applied_at is None

    @property
    def ticked_rows(self) -> frozenset[int]:
        """The rows that are other products, whatever they look like."""
        return frozenset(json.loads(self.ticked))

    @property
    def group_by_look(self) -> dict[str, str]:
        """The product groups that a cell may name."""
        groups: dict[str, str] = json.loads(self.groups)
        return groups

    @property
    def unknown_headings(self) -> list[str]:
        """The headings that no column of the registry has."""
        headings: list[str] = json.loads(self.unknown)
        return headings


def plan_text(plan: Iterable[Planned]) -> str:
    """A dry run as it is kept; the same plan is the same text."""
    return json.dumps([asdict(planned) for planned in plan], ensure_ascii=False, sort_keys=True)


def plan_from(text: str) -> list[Planned]:
    """The dry run that was kept."""
    return [_planned(**plain) for plain in json.loads(text)]


def _planned(
    row: dict[str, object],
    fate: str,
    changes: Sequence[dict[str, object]],
    faults: Sequence[dict[str, object]],
    **rest: object,
) -> Planned:
    return Planned(
        row=Read(**(row | {"faults": ()})),  # type: ignore[arg-type]
        fate=Fate(fate),
        changes=[Change(**change) for change in changes],  # type: ignore[arg-type]
        faults=[Fault(**fault) for fault in faults],  # type: ignore[arg-type]
        **rest,  # type: ignore[arg-type]
    )


def known_products(session: Session) -> list[Known]:
    """The whole registry as the law of importing sees it, the oldest first."""
    rows = session.scalars(
        select(ProductRow)
        .options(joinedload(ProductRow.producer), selectinload(ProductRow.findings))
        .order_by(ProductRow.id)
    )
    return [
        Known(row.id, row.producer_id, values_of(row.product, row.producer.producer))
        for row in rows
    ]
