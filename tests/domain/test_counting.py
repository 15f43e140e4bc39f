"""The count of a round: every state of a standing has its one place."""

from hypothesis import given, strategies as st

from judging.domain.counting import count_round
from judging.domain.standing import State


@given(st.lists(st.sampled_from(State)))
def test_every_entry_is_somewhere(states: list[State]) -> None:
    assert count_round(states, entered=len(states), moved=0).adds_up


def test_an_entry_without_a_standing_is_found_out() -> None:
    assert not count_round([State.RANKED], entered=2, moved=0).adds_up


def test_what_a_gate_or_the_organiser_stopped_is_one_figure() -> None:
    count = count_round(
        [State.STOPPED, State.ELIMINATED, State.DISQUALIFIED, State.WITHDRAWN, State.BELOW_QUORUM],
        entered=5,
        moved=1,
    )
    assert (count.stopped, count.withdrawn, count.not_yet, count.moved) == (3, 1, 1, 1)
