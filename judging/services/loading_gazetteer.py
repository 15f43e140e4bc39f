"""Loading districts, communes and villages from a file that the operator has."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert, select, update

from judging.domain.gazetteer import GazetteerPlace, read_gazetteer, refuse_orphans
from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.persistence.gazetteer import GazetteerRow
from judging.services.acts import act
from judging.services.permissions import require

LARGEST_FILE = 5_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many places are new, renamed and as they were; the columns that were not looked at."""

    added: int
    renamed: int
    same: int
    ignored: tuple[str, ...]


def load_gazetteer(by: Person, content: bytes, at: datetime) -> Loaded:
    """Take the places of a CSV file in, all or none; nothing is ever taken out.

    Refuses a file that is none, and with GazetteerRefusal one with wrong lines.
    """
    require(by, "gazetteer.loaded")  # before a long file is read
    file = read_gazetteer(_text(content))
    digest = sha256(content).hexdigest()
    with act("gazetteer.loaded", by=by, at=at, on=f"gazetteer:{digest[:12]}") as deed:
        places = list(file.place_by_line.values())
        kept = {
            row.number: row.name for row in deed.session.execute(select(GazetteerRow)).scalars()
        }
        refuse_orphans(file, set(kept))
        new = [place for place in places if place.number not in kept]
        renamed = [place for place in places if kept.get(place.number, place.name) != place.name]
        if new:
            deed.session.execute(insert(GazetteerRow), [_row(place) for place in new])
        if renamed:
            deed.session.execute(update(GazetteerRow), [_row(place) for place in renamed])
        same = len(places) - len(new) - len(renamed)
        deed.detail |= {"new": len(new), "renamed": len(renamed), "same": same, "digest": digest}
        return Loaded(len(new), len(renamed), same, file.ignored)


def _text(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise Refusal("The file is larger than 5 MB; it cannot be the gazetteer.")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise Refusal("Save the file as CSV UTF-8, which it is not.") from fault


def _row(place: GazetteerPlace) -> dict[str, str]:
    return {
        "number": place.number,
        "parent": place.parent,
        "name_km": place.name.km,
        "name_en": place.name.en,
    }
