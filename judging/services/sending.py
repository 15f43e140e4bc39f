"""Who sends sheets from a tablet, and by which way they came."""

from dataclasses import dataclass
from enum import StrEnum

from judging.domain.people import Person


class Via(StrEnum):
    """By which way a version came."""

    TABLET = "tablet"
    CODES = "codes"
    FILE = "file"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose tablet sends, for which competition; `is_proven` by its key or a handover's proof."""

    judge: Person
    competition_id: int
    tablet_id: int | None
    via: Via = Via.TABLET
    is_proven: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """A version as it came: the identity that it was sent under, and its text."""

    identity: str
    text: str
