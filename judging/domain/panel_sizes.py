"""How many panels each group gets, how large they are, and on which days their flights are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from judging.domain.drawing import DrawRules, Lots, Spread
from judging.domain.rubric import Scorer

Flights: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PanelSize:
    """A panel before anybody sits on it: (day, number of entries) of its flights, by day.

    The desk has no days of tasting; its flights are on day 0.
    """

    group: str
    number: int
    flights: Flights

    @property
    def entries(self) -> int:
        """How many entries the panel takes."""
        return sum(size for _, size in self.flights)

    def on(self, day: int) -> int:
        """How many entries the panel takes on a day."""
        return sum(size for at, size in self.flights if at == day)


@dataclass(frozen=True, slots=True)
class Seats:
    """The judges of each panel, in which panel each entry with a conflict is; whether proved."""

    judges: tuple[tuple[int, ...], ...]
    panel_by_entry: dict[int, int]
    is_best: bool


def panel_sizes(lots: Lots, scorer: Scorer) -> list[PanelSize]:
    """The panels, or the desk teams, that a draw has to fill; equal within one entry in a group."""
    to_serve = {group: len(found) for group, found in lots.to_serve(scorer).items()}
    counts = _teams(lots, to_serve) if scorer is Scorer.DESK else _panels(lots, to_serve)
    sizes = [
        (group, number, size)
        for group, entries in to_serve.items()
        for number, size in enumerate(_shares(entries, counts[group]), start=1)
    ]
    dated = _days if scorer is Scorer.PANEL else _undated
    flights = dated([size for *_, size in sizes], lots.rules)
    return [
        PanelSize(group, number, days)
        for (group, number, _), days in zip(sizes, flights, strict=True)
    ]


def _teams(lots: Lots, to_serve: Mapping[str, int]) -> dict[str, int]:
    """All desk officers share every group."""
    teams = len(lots.scorers(Scorer.DESK)) // lots.rules.seats.desk
    return {group: max(1, min(entries, teams)) for group, entries in to_serve.items()}


def _panels(lots: Lots, to_serve: Mapping[str, int]) -> dict[str, int]:
    """As few panels as the days allow; or more, if there are judges with expertise for them."""
    rules, judges = lots.rules, lots.scorers(Scorer.PANEL)
    fewest = {group: -(-entries // rules.most_a_panel) for group, entries in to_serve.items()}
    if rules.spread is Spread.FEW:
        return fewest
    size = _largest_panel(rules, to_serve, len(judges))
    counts: dict[str, int] = {}
    for group, entries in to_serve.items():
        experts = sum(judge.knows(group) for judge in judges)
        wanted = min(-(-entries // size), experts // rules.seats.panel)
        counts[group] = max(fewest[group], wanted)
    return counts


def _largest_panel(rules: DrawRules, to_serve: Mapping[str, int], judges: int) -> int:
    """The even share of one judge, but at least a flight: entries compare best on one panel."""
    share = -(-sum(to_serve.values()) * rules.seats.panel // max(1, judges))
    return max(rules.flight, min(share, rules.most_a_panel))


def _shares(whole: int, parts: int) -> list[int]:
    """A number in parts that differ by one at most, the larger first."""
    return [whole // parts + (at < whole % parts) for at in range(parts)]


def _undated(sizes: Sequence[int], rules: DrawRules) -> list[Flights]:
    return [tuple((0, flight) for flight in _flights(size, rules)) for size in sizes]


def _flights(size: int, rules: DrawRules) -> list[int]:
    return _shares(size, -(-size // rules.flight))


def _days(sizes: Sequence[int], rules: DrawRules) -> list[Flights]:
    """The flights of each panel, each on the day on which least is served so far."""
    served = [0] * rules.days
    found = []
    for size in sizes:
        flights: list[tuple[int, int]] = []
        taken = [0] * rules.days
        for flight in _flights(size, rules):
            free = [d for d in range(rules.days) if taken[d] + flight <= rules.a_day]
            day = min(free, key=lambda d: (served[d], d))
            served[day] += flight
            taken[day] += flight
            flights.append((day + 1, flight))
        found.append(tuple(sorted(flights)))
    return found
