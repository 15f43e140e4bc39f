"""Where calibration samples and blind repeats are served, so that no judge can tell them.

A repeat is the same product under another code, in the same flight. For no judge does it come first
or near its original (Hodgson, Journal of Wine Economics 3(2), 2008, planted three in a flight).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from judging.domain.drawing import A_DAY, FLIGHT

# So many other samples stand between a repeat and its original.
APART = 2
# In a shorter flight the same product would be recognised, and not every order has a place for it.
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class OpenFlight:
    """A flight as it is served; of the entries, `left` are withdrawn and `tied` have a recusal."""

    number: int
    day: int | None
    entries: tuple[int, ...]
    left: frozenset[int] = frozenset()
    tied: frozenset[int] = frozenset()

    @property
    def samples(self) -> tuple[int, ...]:
        """What is on the table."""
        return tuple(entry for entry in self.entries if entry not in self.left)


@dataclass(frozen=True, slots=True)
class OpenPanel:
    """A tasting panel before anything is planted: who sits on it, and its flights in order."""

    id: int
    name: str
    group: str
    judges: tuple[int, ...]
    flights: tuple[OpenFlight, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """One entry once more in a flight of a panel: `place` is where, counted without it."""

    panel: int
    flight: int
    original: int
    place: int


@dataclass(frozen=True, slots=True)
class Planting:
    """What is planted: the repeats, and the panels that take their group's calibration sample."""

    repeats: tuple[Repeat, ...]
    calibrated: tuple[int, ...]


def plant(
    panels: Sequence[OpenPanel], calibrating: frozenset[str], days: int, seed: int
) -> Planting:
    """One repeat in each flight that has room; `calibrating` are groups with a calibration sample.

    The order of the panels does not matter. Where there is room for one of the two, it is the
    calibration sample's: all panels of a group should have it.
    """
    in_order = sorted(panels, key=lambda panel: panel.name)
    room = _Room(in_order, days)
    calibrated = tuple(_calibrated(in_order, calibrating, room))
    chance = Random(f"{seed} repeats")  # noqa: S311
    repeats = []
    for panel in in_order:
        for flight in panel.flights:
            places = _places(flight)
            if places and len(flight.samples) >= SHORTEST and room.has(panel, flight):
                original, place = chance.choice(places)
                room.take(panel, flight)
                repeats.append(Repeat(panel.id, flight.number, original, place))
    return Planting(tuple(repeats), calibrated)


def _calibrated(
    panels: Sequence[OpenPanel], calibrating: frozenset[str], room: "_Room"
) -> Iterator[int]:
    """Who sits on two panels of a group takes the sample once: the second panel goes without."""
    taken: set[tuple[str, int]] = set()
    for panel in panels:
        takers = {(panel.group, judge) for judge in panel.judges}
        first = next((flight for flight in panel.flights if flight.samples), None)
        if panel.group not in calibrating or first is None or takers & taken:
            continue
        if room.has(panel, first):
            room.take(panel, first)
            taken |= takers
            yield panel.id


def _places(flight: OpenFlight) -> list[tuple[int, int]]:
    """Every entry with every place that is good for its repeat, by what is on the table."""
    served, places = list(flight.samples), range(len(flight.entries) + 1)
    before = [sum(one in served for one in flight.entries[:place]) for place in places]
    return [
        (original, place)
        for at, original in enumerate(served)
        if original not in flight.tied
        for place in places
        if _is_good(before[place], at)
    ]


def _is_good(place: int, original: int) -> bool:
    """Whether a repeat put before this place comes after something and far from its original."""
    between = original - place if place <= original else place - original - 1
    return place > 0 and between >= APART


def own_place(samples: int, original: int, wanted: int) -> int:
    """Where a repeat is put into so many samples served in a judge's own order.

    In the `wanted` place if that is good there, or else in the next that is, or after everything.
    """
    good = [place for place in range(samples + 1) if _is_good(place, original)]
    return next((place for place in good if place >= wanted), good[0] if good else samples)


class _Room:
    """How many more samples the flights and the days of the judges can take."""

    def __init__(self, panels: Sequence[OpenPanel], days: int) -> None:
        self.most = days * A_DAY
        self.in_flight: Counter[tuple[int, int]] = Counter()
        self.on_day: Counter[tuple[int, int | None]] = Counter()
        self.in_all: Counter[int] = Counter()
        for panel in panels:
            for flight in panel.flights:
                self.take(panel, flight, len(flight.samples))

    def has(self, panel: OpenPanel, flight: OpenFlight) -> bool:
        """Whether one more fits."""
        return self.in_flight[panel.id, flight.number] < FLIGHT and all(
            self.in_all[judge] < self.most
            and (flight.day is None or self.on_day[judge, flight.day] < A_DAY)
            for judge in panel.judges
        )

    def take(self, panel: OpenPanel, flight: OpenFlight, samples: int = 1) -> None:
        """So many more are served."""
        self.in_flight[panel.id, flight.number] += samples
        for judge in panel.judges:
            self.on_day[judge, flight.day] += samples
            self.in_all[judge] += samples
