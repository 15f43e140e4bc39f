"""Champion and further honours under their cap."""

from judging.domain.rules import Rules
from tests.domain.building import (
    criterion,
    gate,
    honours,
    part,
    plain_rubric,
    rubric,
    rules,
    sheet,
    stand,
    totals,
)


def given(the_rules: Rules, *marks) -> list[tuple[int | None, str | None]]:
    sheets = {f"E{i:02d}": totals(mark) for i, mark in enumerate(marks)}
    return [(s.rank, s.honour) for s in stand(plain_rubric(high=100), the_rules, sheets)]


def with_honours(*places, cap=30, **others) -> Rules:
    return rules(honours=honours(cap, *places, **others))


TEN = (100, 98, 96, 94, 92, 90, 88, 86, 84, 82)


def test_ten_entries_have_a_champion_and_two_of_excellence_under_a_cap_of_30_percent():
    assert given(with_honours(1, 2), *TEN)[:4] == [
        (1, "champion"),
        (2, "excellence"),
        (3, "excellence"),
        (4, None),
    ]


def test_the_lowest_honour_drops_off_under_the_cap():
    # 30 % of nine entries is 2.7, so two.
    assert given(with_honours(1, 2), *TEN[:9])[:3] == [
        (1, "champion"),
        (2, "excellence"),
        (3, None),
    ]


def test_at_least_one_honour_may_be_given_in_a_small_group():
    assert given(with_honours(1, 2), 90, 80, 70) == [(1, "champion"), (2, None), (3, None)]
    assert given(with_honours(1, 2), 90) == [(1, "champion")]


def test_without_that_promise_a_small_group_has_no_champion():
    assert given(with_honours(1, at_least=0), 90, 80, 70)[0] == (1, None)


def test_two_that_share_the_first_place_are_both_champions_within_the_cap():
    marks = (100, 100, *TEN[2:])
    assert given(with_honours(1, 2), *marks)[:4] == [
        (1, "champion"),
        (1, "champion"),
        (3, "excellence"),
        (4, None),
    ]


def test_a_shared_place_that_the_cap_does_not_hold_whole_is_not_honoured():
    # Three may be honoured, and four share the second place.
    marks = (100, 98, 98, 98, 98, 90, 88, 86, 84, 82)
    assert given(with_honours(1, 2), *marks)[:6] == [
        (1, "champion"),
        (2, None),
        (2, None),
        (2, None),
        (2, None),
        (6, None),
    ]


def test_two_equal_entries_alone_in_their_group_are_not_both_champions():
    assert given(with_honours(1), 90, 90) == [(1, None), (1, None)]
    assert given(with_honours(1, at_least=2), 90, 90) == [(1, "champion"), (1, "champion")]


def test_an_entry_below_the_star_that_is_needed_gets_no_honour():
    # Four stars are needed, and four begin at 70.
    assert given(with_honours(1, 2, cap=100, needs_star=4), 75, "69.5", 60) == [
        (1, "champion"),
        (2, None),
        (3, None),
    ]


def test_the_honour_of_a_capped_entry_passes_to_nobody_and_the_next_keeps_its_own():
    one = rubric(part("C", [criterion("C1", gate=gate("cap", star=2)), criterion("C2", 90)]))
    sheets = {
        "E1": [sheet("J1", C1=0, C2=90)],
        "E2": [sheet("J1", C1=5, C2=80)],
        "E3": [sheet("J1", C1=5, C2=70)],
    }
    standings = stand(one, with_honours(1, 1, cap=100, needs_star=3), sheets)
    assert [(s.entry, s.rank, s.star, s.honour) for s in standings] == [
        ("E1", 1, 2, None),
        ("E2", 2, 4, "excellence"),
        ("E3", 3, 4, None),
    ]


def test_the_cap_counts_ranked_entries_only():
    stopping = rubric(part("C", [criterion("C1", gate=gate("eliminate"))]))
    sheets = {f"E{i}": [sheet("J1", C1=i)] for i in range(10)}
    # One of ten is eliminated, and 30 % of nine is two.
    standings = stand(stopping, with_honours(1, 2), sheets)
    assert [s.honour for s in standings] == ["champion", "excellence", *[None] * 8]


def test_rules_without_honours_give_none():
    assert given(rules(), 90, 80) == [(1, None), (2, None)]
