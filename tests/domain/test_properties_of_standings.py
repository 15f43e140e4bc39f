"""What must hold for the standings of every group."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, strategies as st

from judging.domain.rules import Combining, Method
from judging.domain.standing import State
from tests.domain.building import honours, rules, stand
from tests.domain.strategies import PLAIN, RUBRIC, SHIFTED, all_rules, groups


@given(all_rules(), groups())
def test_ranks_are_competition_ranks(the_rules, group):
    ranked = [s for s in stand(PLAIN, the_rules, group) if s.state is State.RANKED]
    for standing in ranked:
        sharing = [s for s in ranked if s.rank == standing.rank]
        assert standing.shared is (len(sharing) > 1)
        assert standing.rank == 1 + sum(1 for s in ranked if s.rank < standing.rank)


@given(all_rules(), groups(RUBRIC, blanks=True))
def test_a_better_rank_never_has_a_lower_final_score(the_rules, group):
    ranked = [s for s in stand(RUBRIC, the_rules, group) if s.state is State.RANKED]
    for one, next_one in pairwise(ranked):
        assert one.rank <= next_one.rank
        assert one.final_score >= next_one.final_score


@given(all_rules(), groups(RUBRIC, blanks=True))
def test_every_entry_has_exactly_one_standing(the_rules, group):
    assert sorted(s.entry for s in stand(RUBRIC, the_rules, group)) == sorted(group)


@given(all_rules(), groups(), st.randoms(use_true_random=False))
def test_relabelling_the_entries_permutes_the_standings(the_rules, group, random):
    labels = [f"X{i}" for i in range(len(group))]
    random.shuffle(labels)
    label_by_entry = dict(zip(group, labels, strict=True))
    renamed = {label_by_entry[entry]: sheets for entry, sheets in group.items()}
    facts = {
        label_by_entry[s.entry]: (s.rank, s.shared, s.star, s.decided_by, s.state, s.honour)
        for s in stand(PLAIN, the_rules, group)
    }
    assert facts == {
        s.entry: (s.rank, s.shared, s.star, s.decided_by, s.state, s.honour)
        for s in stand(PLAIN, the_rules, renamed)
    }


def raised(group, points):
    """The same sheets, each with so many points on X1."""
    return {
        entry: [replace(s, answers={**s.answers, "X1": Decimal(points)}) for s in sheets]
        for entry, sheets in group.items()
    }


@given(all_rules(), groups(SHIFTED), st.integers(1, 50))
def test_adding_a_constant_to_every_total_keeps_the_ranks(the_rules, group, constant):
    low = stand(SHIFTED, the_rules, raised(group, 0))
    high = stand(SHIFTED, the_rules, raised(group, constant))
    assert [(s.entry, s.rank, s.shared, s.decided_by) for s in high] == [
        (s.entry, s.rank, s.shared, s.decided_by) for s in low
    ]


@given(
    groups(),
    st.integers(0, 100),
    st.lists(st.integers(1, 3), max_size=3),
    st.integers(0, 3),
    st.integers(0, 5),
)
def test_honours_never_exceed_the_cap(group, cap, places, at_least, needs_star):
    given_by = honours(cap, *places, at_least=at_least, needs_star=needs_star)
    standings = stand(PLAIN, rules(honours=given_by), group)
    ranked = [s for s in standings if s.state is State.RANKED]
    honoured = [s for s in standings if s.honour]
    assert len(honoured) <= max(cap * len(ranked) // 100, at_least)
    assert all(s.rank <= sum(places) and (s.star or 0) >= needs_star for s in honoured)


@given(groups(), st.integers(0, 100))
def test_the_cap_on_honours_touches_no_rank_and_no_star(group, cap):
    capped = stand(PLAIN, rules(honours=honours(cap, 1, 2)), group)
    free = stand(PLAIN, rules(), group)
    assert [replace(s, honour=None, tally=None) for s in capped] == [
        replace(s, tally=None) for s in free
    ]


@given(groups())
def test_no_standing_is_decided_by_a_step_that_the_rules_lack(group):
    one_step = rules(Combining(Method.MEAN), "lowest_spread")
    deciders = {s.decided_by for s in stand(PLAIN, one_step, group)}
    assert deciders <= {None, "final_score", "lowest_spread"}
