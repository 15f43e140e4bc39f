"""Draws the panels, desk teams and flights of a round: a proposal that a person keeps or not."""

from collections.abc import Sequence
from random import Random

from judging.domain.drawing import Lots, Plan, PlannedFlight, PlannedPanel, by_lot
from judging.domain.panel_sizes import PanelSize, Seats, panel_sizes
from judging.domain.rubric import Scorer

# Between the group's code and the number of its panel.
KIND = {Scorer.PANEL: " ", Scorer.DESK: " desk "}


def draw_plan(lots: Lots, seed: int) -> Plan:
    """The plan of this seed; the order in which entries and judges are given does not matter.

    A panel on which nobody can sit is not formed: its entries are unserved, and the plan says so.
    """
    # The solver takes a moment to load, and most processes never draw.
    from judging.analysis.seating import seat_judges

    panels: list[PlannedPanel] = []
    is_best = True
    for scorer in (Scorer.PANEL, Scorer.DESK):
        sizes = panel_sizes(lots, scorer)
        seats = seat_judges(lots, scorer, sizes, seed)
        chance = by_lot(seed, scorer)
        entries = _share_out(lots, scorer, sizes, seats, chance)
        names = _names(lots, scorer, sizes)
        chairs = _chairs(seats.judges, scorer, chance)
        panels += [
            PlannedPanel(name, size.group, scorer, judges, chair, _flights(size, served))
            for name, size, judges, chair, served in zip(
                names, sizes, seats.judges, chairs, entries, strict=True
            )
            if judges
        ]
        is_best &= seats.is_best
    return Plan(seed, tuple(panels), is_best)


def _share_out(
    lots: Lots, scorer: Scorer, sizes: Sequence[PanelSize], seats: Seats, chance: Random
) -> list[list[int]]:
    """The entries of each panel in serving order, by lot but for those that the seats decide."""
    served: list[list[int]] = [[] for _ in sizes]
    for entry, at in sorted(seats.panel_by_entry.items()):
        served[at].append(entry)
    for group, entries in lots.to_serve(scorer).items():
        free = [entry for entry in entries if entry not in seats.panel_by_entry]
        chance.shuffle(free)
        for at, size in enumerate(sizes):
            if size.group == group:
                wanted = size.entries - len(served[at])
                served[at] += [free.pop() for _ in range(wanted)]
    for panel in served:
        chance.shuffle(panel)
    return served


def _flights(size: PanelSize, served: Sequence[int]) -> tuple[PlannedFlight, ...]:
    flights, at = [], 0
    for day, length in size.flights:
        flights.append(PlannedFlight(tuple(served[at : at + length]), day or None))
        at += length
    return tuple(flights)


def _chairs(panels: Sequence[tuple[int, ...]], scorer: Scorer, chance: Random) -> list[int | None]:
    """Somebody of each panel by lot, nobody twice where that can be avoided; none at the desk."""
    if scorer is Scorer.DESK:
        return [None for _ in panels]
    leads: list[int | None] = []
    for judges in panels:
        new = [judge for judge in judges if judge not in leads]
        leads.append(chance.choice(new or judges) if judges else None)
    return leads


def _names(lots: Lots, scorer: Scorer, sizes: Sequence[PanelSize]) -> list[str]:
    """The group's code and the next number that no kept panel has."""
    taken = {panel.name for panel in lots.kept}
    names: list[str] = []
    for size in sizes:
        number = 1
        while (name := f"{size.group}{KIND[scorer]}{number}") in taken:
            number += 1
        taken.add(name)
        names.append(name)
    return names
