"""Standings while the round runs, for organisers only: computed from the sheets each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from judging.domain.refusal import NotThere
from judging.domain.standing import Standing
from judging.domain.tallying import panel_disagreement
from judging.domain.words import Words
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import group_standings
from judging.persistence.producers import ProducerRow, ProductRow


@dataclass(frozen=True, slots=True)
class StandingView:
    """A standing with the names behind its code, and where its panel disagrees."""

    standing: Standing
    entry_id: int
    product: Words
    producer: Words
    province: str

    @property
    def disagreement(self) -> Mapping[str, Decimal | Fraction]:
        """Points beyond the rules' thresholds by "range" or a judge's number."""
        tally = self.standing.tally
        return panel_disagreement(tally) if tally else {}


def standings_of(round_id: int, group: str) -> list[StandingView]:
    """The standings of one product group, ranked entries first."""
    round_ = db.session.get(RoundRow, round_id)
    found = select(GroupRow).where(GroupRow.code == group)
    if round_ is None:
        raise NotThere("There is no such round.")
    row = db.session.scalars(found.where(GroupRow.competition_id == round_.competition_id)).first()
    if row is None:
        raise NotThere("The competition has no such product group.")
    names = _names(round_id, row.id)
    return [
        StandingView(standing, *names[standing.entry])
        for standing in group_standings(db.session(), round_.competition, row, round_id)
    ]


def _names(round_id: int, group_id: int) -> dict[str, tuple[int, Words, Words, str]]:
    rows = db.session.execute(
        select(
            EntryRow.code,
            EntryRow.id,
            ProductRow.name_km,
            ProductRow.name_en,
            ProducerRow.name_km,
            ProducerRow.name_en,
            ProductRow.province,
        )
        .join(ProductRow, ProductRow.id == EntryRow.product_id)
        .join(ProducerRow, ProducerRow.id == ProductRow.producer_id)
        .where(EntryRow.round_id == round_id, EntryRow.group_id == group_id)
    )
    return {
        code: (entry_id, Words(*product), Words(*producer), province)
        for code, entry_id, *rest in rows
        for product, producer, province in [(rest[:2], rest[2:4], rest[4])]
    }
