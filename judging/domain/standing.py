"""Where an entry stands in its product group, and why."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judging.domain.quorum import Lowering
from judging.domain.tally import HeldGate, Shortfall, Tally


class State(StrEnum):
    """What became of an entry; only a ranked one has a rank."""

    RANKED = "ranked"
    BELOW_QUORUM = "below_quorum"
    STOPPED = "stopped"
    ELIMINATED = "eliminated"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True, slots=True)
class Standing:
    """Rank, star and honour of one entry with every reason.

    `earned_star` is the band's star before gates; `star` what is left. `decided_by` names what
    gave the rank: "final_score", or the step of the tie cascade; `shared` says that no step
    separated the entry from an equal one. `lowered` are the lowerings of the quorum without which
    the entry would have no final score.
    """

    entry: str
    state: State
    tally: Tally | None
    rank: int | None = None
    shared: bool = False
    decided_by: str | None = None
    earned_star: int | None = None
    star: int | None = None
    honour: str | None = None
    gates: tuple[HeldGate, ...] = ()
    lowered: tuple[Lowering, ...] = ()

    @property
    def final_score(self) -> Fraction | None:
        """The tally's one exact number, None where there is none."""
        return self.tally.final_score if self.tally else None

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """What keeps the entry below quorum."""
        return self.tally.shortfalls if self.tally else ()
