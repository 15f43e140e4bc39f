"""No judge is served a repeat first or near its original, and no flight or day is too full."""

from dataclasses import replace

import pytest

from judging.domain.drawing import A_DAY, FLIGHT
from judging.domain.planting import OpenFlight, OpenPanel, Planting, own_place, plant
from judging.domain.serving_order import balanced_order

SEEDS = range(1, 40)
NONE: frozenset[str] = frozenset()
FOOD = frozenset({"FOOD"})


def flight(size: int, first: int = 1, number: int = 1, day: int = 1) -> OpenFlight:
    return OpenFlight(number, day, tuple(range(first, first + size)))


def panel(
    *flights: OpenFlight,
    number: int = 1,
    judges: tuple[int, ...] = (1, 2, 3, 4, 5),
) -> OpenPanel:
    return OpenPanel(number, f"FOOD {number}", "FOOD", judges, flights)


def is_apart(order: list[int], original: int) -> bool:
    """Whether the repeat, 0, is not first, with two others between it and its original."""
    return order[0] != 0 and abs(order.index(0) - order.index(original)) > 2


@pytest.mark.parametrize("size", range(5, 15))
def test_a_repeat_is_never_first_nor_near_its_original(size: int) -> None:
    places = set()
    for seed in SEEDS:
        [repeat] = plant([panel(flight(size))], NONE, 1, seed).repeats
        order = [*flight(size).entries]
        order.insert(repeat.place, 0)
        assert is_apart(order, repeat.original)
        places.add((repeat.original, repeat.place))
    assert len(places) > 3


def test_what_is_withdrawn_stands_between_nothing() -> None:
    one = replace(flight(9), left=frozenset({1, 4, 6}))
    for seed in SEEDS:
        [repeat] = plant([panel(one)], NONE, 1, seed).repeats
        order = [*one.entries]
        order.insert(repeat.place, 0)
        assert repeat.original not in one.left
        assert is_apart([entry for entry in order if entry not in one.left], repeat.original)


@pytest.mark.parametrize("size", range(5, 15))
def test_in_every_order_of_a_judges_own_there_is_a_place_for_it(size: int) -> None:
    for seat in range(2 * size):
        for original in range(1, size + 1):
            for wanted in range(size + 1):
                order = list(balanced_order(range(1, size + 1), seat))
                order.insert(own_place(size, order.index(original), wanted), 0)
                assert is_apart(order, original)


def test_the_wanted_place_is_kept_where_it_is_good() -> None:
    assert [own_place(7, 0, wanted) for wanted in range(8)] == [3, 3, 3, 3, 4, 5, 6, 7]
    assert own_place(7, 6, 6) == 1


def test_a_flight_that_has_become_short_is_served_whole() -> None:
    assert own_place(2, 0, 1) == 2


def test_every_flight_of_five_or_more_has_one_repeat() -> None:
    one = panel(flight(5), flight(4, 11, 2), flight(14, 21, 3))
    assert [repeat.flight for repeat in plant([one], NONE, 1, 7).repeats] == [1, 3]


def test_withdrawn_entries_do_not_make_a_flight_long() -> None:
    one = panel(replace(flight(5), left=frozenset({3})))
    assert plant([one], NONE, 1, 7) == Planting((), ())


def test_a_full_flight_takes_nothing_more() -> None:
    assert plant([panel(flight(FLIGHT))], FOOD, 1, 7) == Planting((), ())
    assert len(plant([panel(flight(FLIGHT - 1))], NONE, 1, 7).repeats) == 1


def test_the_last_room_of_a_flight_is_the_calibration_samples() -> None:
    assert plant([panel(flight(FLIGHT - 1))], FOOD, 1, 7) == Planting((), (1,))


def test_a_full_day_of_one_judge_takes_nothing_more() -> None:
    many = [flight(11, 100 * n, n) for n in range(1, 5)]
    one, other = panel(*many), panel(flight(5, 900), number=2, judges=(5, 6))
    found = plant([one], NONE, 1, 7)
    assert (len(found.repeats), 44 + len(found.repeats)) == (1, A_DAY)
    assert plant([one, other], NONE, 1, 7).repeats == ()
    later = replace(other.flights[0], day=2)
    assert len(plant([one, replace(other, flights=(later,))], NONE, 2, 7).repeats) == 2


def test_nothing_is_repeated_from_which_a_judge_of_the_panel_is_recused() -> None:
    one = panel(replace(flight(6), tied=frozenset({1, 2, 3, 4, 5})))
    assert {plant([one], NONE, 1, seed).repeats[0].original for seed in SEEDS} == {6}


def test_the_same_seed_plants_the_same_and_the_order_of_panels_does_not_matter() -> None:
    panels = [panel(flight(9, 100 * n), number=n, judges=(n,)) for n in range(1, 5)]
    assert plant(panels, FOOD, 1, 7) == plant(panels[::-1], FOOD, 1, 7)
    assert len({plant(panels, FOOD, 1, seed) for seed in SEEDS}) > 1


def test_a_judge_on_two_panels_of_a_group_takes_the_calibration_sample_once() -> None:
    panels = [
        panel(flight(5)),
        panel(flight(5, 11), number=2, judges=(5, 6)),
        panel(flight(5, 21), number=3, judges=(6, 7)),
    ]
    assert plant(panels, FOOD, 1, 7).calibrated == (1, 3)


def test_only_chosen_groups_are_calibrated() -> None:
    assert plant([panel(flight(5))], frozenset({"DRINK"}), 1, 7).calibrated == ()
