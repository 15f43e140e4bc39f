"""The rules of judging of one competition, frozen at its first score sheet."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from judging.domain.rubric import Scorer
from judging.domain.words import Words


class Method(StrEnum):
    """How the marks of several scorers become one number."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED_MEAN = "trimmed_mean"
    MEAN_WITHIN = "mean_within"


class Per(StrEnum):
    """What is combined: whole sheets, or the marks on each criterion."""

    SHEET = "sheet"
    CRITERION = "criterion"


class TieStep(StrEnum):
    """What can separate entries with equal final scores."""

    HIGHEST_PART = "highest_part"
    HIGHEST_CRITERION = "highest_criterion"
    LOWEST_SPREAD = "lowest_spread"
    HEAD_TO_HEAD = "head_to_head"


@dataclass(frozen=True, slots=True)
class Combining:
    """A method with its numbers; `distance` is in the points of what is combined."""

    method: Method
    drop_high: int = 0
    drop_low: int = 0
    distance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rounding:
    """The step, half up, to which each number is rounded; None leaves it exact."""

    criterion: Decimal | None = None
    weighted: Decimal | None = None
    final: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """A number of sheets wanted from the desk and from the panel."""

    desk: int = 1
    panel: int = 1

    def of(self, scorer: Scorer) -> int:
        """The number wanted from one kind of scorer."""
        return self.desk if scorer is Scorer.DESK else self.panel


@dataclass(frozen=True, slots=True)
class Disagreement:
    """When a panel is asked to look again, in percent of the points of its sheet.

    `range` is between its highest and lowest total, `from_mean` of one total from their mean.
    """

    range: Decimal | None = None
    from_mean: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TieBreak:
    """One step of the cascade; `of` names a part or criterion, None means heaviest first."""

    step: TieStep
    of: str | None = None

    @property
    def name(self) -> str:
        """How the step is named in a standing: `highest_part:C`."""
        return f"{self.step.value}:{self.of}" if self.of else self.step.value


@dataclass(frozen=True, slots=True)
class Honour:
    """An award for `places` places of a group, counted on from the honour before it."""

    code: str
    title: Words
    places: int


@dataclass(frozen=True, slots=True)
class Honours:
    """Champion and further honours, at most `cap_percent` of the ranked entries of a group."""

    honours: tuple[Honour, ...]
    cap_percent: Decimal = Decimal(30)
    at_least: int = 1
    needs_star: int = 0


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Whether a judge from the place of an entry is in conflict with it."""

    same_commune: bool = False
    same_district: bool = False


@dataclass(frozen=True, slots=True)
class Appeals:
    """For how many days after the day of the announcement producers may appeal."""

    days: int


@dataclass(frozen=True, slots=True)
class Rules:
    """How score sheets become a final score, a rank and honours.

    `lowest_quorum` is how far the quorum may be lowered on the day; None lets nobody lower it.
    Without `appeals` nobody may appeal.
    """

    title: Words
    combine: Combining
    per: Per = Per.SHEET
    combine_desk: Combining | None = None
    rounding: Rounding = Rounding()
    quorum: Needed = Needed()
    lowest_quorum: Needed | None = None
    gate_votes: Needed = Needed()
    disagreement: Disagreement = Disagreement()
    ties: tuple[TieBreak, ...] = ()
    honours: Honours = Honours(honours=())
    conflicts: Conflicts = Conflicts()
    appeals: Appeals | None = None
    publish_levels: bool = True
    provisional: bool = True
    khmer_reviewed: bool = False

    def combining(self, scorer: Scorer) -> Combining:
        """How the sheets of one kind of scorer are combined."""
        if scorer is Scorer.DESK and self.combine_desk:
            return self.combine_desk
        return self.combine
