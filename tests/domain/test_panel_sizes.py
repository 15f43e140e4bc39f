"""Sizes of panels: as few as the days allow, or as many as there are judges for."""

from dataclasses import replace

import pytest
from hypothesis import given

from judging.domain.drawing import DrawRules, Lots, PlannedFlight, PlannedPanel, Spread
from judging.domain.panel_sizes import panel_sizes
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed
from tests.domain.lots import entries_of, judges_of, officers, some_lots

FEW = DrawRules(days=1, spread=Spread.FEW)


def sizes(lots: Lots, scorer: Scorer = Scorer.PANEL) -> list[int]:
    return [size.entries for size in panel_sizes(lots, scorer)]


@pytest.mark.parametrize(
    ("entries", "days", "wanted"),
    [(45, 1, [45]), (46, 1, [23, 23]), (91, 1, [31, 30, 30]), (90, 2, [90]), (91, 2, [46, 45])],
)
def test_a_group_gets_several_panels_when_one_cannot_take_it_in_the_days(
    entries: int, days: int, wanted: list[int]
) -> None:
    lots = Lots(entries_of(FOOD=entries), judges_of(5, "FOOD"), replace(FEW, days=days))
    assert sizes(lots) == wanted


def test_many_judges_share_a_large_group() -> None:
    lots = Lots(entries_of(FOOD=60), judges_of(15, "FOOD"), DrawRules(days=2))
    assert sizes(lots) == [20, 20, 20]


def test_a_group_is_not_divided_beyond_its_experts() -> None:
    judges = (*judges_of(9, "FOOD"), *judges_of(6, "DRINK", first=10))
    assert sizes(Lots(entries_of(FOOD=60), judges, DrawRules(days=2))) == [60]


def test_no_group_is_divided_into_less_than_a_flight() -> None:
    lots = Lots(entries_of(FOOD=15), judges_of(60, "FOOD"), DrawRules(days=1))
    assert sizes(lots) == [15]


def test_every_desk_officer_reads_of_every_group() -> None:
    lots = Lots(entries_of(DRINK=2, FOOD=10), officers(3), DrawRules(days=1))
    assert sizes(lots, Scorer.DESK) == [1, 1, 4, 3, 3]


def test_two_desk_officers_on_a_team_halve_the_teams() -> None:
    rules = DrawRules(days=1, seats=Needed(desk=2, panel=5))
    assert sizes(Lots(entries_of(FOOD=10), officers(5), rules), Scorer.DESK) == [5, 5]


def test_what_a_kept_panel_is_served_is_not_drawn_again() -> None:
    kept = PlannedPanel("FOOD 1", "FOOD", Scorer.PANEL, (1,), None, (PlannedFlight((1, 2)),))
    lots = Lots(entries_of(FOOD=5), judges_of(5, "FOOD"), FEW, kept=(kept,))
    assert (sizes(lots), lots.to_serve(Scorer.PANEL)) == ([3], {"FOOD": [3, 4, 5]})
    assert sizes(lots, Scorer.DESK) == [5]


def test_flights_are_even_and_go_over_all_days() -> None:
    lots = Lots(entries_of(FOOD=50), judges_of(5, "FOOD"), DrawRules(days=2))
    (panel,) = panel_sizes(lots, Scorer.PANEL)
    assert panel.flights == ((1, 12), (1, 13), (2, 12), (2, 13))


@given(some_lots())
def test_no_flight_and_no_day_of_a_panel_is_too_long(lots: Lots) -> None:
    for panel in panel_sizes(lots, Scorer.PANEL):
        assert max(size for _, size in panel.flights) <= 15
        assert all(panel.on(day) <= 45 for day in range(1, lots.rules.days + 1))
        assert {day for day, _ in panel.flights} <= set(range(1, lots.rules.days + 1))


@given(some_lots())
def test_every_entry_has_a_place_and_panels_of_a_group_differ_by_one(lots: Lots) -> None:
    for scorer in Scorer:
        by_group: dict[str, list[int]] = {}
        for panel in panel_sizes(lots, scorer):
            by_group.setdefault(panel.group, []).append(panel.entries)
        wanted = {group: len(entries) for group, entries in lots.to_serve(scorer).items()}
        assert {group: sum(found) for group, found in by_group.items()} == wanted
        assert all(max(found) - min(found) <= 1 for found in by_group.values())
