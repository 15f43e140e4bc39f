"""Runs the worked table about panels that look again."""

from decimal import Decimal

from judging.domain.moderation import Moderation, moderation_state
from judging.domain.rules import Disagreement
from tests.domain.building import criterion, part, rubric, rules, sheet, tally
from tests.domain.worked_tables import Row, Table, listed

JUDGES = "ABC"
HUNDRED = rubric(part("C", [criterion("C1", 100)]))
LIMITS = rules(disagreement=Disagreement(range=Decimal(15), from_mean=Decimal(7)))


def where_it_stands(table: Table) -> None:
    """Each row by itself."""
    for row in table:
        sheets = [sheet(judge, C1=points) for judge, points in totals(row["totals"]).items()]
        state = moderation_state(tally(HUNDRED, LIMITS, sheets), moderation(row))
        assert (state.value if state else "–") == row["it stands"], row


def totals(cell: str) -> dict[str, Decimal]:
    pairs = zip(JUDGES, listed(cell), strict=False)
    return {judge: Decimal(points) for judge, points in pairs if points != "–"}


def moderation(row: Row) -> Moderation | None:
    if not row["asked"]:
        return None
    return Moderation(
        number=1,
        asked=frozenset(listed(row["asked"])),
        looked=frozenset(listed(row["looked"])),
        confirmed=totals(row["confirmed"]) or None,
    )
