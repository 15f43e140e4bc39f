"""Putting many products of the registry forward at once: an act for each, in its own group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from judging.domain.people import Person
from judging.domain.refusal import NotAllowed, Refusal
from judging.services.entering import OWN_GROUP, enter_registered


@dataclass(frozen=True, slots=True)
class PutForward:
    """What became of one product: the number of its entry, or why it was refused."""

    product_id: int
    entry_id: int | None = None
    refusal: Refusal | None = None


def put_forward(
    by: Person,
    round_id: int,
    product_ids: Iterable[int],
    at: datetime,
    chance: Random | None = None,
) -> list[PutForward]:
    """Enter each product in its group; one that is refused keeps no other from being entered."""
    outcomes = []
    for product_id in dict.fromkeys(product_ids):
        try:
            entry_id = enter_registered(by, round_id, product_id, OWN_GROUP, at, chance)
            outcomes.append(PutForward(product_id, entry_id=entry_id))
        except NotAllowed:
            raise
        except Refusal as refusal:
            outcomes.append(PutForward(product_id, refusal=refusal))
    return outcomes
