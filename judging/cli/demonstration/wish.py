"""What somebody wants to see: how far the demo has come, with how many entries."""

from dataclasses import dataclass
from enum import StrEnum

from judging.domain.rounds import RoundState

FEWEST, ALL = 16, 250
SEED = 1


class Stage(StrEnum):
    """How far the demo has come."""

    ENTERING = "entering"
    JUDGING = "judging"
    MODERATING = "moderating"
    ANNOUNCED = "announced"


ROUND_STATES = {
    Stage.ENTERING: RoundState.ENTERING,
    Stage.JUDGING: RoundState.JUDGING,
    Stage.MODERATING: RoundState.CLOSED,
    Stage.ANNOUNCED: RoundState.ANNOUNCED,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One demo; the same wish always gives the same entries, scores and standings."""

    stage: Stage
    entries: int = ALL
    seed: int = SEED

    @property
    def code(self) -> str:
        """The competition's code; it tells an unusual number of entries or seed."""
        entries = "" if self.entries == ALL else f"-N{self.entries}"
        seed = "" if self.seed == SEED else f"-S{self.seed}"
        return f"OVOP-2027-DEMO{entries}{seed}"

    @property
    def round_state(self) -> RoundState:
        """Where the demo's round stands."""
        return ROUND_STATES[self.stage]
