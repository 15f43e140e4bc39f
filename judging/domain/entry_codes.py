"""Anonymous entry codes: four digits drawn at random, so that they tell a judge nothing."""

from collections.abc import Collection
from random import Random

from judging.domain.refusal import Refusal

CODES = [str(number) for number in range(1000, 10000)]


def draw_code(taken: Collection[str], chance: Random) -> str:
    """A code that is not taken; `chance` draws it."""
    free = sorted(set(CODES) - set(taken))
    if not free:
        raise Refusal("All entry codes of this round are taken; make another round.")
    return chance.choice(free)
