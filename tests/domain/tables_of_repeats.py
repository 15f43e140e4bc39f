"""Runs the worked tables about blind repeats and calibration samples."""

from decimal import Decimal

from judging.domain.numbers import points_text
from judging.domain.planting import OpenFlight, OpenPanel, plant
from judging.domain.repeatability import ScoredTwice, from_median, mean_difference
from tests.domain.worked_tables import Table, listed


def repeat_less_original(table: Table) -> None:
    for row in table:
        pairs = zip(listed(row["originals"]), listed(row["repeats"]), strict=True)
        twice = [ScoredTwice(1, Decimal(first), Decimal(again)) for first, again in pairs]
        mean = mean_difference(twice)
        assert mean is not None
        assert [one.difference for one in twice] == [
            Decimal(text) for text in listed(row["differences"])
        ], row
        assert points_text(mean) == row["mean difference"], row


def against_the_median(table: Table) -> None:
    for row in table:
        totals = {at: Decimal(text) for at, text in enumerate(listed(row["totals"]))}
        median, above = from_median(totals)
        assert points_text(median) == row["median"], row
        assert [points_text(one) for one in above.values()] == listed(row["from the median"]), row


def how_many(table: Table) -> None:
    for row in table:
        entries = tuple(range(1, int(row["samples"]) + 1))
        panel = OpenPanel(1, "A", "FOOD", (1, 2, 3), (OpenFlight(1, 1, entries),))
        groups = frozenset({"FOOD"}) if row["calibration sample wanted"] == "yes" else frozenset()
        found = plant([panel], groups, 1, 7)
        assert ["yes" if one else "no" for one in (found.calibrated, found.repeats)] == [
            row["calibration sample served"],
            row["repeat served"],
        ], row
