"""The order in which a judge tastes a flight, so that no sample always follows the same other.

Rows of E. J. Williams' designs (Australian Journal of Scientific Research A 2, 1949, 149-168): over
all rows of a design every sample stands once in each place and follows each other sample equally
often, once for an even number of samples, twice for an odd one. A panel takes the first rows.
"""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def balanced_order(flight: Sequence[T], place: int) -> tuple[T, ...]:
    """The flight as the judge on this seat is served; seats are counted from 0."""
    return tuple(flight[at] for at in williams_row(len(flight), place))


def williams_rows(samples: int) -> int:
    """How many rows a design has, after which they come again."""
    return samples if samples % 2 == 0 else 2 * samples


def williams_row(samples: int, place: int) -> list[int]:
    """Row `place` of the design; with an odd number every second row is read backwards."""
    if samples == 0:
        return []
    odd = samples % 2
    shift, backwards = divmod(place, 2) if odd else (place, 0)
    row = [(at + shift) % samples for at in _zigzag(samples)]
    return row[::-1] if backwards else row


def _zigzag(samples: int) -> list[int]:
    """0, 1, n-1, 2, n-2, ...: each step is as long as no other in the same direction."""
    return [(at + 1) // 2 if at % 2 else (samples - at // 2) % samples for at in range(samples)]
