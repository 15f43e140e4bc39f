"""A plan that people made or changed: every broken rule has its name, and only those."""

from dataclasses import replace

import pytest

from judging.domain.drawing import DrawRules, Lots, PlannedFlight, PlannedPanel
from judging.domain.plan_checking import Broken, PlanRule, check_plan
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed
from tests.domain.lots import DESK, entries_of, judges_of, officers

RULES = DrawRules(days=2, seats=Needed(desk=1, panel=3), quorum=Needed(desk=1, panel=2))
LOTS = Lots(entries_of(FOOD=4, DRINK=2), (*judges_of(4, "FOOD", "DRINK"), *officers(1)), RULES)
FOOD, DRINK = (1, 2, 3, 4), (5, 6)


def panel(name: str, judges: tuple[int, ...], *flights: PlannedFlight) -> PlannedPanel:
    group, kind = name.split()[0], Scorer.DESK if "desk" in name else Scorer.PANEL
    return PlannedPanel(name, group, kind, judges, None, flights)


SOUND = (
    panel("FOOD 1", (1, 2, 3), PlannedFlight(FOOD, 1)),
    panel("DRINK 1", (2, 3, 4), PlannedFlight(DRINK, 2)),
    panel("FOOD desk", (DESK,), PlannedFlight(FOOD)),
    panel("DRINK desk", (DESK,), PlannedFlight(DRINK)),
)


def broken(*panels: PlannedPanel, lots: Lots = LOTS) -> tuple[Broken, ...]:
    """What is broken when these take the place of the sound ones with their names."""
    by_name = {found.name: found for found in (*SOUND, *panels)}
    return check_plan(replace(lots, kept=tuple(by_name.values())))


def many(first: int, count: int, day: int | None = 1) -> PlannedFlight:
    return PlannedFlight(tuple(range(first, first + count)), day)


def test_a_sound_plan_breaks_nothing() -> None:
    assert broken() == ()


def test_kept_and_drawn_panels_are_looked_at_together() -> None:
    assert check_plan(replace(LOTS, kept=SOUND[:2]), SOUND[2:]) == ()


def test_a_judge_with_an_entry_they_are_in_conflict_with() -> None:
    lots = replace(LOTS, conflicts=frozenset({(1, 2), (4, 2)}))
    assert broken(lots=lots) == (Broken(PlanRule.CONFLICT, "FOOD 1", 1, 2),)


def test_a_recusal_settles_a_conflict_and_leaves_one_sheet_less() -> None:
    pairs = frozenset({(1, 2), (2, 2)})
    lots = replace(LOTS, conflicts=pairs, recused=pairs)
    assert broken(lots=lots) == (Broken(PlanRule.BELOW_QUORUM, "FOOD 1", None, 2, 1, 2),)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (
            panel("FOOD 2", (1, 2, 4), PlannedFlight((4,), 2)),
            [Broken(PlanRule.TWO_SHEETS, "", judge, 4, 2, 1) for judge in (1, 2)],
        ),
        (
            panel("DRINK 1", (2, 3, 4), PlannedFlight((5, 6, 1), 2)),
            [
                Broken(PlanRule.TWO_SHEETS, "", 2, 1, 2, 1),
                Broken(PlanRule.TWO_SHEETS, "", 3, 1, 2, 1),
                Broken(PlanRule.OTHER_GROUP, "DRINK 1", entry=1),
            ],
        ),
        (
            panel("FOOD 1", (1, 2, 3), PlannedFlight(FOOD, 3)),
            [Broken(PlanRule.NO_SUCH_DAY, "FOOD 1", count=3, limit=2)],
        ),
        (
            panel("DRINK 1", (2, 3, 4), PlannedFlight((5,), 2)),
            [Broken(PlanRule.UNSERVED, "DRINK", count=1)],
        ),
        (
            panel("DRINK desk", ()),
            [
                Broken(PlanRule.UNSERVED, "DRINK", count=2, scorer=Scorer.DESK),
                Broken(PlanRule.BELOW_QUORUM, "DRINK desk", None, None, 0, 1, Scorer.DESK),
            ],
        ),
        (
            panel("DRINK 1", (2,), PlannedFlight(DRINK, 2)),
            [Broken(PlanRule.BELOW_QUORUM, "DRINK 1", None, None, 1, 2)],
        ),
        (
            panel("DRINK 1", (2, 3), PlannedFlight(DRINK, 2)),
            [Broken(PlanRule.EMPTY_SEATS, "DRINK 1", None, None, 2, 3)],
        ),
    ],
)
def test_each_rule_is_named(changed: PlannedPanel, found: list[Broken]) -> None:
    assert list(broken(changed)) == found


def test_who_has_no_expertise_in_the_group_is_named() -> None:
    lots = replace(LOTS, judges=(*judges_of(1, "DRINK"), *LOTS.judges[1:]))
    assert broken(lots=lots) == (Broken(PlanRule.NOT_EXPERT, "FOOD 1", 1),)


def test_fifteen_in_a_flight_and_forty_five_a_day_are_enough() -> None:
    flights = [many(1, 15), many(16, 15), many(31, 15)]
    lots = replace(LOTS, entries=entries_of(FOOD=47))
    full = panel("FOOD 1", (1, 2, 3), *flights, many(46, 2, 2))
    assert of_days(full, lots) == []
    one_more = panel("FOOD 1", (1, 2, 3), *flights, many(46, 1), many(47, 1, 2))
    assert of_days(one_more, lots) == [
        Broken(PlanRule.FULL_DAY, "1", judge, None, 46, 45) for judge in (1, 2, 3)
    ]
    long = panel("FOOD 1", (1, 2, 3), many(1, 16))
    assert of_days(long, lots) == [Broken(PlanRule.LONG_FLIGHT, "FOOD 1", count=16, limit=15)]


def test_without_days_a_judge_takes_no_more_than_all_days_hold() -> None:
    lots = replace(LOTS, entries=entries_of(FOOD=91))
    open_days = panel("FOOD 1", (1,), *(many(first, 13, None) for first in range(1, 92, 13)))
    assert of_days(open_days, lots) == [Broken(PlanRule.FULL_ROUND, "", 1, None, 91, 90)]


def of_days(panel: PlannedPanel, lots: Lots) -> list[Broken]:
    days = {PlanRule.LONG_FLIGHT, PlanRule.FULL_DAY, PlanRule.FULL_ROUND, PlanRule.NO_SUCH_DAY}
    return [found for found in check_plan(lots, (panel,)) if found.rule in days]


def test_the_desk_may_read_all_day() -> None:
    desk = panel("FOOD desk", (DESK,), *(many(first, 15) for first in range(1, 91, 15)))
    assert of_days(desk, LOTS) == []
