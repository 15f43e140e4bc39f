"""Who leads on: by percent over all groups, and people decide between equals at the last place."""

from fractions import Fraction

from hypothesis import given, strategies as st

from judging.domain.leading import Candidate, Leading, leading_entries


def some(**percents: int) -> list[Candidate]:
    return [Candidate(entry, Fraction(percent)) for entry, percent in percents.items()]


def test_the_best_of_all_groups_lead_on() -> None:
    assert leading_entries(some(a=70, b=90, c=80), 2) == Leading(("b", "c"), ())


def test_all_lead_on_where_there_are_places_enough() -> None:
    assert leading_entries(some(a=70, b=90), 10) == Leading(("b", "a"), ())


def test_equal_ones_at_the_last_place_are_left_to_people() -> None:
    assert leading_entries(some(a=70, b=90, c=70, d=60), 2) == Leading(("b",), ("a", "c"))


def test_equal_ones_that_all_find_a_place_need_nobody() -> None:
    assert leading_entries(some(a=70, b=90, c=70, d=60), 3) == Leading(("b", "a", "c"), ())


CANDIDATES = st.lists(
    st.builds(Candidate, st.text("abcdef", min_size=1), st.fractions(0, 100)),
    unique_by=lambda one: one.entry,
)


@given(CANDIDATES, st.integers(1, 12))
def test_the_order_in_which_they_come_never_matters(
    candidates: list[Candidate], places: int
) -> None:
    mixed = sorted(candidates, key=lambda one: hash((one.entry, places)))
    assert leading_entries(mixed, places) == leading_entries(candidates, places)


@given(CANDIDATES, st.integers(1, 12))
def test_nobody_who_stays_behind_has_more_than_who_leads(
    candidates: list[Candidate], places: int
) -> None:
    leading = leading_entries(candidates, places)
    percents = {one.entry: one.percent for one in candidates}
    behind = set(percents) - set(leading.first) - set(leading.equal)
    assert len(leading.first) <= places
    assert len(leading.first) + len(leading.equal) >= min(places, len(candidates))
    for entry in behind:
        assert all(percents[entry] < percents[one] for one in leading.first + leading.equal)
    assert all(percents[one] > percents[e] for one in leading.first for e in leading.equal)
