"""A draw of panels: what it draws from, its rules, and the plan that it proposes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from judging.domain.meaning import version_of
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed

# OIV 332A/2009: sessions of about 15 samples, three in a day.
FLIGHT = 15
A_DAY = 45
LARGEST_SEED = 999_999
# Grenaches du Monde: normally five judges, never fewer than three.
SEATS, QUORUM = Needed(desk=1, panel=5), Needed(desk=1, panel=3)


class ServingOrder(StrEnum):
    """Whether a whole panel tastes in one order, or each judge in an order that balances theirs."""

    SAME = "same"
    BALANCED = "balanced"


class Spread(StrEnum):
    """As many panels as there are judges for, or as few as the days allow."""

    MANY = "many"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class DrawRules:
    """What the organiser chose; `seats` are wanted on each panel and desk team."""

    days: int
    seats: Needed = SEATS
    quorum: Needed = QUORUM
    spread: Spread = Spread.MANY
    order: ServingOrder = ServingOrder.SAME
    experts_only: bool = True
    flight: int = FLIGHT
    a_day: int = A_DAY

    @property
    def most(self) -> int:
        """The most samples that a judge can take in all days."""
        return self.days * self.a_day

    @property
    def most_a_panel(self) -> int:
        """The most entries of a panel: whole flights fill its days."""
        return self.days * (self.a_day // self.flight) * self.flight


@dataclass(frozen=True, slots=True, order=True)
class DrawEntry:
    """An entry that is to be served, by its number."""

    id: int
    group: str


@dataclass(frozen=True, slots=True)
class DrawJudge:
    """A judge or a desk officer, by the number of the account."""

    id: int
    scorer: Scorer
    expertise: frozenset[str] = frozenset()
    province: str | None = None

    def knows(self, group: str) -> bool:
        """Whether the judge has expertise in the group; the desk reads papers of every group."""
        return self.scorer is Scorer.DESK or group in self.expertise


@dataclass(frozen=True, slots=True)
class PlannedFlight:
    """Entries that a panel takes in one sitting, in serving order, and the day; None if open."""

    entries: tuple[int, ...]
    day: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedPanel:
    """Who sits on a panel or desk team, the chair among them, and its flights."""

    name: str
    group: str
    scorer: Scorer
    judges: tuple[int, ...]
    chair: int | None
    flights: tuple[PlannedFlight, ...]

    @property
    def entries(self) -> tuple[int, ...]:
        """Everything that the panel is served."""
        return tuple(entry for flight in self.flights for entry in flight.entries)


@dataclass(frozen=True, slots=True)
class Lots:
    """What a draw draws from.

    `conflicts` and `recused` are pairs of a judge and an entry; who is recused gives no sheet.
    `kept` are panels that stay as they are: what they are served is not drawn again.
    """

    entries: tuple[DrawEntry, ...]
    judges: tuple[DrawJudge, ...]
    rules: DrawRules
    conflicts: frozenset[tuple[int, int]] = frozenset()
    recused: frozenset[tuple[int, int]] = frozenset()
    kept: tuple[PlannedPanel, ...] = ()

    def scorers(self, scorer: Scorer) -> list[DrawJudge]:
        """The judges, or the desk officers, by their numbers."""
        found = (judge for judge in self.judges if judge.scorer is scorer)
        return sorted(found, key=lambda judge: judge.id)

    def to_serve(self, scorer: Scorer) -> dict[str, list[int]]:
        """The entries that no kept panel has, by group; the order of the lots does not matter."""
        panels = (panel for panel in self.kept if panel.scorer is scorer)
        served = {entry for panel in panels for entry in panel.entries}
        by_group: dict[str, list[int]] = {}
        for entry in sorted(self.entries, key=lambda entry: (entry.group, entry.id)):
            if entry.id not in served:
                by_group.setdefault(entry.group, []).append(entry.id)
        return by_group


@dataclass(frozen=True, slots=True)
class Choices:
    """What the organiser chose for a draw: its rules, and who of the accounts takes part."""

    rules: DrawRules
    people: frozenset[int]
    replaces_formed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What was drawn; `is_best` says whether it is proved that no plan is better."""

    seed: int
    panels: tuple[PlannedPanel, ...]
    is_best: bool = True


def loads(panels: tuple[PlannedPanel, ...]) -> dict[int, int]:
    """How many entries each judge or officer on these panels is to score."""
    count: dict[int, int] = {}
    for judge, panel in seats(panels):
        count[judge] = count.get(judge, 0) + len(panel.entries)
    return count


def seats(panels: tuple[PlannedPanel, ...]) -> Iterator[tuple[int, PlannedPanel]]:
    """Every seat: who sits, and where."""
    return ((judge, panel) for panel in panels for judge in panel.judges)


def by_lot(seed: int, scorer: Scorer) -> Random:
    """Chance that comes again with its seed: a draw is no secret once it is made."""
    return Random(f"{seed} {scorer}")  # noqa: S311


def digest_of_draw(lots: Lots, plan: Plan) -> str:
    """Names what was drawn from and what was drawn, so that neither changes unseen."""
    judges = sorted(lots.judges, key=lambda judge: judge.id)
    return version_of(
        (
            tuple(sorted(lots.entries)),
            tuple((j.id, j.scorer, tuple(sorted(j.expertise)), j.province) for j in judges),
            tuple(sorted(lots.conflicts)),
            tuple(sorted(lots.recused)),
            lots.rules,
            lots.kept,
            plan,
        )
    )
