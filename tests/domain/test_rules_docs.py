"""Every worked table in docs/rules is run against the law."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from tests.domain import (
    tables_of_appeals,
    tables_of_arrivals,
    tables_of_conflicts,
    tables_of_leading,
    tables_of_moderation,
    tables_of_paper,
    tables_of_repeats,
    tables_of_standings,
    tables_of_tallies,
)
from tests.domain.tables_of_tallies import text
from tests.domain.worked_tables import Table, worked_tables

TABLES = worked_tables()

RUNS: dict[str, Callable[[Table], None]] = {
    "absence-and-quorum: Desk and panel": tables_of_tallies.desk_and_panel,
    "absence-and-quorum: Sheets and quorum": tables_of_tallies.quorum,
    "appeals: Until when an appeal is taken": tables_of_appeals.until_when,
    "appeals: Which certificates are renewed": tables_of_appeals.renewed_certificates,
    "arrivals: The newest version counts": tables_of_arrivals.newest_counts,
    "arrivals: The order of questions": tables_of_arrivals.order_of_questions,
    "combining: Per sheet or per criterion": tables_of_tallies.per_sheet_or_criterion,
    "combining: The methods": tables_of_tallies.methods,
    "conflicts: What a declared interest touches": tables_of_conflicts.declared,
    "conflicts: What a judge and an entry have in common": tables_of_conflicts.in_common,
    "gates-and-branches: Branches": tables_of_tallies.branches,
    "gates-and-branches: Conditions": tables_of_tallies.conditions,
    "gates-and-branches: Gates": tables_of_standings.gates,
    "honours: Places and the cap": tables_of_standings.honours_of_a_group,
    "honours: The star that is needed": tables_of_standings.honours_that_need_a_star,
    "leading: Where every entry is": tables_of_leading.where_every_entry_is,
    "leading: Who leads on": tables_of_leading.who_leads_on,
    "moderation: Where a disagreement stands": tables_of_moderation.where_it_stands,
    "paper: Where two notes differ": tables_of_paper.notes,
    "paper: Where two readings differ": tables_of_paper.readings,
    "repeats: Against the median": tables_of_repeats.against_the_median,
    "repeats: The repeat less the original": tables_of_repeats.repeat_less_original,
    "repeats: What is planted": tables_of_repeats.how_many,
    "rounding: Half up": tables_of_tallies.half_up,
    "rounding: The order of figure skating": tables_of_tallies.components,
    "rounding: Why the place matters": tables_of_tallies.places_of_rounding,
    "stars: Bands and caps": tables_of_standings.bands,
    "ties: Head to head": tables_of_standings.duels,
    "ties: Lowest spread": tables_of_standings.spread,
    "ties: The cascade": tables_of_standings.cascade,
}


def test_every_worked_table_is_run():
    assert sorted(TABLES) == sorted(RUNS)


@pytest.mark.parametrize("heading", sorted(RUNS))
def test_the_law_gives_what_the_page_says(heading):
    for table in TABLES[heading]:
        assert table
        RUNS[heading](table)


def test_the_components_of_figure_skating_add_up_to_the_first_score_of_the_next_table():
    [components_table] = TABLES["rounding: The order of figure skating"]
    [places] = TABLES["rounding: Why the place matters"]
    assert (
        text(sum(Fraction(row["points"]) for row in components_table)) == places[0]["final score"]
    )
