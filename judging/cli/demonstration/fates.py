"""What befalls each entry: told for the first two of every group, drawn for some of the rest."""

from collections.abc import Sequence
from enum import StrEnum
from random import Random

from judging.cli.demonstration.products import Product

Key = tuple[str, int]


class Fate(StrEnum):
    """What is out of the ordinary about an entry."""

    ORDINARY = "ordinary"
    CHAMPION = "champion"
    WITHDRAWN = "withdrawn"
    BELOW_QUORUM = "below quorum"
    NO_PAPER = "a paper of the standard's gates is missing"
    DESK_GATE = "the desk fires a gate"
    PANEL_GATE = "most of the panel fire a gate"
    LONE_GATE = "one judge alone fires a gate"
    SAME_SCORE = "like the entry before it, but the panel is further apart"
    SAME_SHEETS = "like the entry before it in everything"


TOLD: dict[Key, Fate] = {
    ("FRESH", 0): Fate.CHAMPION,
    ("FRESH", 1): Fate.LONE_GATE,
    ("FOOD", 1): Fate.NO_PAPER,
    ("DRINK", 1): Fate.PANEL_GATE,
    ("HERB", 1): Fate.DESK_GATE,
    ("TEXT", 1): Fate.SAME_SCORE,
    ("HOME", 1): Fate.SAME_SHEETS,
    ("CRAFT", 1): Fate.WITHDRAWN,
    ("SERV", 1): Fate.BELOW_QUORUM,
}
# Shares of the other entries, so that 10 to 20 % of all meet a gate.
DRAWN = {Fate.NO_PAPER: 7, Fate.DESK_GATE: 4, Fate.PANEL_GATE: 3}

# Entries whose producers can sign in, the champion's first; and a judge's ties to two entries.
WITH_ACCOUNTS: tuple[Key, ...] = (
    ("FRESH", 0),
    ("FOOD", 0),
    ("FOOD", 1),
    ("HOME", 1),
    ("CRAFT", 1),
    ("SERV", 1),
)
RECUSED_BY_ORGANISER, RECUSED_BY_JUDGE = (("FOOD", 0), 2), (("DRINK", 0), 1)
FAMILY = "ម្ចាស់ផលិតផលជាសាច់ញាតិរបស់វិនិច្ឆ័យករ។"
ADVISER = "ខ្ញុំធ្លាប់ជាទីប្រឹក្សារបស់ផលិតករនេះ។"
# Ties for which nobody is recused: the organiser has still to decide about the first.
OPEN_TIE, PAST_TIE = (("HERB", 0), 3), (("CRAFT", 0), 4)
CLIENT = "គំរូ៖ ហាងរបស់វិនិច្ឆ័យករទិញផលិតផលនេះ។"
OLD_CLIENT = "គំរូ៖ ហាងរបស់វិនិច្ឆ័យករធ្លាប់ទិញផលិតផលនេះ។"
WITHDRAWAL = "ផលិតករសុំដកវិញ ព្រោះគំរូខូចនៅតាមផ្លូវ។"
# The panel is of many minds about it, so that the marks of its twin can be further apart still.
DISPUTED = ("TEXT", 0)
CORRECTED = (("FOOD", 0), 0)


def draw_fates(products: Sequence[Product], seed: int) -> dict[Key, Fate]:
    """The fate of every entry by its key."""
    fates = {product.key: TOLD.get(product.key, Fate.ORDINARY) for product in products}
    others = [product.key for product in products if product.index >= 2]
    Random(f"{seed} fates").shuffle(others)  # noqa: S311 a story, not a secret
    for fate, percent in DRAWN.items():
        count = len(others) * percent // 100
        fates |= dict.fromkeys(others[:count], fate)
        del others[:count]
    return fates
