"""Places of the national gazetteer, as far as the operator has loaded it."""

from collections.abc import Iterable

from sqlalchemy import func, select

from judging.domain.gazetteer import GazetteerPlace
from judging.domain.provinces import Province
from judging.domain.spelling import look_of
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.gazetteer import GazetteerRow


def places_in(number: str) -> list[GazetteerPlace]:
    """The places right inside the one with this number: districts of 2 digits, and so on."""
    return _places(number, len(number) + 2)


def places_within(number: str, digits: int) -> list[GazetteerPlace]:
    """All places of one level inside the one with this number, e.g. 8 digits for its villages."""
    return _places(number, digits)


def number_of(
    province: Province,
    district: Words | None = None,
    commune: Words | None = None,
    village: Words | None = None,
) -> str:
    """The number of the smallest place that is known by these names; at least the province's.

    A name is known if it is the only one that is written, or else that looks, the same.
    """
    number = f"{province.number:02}"
    for name in (district, commune, village):
        inside = _known(name, places_in(number)) if name else None
        if inside is None:
            break
        number = inside.number
    return number


def how_many_by_level() -> dict[int, int]:
    """How many places are loaded, by the digits of their numbers: 4, 6 and 8."""
    level = func.length(GazetteerRow.number)
    counts: dict[int, int] = dict(
        db.session.execute(select(level, func.count()).group_by(level)).all()
    )
    return {digits: counts.get(digits, 0) for digits in (4, 6, 8)}


def _places(number: str, digits: int) -> list[GazetteerPlace]:
    rows = db.session.execute(
        select(GazetteerRow.number, GazetteerRow.name_km, GazetteerRow.name_en)
        .where(
            GazetteerRow.number.startswith(number, autoescape=True),
            func.length(GazetteerRow.number) == digits,
        )
        .order_by(GazetteerRow.number)
    )
    return [GazetteerPlace(row.number, Words(row.name_km, row.name_en)) for row in rows]


def _known(name: Words, places: list[GazetteerPlace]) -> GazetteerPlace | None:
    written = [one for one in places if name.km == one.name.km or name.en == one.name.en]
    return _only(written) or _only(one for one in places if _looks(name, one.name))


def _looks(name: Words, other: Words) -> bool:
    pairs = ((name.km, other.km), (name.en, other.en))
    return any(look_of(said) and look_of(said) == look_of(known) for said, known in pairs)


def _only(places: Iterable[GazetteerPlace]) -> GazetteerPlace | None:
    found = list(places)
    return found[0] if len(found) == 1 else None
