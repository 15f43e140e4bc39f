"""Where people live and products come from, compared by number and by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from judging.domain.places import Place
from judging.domain.spelling import look_of


class Level(IntEnum):
    """How closely a place is known, by the digits of its gazetteer number."""

    PROVINCE = 2
    DISTRICT = 4
    COMMUNE = 6
    VILLAGE = 8


# A level of a place, and the place at that level: by its number, or by its names as they look.
PlaceKey = tuple[Level, str]


@dataclass(frozen=True, slots=True)
class Locality:
    """A place and its number in the national gazetteer, empty if that is not known."""

    place: Place
    gazetteer: str = ""


@lru_cache(maxsize=10_000)
def keys_of(locality: Locality) -> frozenset[PlaceKey]:
    """All keys of a place: two places with a key in common are one at that level."""
    province = f"{locality.place.province.number:02}"
    number = locality.gazetteer
    numbered = [(level, number[:level]) for level in Level if len(number) >= level]
    return frozenset([(Level.PROVINCE, province), *numbered, *_named(locality.place, province)])


@lru_cache(maxsize=10_000)
def closest_keys_of(locality: Locality) -> frozenset[PlaceKey]:
    """The keys of a place at the smallest level that is known: what lies in it has one of them."""
    keys = keys_of(locality)
    smallest = max(level for level, _ in keys)
    return frozenset(key for key in keys if key[0] is smallest)


def _named(place: Place, province: str) -> Iterator[PlaceKey]:
    levels = (
        (Level.DISTRICT, place.district),
        (Level.COMMUNE, place.commune),
        (Level.VILLAGE, place.village),
    )
    for language in ("km", "en"):
        path = province
        for level, name in levels:
            look = look_of(name.in_(language)) if name else ""
            path = f"{path}/{look}"
            if look:
                yield level, path
