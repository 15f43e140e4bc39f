"""Serving orders: over a whole design nobody's palate favours a sample or what follows it."""

from collections import Counter
from itertools import pairwise

import pytest

from judging.domain.serving_order import balanced_order, williams_row, williams_rows

SIZES = range(2, 16)


def design(samples: int) -> list[list[int]]:
    return [williams_row(samples, place) for place in range(williams_rows(samples))]


def test_the_design_of_four_is_the_published_one() -> None:
    assert design(4) == [[0, 1, 3, 2], [1, 2, 0, 3], [2, 3, 1, 0], [3, 0, 2, 1]]


@pytest.mark.parametrize("samples", SIZES)
def test_every_judge_is_served_every_sample_once(samples: int) -> None:
    assert all(sorted(row) == list(range(samples)) for row in design(samples))


@pytest.mark.parametrize("samples", SIZES)
def test_every_sample_stands_equally_often_in_every_place(samples: int) -> None:
    places = Counter((at, sample) for row in design(samples) for at, sample in enumerate(row))
    assert (len(places), set(places.values())) == (samples**2, {1 + samples % 2})


@pytest.mark.parametrize("samples", SIZES)
def test_every_sample_follows_every_other_equally_often(samples: int) -> None:
    follows = Counter(pair for row in design(samples) for pair in pairwise(row))
    assert len(follows) == samples * (samples - 1)
    assert set(follows.values()) == {1 + samples % 2}


@pytest.mark.parametrize("samples", [0, 1])
def test_a_flight_of_one_or_none_has_one_order(samples: int) -> None:
    assert balanced_order(range(samples), 3) == tuple(range(samples))


def test_a_seat_beyond_the_design_starts_it_again() -> None:
    assert balanced_order("abcd", 5) == balanced_order("abcd", 1) == ("b", "c", "a", "d")
