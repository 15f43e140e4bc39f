"""The demo's papers: what the registry has of each product, and what is over, soon or missing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import count
from random import Random

from judging.cli.demonstration.timetable import ENDS_ON, STARTS_ON
from judging.domain.product_papers import ProductPaper

# A recognition is given once and for all; every other paper is good for three years.
ENDLESS = "ovop-recognition"
YEARS = timedelta(days=3 * 365)


class PaperFate(StrEnum):
    """What is out of the ordinary about a paper."""

    ORDINARY = "good for long"
    NOT_BROUGHT = "never brought to the registry"
    OVER = "over before the competition"
    ENDING = "over on one of its days"
    SOON = "over soon after it"


# Of so many papers that end, the one at each of these places.
TURNS = 16
FATES = {
    5: PaperFate.NOT_BROUGHT,
    8: PaperFate.OVER,
    11: PaperFate.ENDING,
    14: PaperFate.SOON,
}


@dataclass(slots=True)
class Papers:
    """Draws the papers of one product after the other."""

    chance: Random
    turns: Iterator[int]

    def of(self, kinds: Collection[str], number: int) -> list[ProductPaper]:
        """What the registry has of these kinds for the product with this number."""
        found = (self._draw(kind, f"SPECIMEN-{number + 1:04}") for kind in sorted(kinds))
        return [paper for paper in found if paper]

    def _draw(self, kind: str, number: str) -> ProductPaper | None:
        if kind == ENDLESS:
            issued_on = STARTS_ON - timedelta(days=self.chance.randint(100, 900))
            return ProductPaper(kind, number=number, issued_on=issued_on)
        match FATES.get(next(self.turns) % TURNS, PaperFate.ORDINARY):
            case PaperFate.NOT_BROUGHT:
                return None
            case PaperFate.OVER:
                expires_on = STARTS_ON - timedelta(days=self.chance.randint(1, 200))
            case PaperFate.ENDING:
                expires_on = STARTS_ON + timedelta(days=self.chance.randint(0, 1))
            case PaperFate.SOON:
                expires_on = ENDS_ON + timedelta(days=self.chance.randint(1, 60))
            case PaperFate.ORDINARY:
                expires_on = ENDS_ON + timedelta(days=self.chance.randint(200, 1000))
        return ProductPaper(
            kind, number=number, issued_on=expires_on - YEARS, expires_on=expires_on
        )


def papers_of_the_demo(seed: int) -> Papers:
    """The same seed, the same papers."""
    return Papers(Random(f"{seed} papers"), count())  # noqa: S311 the demo's papers are no secret
