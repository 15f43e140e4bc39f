"""What kind of judge each is; one is harsh, one erratic, and one never comes."""

from dataclasses import dataclass
from random import Random

# Group, number of its panel and seat.
Seat = tuple[str, int, int]

HARSH: Seat = ("CRAFT", 1, 1)
ERRATIC: Seat = ("FOOD", 1, 3)
ABSENT: Seat = ("FRESH", 1, 4)


@dataclass(frozen=True, slots=True)
class Temper:
    """In percent of a criterion: what the judge adds everywhere, and the spread of each mark."""

    mildness: int
    spread: int


HARSH_ONE, ERRATIC_ONE = Temper(-14, 6), Temper(0, 35)
DISPUTER, OFFICER = Temper(0, 20), Temper(0, 4)


def temper_of(seat: Seat, seed: int) -> Temper:
    """The temper of the judge on this seat."""
    if seat == HARSH:
        return HARSH_ONE
    if seat == ERRATIC:
        return ERRATIC_ONE
    chance = Random(f"{seed} temper {seat}")  # noqa: S311 a story, not a secret
    return Temper(mildness=swing(chance, 2), spread=6)


def swing(chance: Random, spread: int) -> int:
    """A whole number around 0, two in three within the spread."""
    return round(chance.gauss(0, spread))
