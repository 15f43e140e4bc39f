"""Where a disagreement stands, whatever the sheets say."""

from decimal import Decimal

from hypothesis import given, strategies as st

from judging.domain.moderation import OPEN, Moderation, ModerationState, moderation_state
from judging.domain.rules import Disagreement
from judging.domain.tallying import panel_disagreement
from tests.domain.building import plain_rubric, rules, tally, totals

LIMITS = rules(disagreement=Disagreement(range=Decimal(15), from_mean=Decimal(7)))
marks = st.lists(st.integers(0, 20).map(lambda half: Decimal(half) / 2), min_size=1, max_size=5)
judges = st.sets(st.sampled_from([f"J{number}" for number in range(1, 7)]))


def of(points):
    return tally(plain_rubric(), LIMITS, totals(*points))


@given(marks, judges, judges)
def test_it_is_open_only_while_the_panel_disagrees(points, asked, looked):
    found = of(points)
    state = moderation_state(found, Moderation(1, frozenset(asked), frozenset(looked & asked)))
    assert state is not None
    assert (state in OPEN) == bool(panel_disagreement(found))


@given(marks)
def test_nobody_is_asked_where_nothing_is_measured(points):
    found = of(points)
    expected = ModerationState.NEEDED if panel_disagreement(found) else None
    assert moderation_state(found, None) is expected


@given(marks, judges)
def test_what_is_confirmed_stands_until_a_total_changes(points, looked):
    found = of(points)
    asked = frozenset(found.panel_totals)
    confirmed = Moderation(1, asked, asked & looked, confirmed=dict(found.panel_totals))
    state = moderation_state(found, confirmed)
    assert state in (ModerationState.CONFIRMED, ModerationState.SETTLED)
    other = of([*points[:-1], points[-1] + 1 if points[-1] < 10 else points[-1] - 1])
    assert moderation_state(other, confirmed) is not ModerationState.CONFIRMED


@given(marks, judges)
def test_more_looks_never_lead_back_to_asking(points, looked):
    found = of(points)
    asked = frozenset(found.panel_totals)
    some = moderation_state(found, Moderation(1, asked, asked & looked))
    whole = moderation_state(found, Moderation(1, asked, asked))
    assert whole in (ModerationState.ANSWERED, ModerationState.SETTLED)
    assert some in (whole, ModerationState.ASKED)


@given(marks)
def test_a_judge_without_a_sheet_that_counts_is_not_waited_for(points):
    found = of(points)
    looked = frozenset(found.panel_totals)
    state = moderation_state(found, Moderation(1, looked | {"gone"}, looked))
    assert state is not ModerationState.ASKED
