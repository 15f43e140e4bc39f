"""Draws: no hard rule is ever broken, a seed comes again, too few judges are said."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from judging.analysis import seating
from judging.analysis.drawing import draw_plan
from judging.domain.drawing import (
    DrawJudge,
    DrawRules,
    Lots,
    PlannedFlight,
    PlannedPanel,
    Spread,
    digest_of_draw,
    loads,
)
from judging.domain.plan_checking import Broken, PlanRule, check_plan
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed
from tests.domain.lots import entries_of, judges_of, officers, some_lots

FEW = DrawRules(days=2, spread=Spread.FEW)


def of_kind(panels: tuple[PlannedPanel, ...], scorer: Scorer) -> tuple[PlannedPanel, ...]:
    return tuple(panel for panel in panels if panel.scorer is scorer)


@settings(max_examples=60)
@given(some_lots(), st.integers(1, 999))
def test_no_drawn_plan_breaks_a_hard_rule(lots: Lots, seed: int) -> None:
    plan = draw_plan(lots, seed)
    soft = {PlanRule.UNSERVED, PlanRule.BELOW_QUORUM, PlanRule.EMPTY_SEATS}
    if not lots.rules.experts_only:
        soft.add(PlanRule.NOT_EXPERT)
    assert {broken.rule for broken in check_plan(lots, plan.panels)} <= soft
    assert all(p.chair in p.judges for p in of_kind(plan.panels, Scorer.PANEL))
    assert {p.chair for p in of_kind(plan.panels, Scorer.DESK)} <= {None}


@settings(max_examples=20)
@given(some_lots(), st.integers(1, 999))
def test_the_same_seed_gives_the_same_plan_however_the_lots_lie(lots: Lots, seed: int) -> None:
    plan = draw_plan(lots, seed)
    entries, judges = list(lots.entries), list(lots.judges)
    Random(seed).shuffle(entries)
    Random(seed).shuffle(judges)
    assert draw_plan(replace(lots, entries=tuple(entries), judges=tuple(judges)), seed) == plan


def test_another_seed_gives_another_plan() -> None:
    lots = Lots(entries_of(FOOD=30), judges_of(10, "FOOD"), DrawRules(days=1))
    plans = [draw_plan(lots, seed).panels for seed in range(1, 6)]
    assert len({tuple(panel.judges for panel in of_kind(p, Scorer.PANEL)) for p in plans}) > 1
    assert len({panels[0].entries for panels in plans}) == 5


def test_what_was_drawn_from_and_what_was_drawn_both_change_the_digest() -> None:
    lots = Lots(entries_of(FOOD=4), judges_of(3, "FOOD"), FEW, frozenset({(1, 1)}))
    plan, other = draw_plan(lots, 1), draw_plan(lots, 2)
    changed = [
        (lots, other),
        (replace(lots, conflicts=frozenset()), plan),
        (replace(lots, recused=frozenset({(1, 1)})), plan),
        (replace(lots, judges=judges_of(3, "FOOD", "DRINK")), plan),
        (replace(lots, entries=entries_of(FOOD=5)), plan),
        (replace(lots, rules=replace(FEW, experts_only=False)), plan),
    ]
    digests = {digest_of_draw(*pair) for pair in [(lots, plan), *changed]}
    assert len(digests) == 1 + len(changed)


def test_the_seat_of_a_judge_in_conflict_is_given_to_another() -> None:
    conflicts = frozenset((judge, 1) for judge in (1, 2, 3))
    lots = Lots(entries_of(FOOD=10), judges_of(8, "FOOD"), FEW, conflicts)
    (panel,) = of_kind(draw_plan(lots, 1).panels, Scorer.PANEL)
    assert panel.judges == (4, 5, 6, 7, 8)


def test_who_is_recused_is_kept_out_as_well() -> None:
    lots = Lots(entries_of(FOOD=10), judges_of(6, "FOOD"), FEW, recused=frozenset({(2, 7)}))
    (panel,) = of_kind(draw_plan(lots, 1).panels, Scorer.PANEL)
    assert panel.judges == (1, 3, 4, 5, 6)


def test_of_two_panels_of_a_group_an_entry_goes_where_its_conflicts_are_not() -> None:
    conflicts = frozenset((judge, 1) for judge in (1, 2, 3, 4, 5))
    lots = Lots(entries_of(FOOD=30), judges_of(10, "FOOD"), DrawRules(days=1), conflicts)
    one, other = of_kind(draw_plan(lots, 1).panels, Scorer.PANEL)
    with_it = one if 1 in one.entries else other
    assert with_it.judges == (6, 7, 8, 9, 10)
    assert len(one.judges) == len(other.judges) == 5


def test_where_no_time_is_left_for_even_loads_seats_are_filled_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seating, "FOR_LOADS", 0)
    sizes = entries_of(CRAFT=30, DRINK=20, FOOD=40)
    lots = Lots(sizes, (*judges_of(20, "CRAFT", "DRINK", "FOOD"), *officers(2)), DrawRules(days=2))
    plan = draw_plan(lots, 1)
    assert (check_plan(lots, plan.panels), plan.is_best) == ((), False)


def test_too_few_judges_leave_seats_empty_and_the_plan_says_so() -> None:
    lots = Lots(entries_of(FOOD=10), (*judges_of(4, "FOOD"), *officers(1)), FEW)
    plan = draw_plan(lots, 1)
    assert check_plan(lots, plan.panels) == (
        Broken(PlanRule.EMPTY_SEATS, "FOOD 1", None, None, 4, 5),
    )


def test_every_panel_reaches_quorum_before_one_is_full() -> None:
    # Six judges of one day for two panels of five: three and three, not five and one.
    entries, judges = entries_of(DRINK=40, FOOD=40), judges_of(6, "DRINK", "FOOD")
    plan = draw_plan(Lots(entries, judges, replace(FEW, days=1)), 1)
    assert [len(panel.judges) for panel in of_kind(plan.panels, Scorer.PANEL)] == [3, 3]


def test_judges_without_expertise_fill_seats_only_where_that_is_allowed() -> None:
    judges = (*judges_of(3, "FOOD"), *judges_of(5, "DRINK", first=4))
    lots = Lots(entries_of(FOOD=10), (*judges, *officers(1)), FEW)
    strict = draw_plan(lots, 1)
    assert [b.rule for b in check_plan(lots, strict.panels)] == [PlanRule.EMPTY_SEATS]
    open_to_all = replace(lots, rules=replace(FEW, experts_only=False))
    plan = draw_plan(open_to_all, 1)
    (panel,) = of_kind(plan.panels, Scorer.PANEL)
    assert {1, 2, 3} < set(panel.judges)
    assert [b.rule for b in check_plan(lots, plan.panels)] == [PlanRule.NOT_EXPERT] * 2


def test_loads_are_even_when_everybody_knows_everything() -> None:
    lots = Lots(entries_of(DRINK=30, FOOD=30), judges_of(20, "DRINK", "FOOD"), DrawRules(days=2))
    panels = of_kind(draw_plan(lots, 1).panels, Scorer.PANEL)
    assert set(loads(panels).values()) == {15}
    assert len(loads(panels)) == 20


@pytest.mark.parametrize("seed", range(1, 6))
def test_panels_mix_provinces_where_they_can(seed: int) -> None:
    homes = ["KH-1"] * 4 + ["KH-2"] * 4
    judges = tuple(
        DrawJudge(number, Scorer.PANEL, frozenset({"FOOD"}), home)
        for number, home in enumerate(homes, start=1)
    )
    rules = DrawRules(days=1, seats=Needed(desk=1, panel=2), quorum=Needed(desk=1, panel=2))
    plan = draw_plan(Lots(entries_of(FOOD=60), judges, rules), seed)
    mixed = [{homes[judge - 1] for judge in panel.judges} for panel in plan.panels]
    assert mixed == [{"KH-1", "KH-2"}] * 4


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_desk_officer_reads_an_even_share_of_every_group(seed: int) -> None:
    lots = Lots(entries_of(CRAFT=6, DRINK=5, FOOD=7), officers(2), FEW)
    teams = of_kind(draw_plan(lots, seed).panels, Scorer.DESK)
    assert sorted(loads(teams).values()) == [9, 9]
    for officer in (1000, 1001):
        groups = [team.group for team in teams if team.judges == (officer,)]
        assert groups == ["CRAFT", "DRINK", "FOOD"]


def test_what_a_judge_tastes_on_kept_panels_counts_for_the_days() -> None:
    flights = tuple(PlannedFlight(tuple(range(first, first + 15))) for first in (1, 16))
    kept = PlannedPanel("By hand", "DRINK", Scorer.PANEL, (1, 2), None, flights)
    entries = entries_of(DRINK=30, FOOD=20)
    lots = Lots(entries, judges_of(4, "FOOD"), replace(FEW, days=1), kept=(kept,))
    (panel,) = of_kind(draw_plan(lots, 1).panels, Scorer.PANEL)
    assert panel.judges == (3, 4)


def test_a_kept_panel_keeps_its_name_its_entries_and_its_weight() -> None:
    lots = Lots(entries_of(FOOD=30), judges_of(10, "FOOD"), FEW)
    first = draw_plan(replace(lots, entries=lots.entries[:15]), 1).panels[0]
    after = draw_plan(replace(lots, kept=(first,)), 2).panels[0]
    assert (first.name, after.name) == ("FOOD 1", "FOOD 2")
    assert set(first.entries) | set(after.entries) == set(range(1, 31))
    assert not set(first.judges) & set(after.judges)


def test_a_round_without_judges_or_entries_can_be_drawn() -> None:
    nobody = draw_plan(Lots(entries_of(FOOD=1), (), FEW), 1)
    assert nobody.panels == draw_plan(Lots((), judges_of(5, "FOOD"), FEW), 1).panels == ()
    unserved = [b.scorer for b in check_plan(Lots(entries_of(FOOD=1), (), FEW), nobody.panels)]
    assert unserved == [Scorer.DESK, Scorer.PANEL]
