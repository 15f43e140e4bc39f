"""The count of a round: every entry is somewhere, and nothing vanishes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from judging.domain.standing import State


@dataclass(frozen=True, slots=True)
class RoundCount:
    """Entered = judged + withdrawn + stopped + not yet; `moved` ones go on under another code."""

    entered: int
    judged: int
    withdrawn: int
    stopped: int
    not_yet: int
    moved: int

    @property
    def adds_up(self) -> bool:
        """Whether every entry that was entered is found in one of the four."""
        return self.entered == self.judged + self.withdrawn + self.stopped + self.not_yet


# Where the count puts each state: a gate or the organiser has stopped what did not leave itself.
JUDGED = frozenset({State.RANKED})
STOPPED = frozenset({State.STOPPED, State.ELIMINATED, State.DISQUALIFIED})


def count_round(states: Iterable[State], *, entered: int, moved: int) -> RoundCount:
    """The count of a round by the states of its standings; `entered` is counted apart."""
    by_state = Counter(states)
    return RoundCount(
        entered=entered,
        judged=sum(by_state[state] for state in JUDGED),
        withdrawn=by_state[State.WITHDRAWN],
        stopped=sum(by_state[state] for state in STOPPED),
        not_yet=by_state[State.BELOW_QUORUM],
        moved=moved,
    )
