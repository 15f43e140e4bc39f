"""How good each entry is at heart, in percent of its rubric's points, before judges differ."""

from collections.abc import Sequence
from random import Random

from judging.cli.demonstration.fates import Fate, Key

CHAMPION = 98
# Up to this share of the entries (in thousandths) the quality lies between the two percents;
# of those with three stars and more about 65 % have three, 30 % four and 5 % five.
SHARES = ((120, 38, 47), (676, 51, 67), (958, 71, 86), (1000, 92, 95))


def draw_qualities(fates: dict[Key, Fate], seed: int) -> dict[Key, int]:
    """The quality of every entry by its key."""
    keys = sorted(fates)
    Random(f"{seed} qualities").shuffle(keys)  # noqa: S311 a story, not a secret
    qualities = {key: _quality(place, keys) for place, key in enumerate(keys)}
    return qualities | {key: CHAMPION for key, fate in fates.items() if fate is Fate.CHAMPION}


def _quality(place: int, keys: Sequence[Key]) -> int:
    share, start = 1000 * place // len(keys), 0
    for end, low, high in SHARES:
        if share < end:
            return low + (high - low) * (share - start) // (end - start)
        start = end
    raise ValueError(f"{place} is not a place among {len(keys)}")
