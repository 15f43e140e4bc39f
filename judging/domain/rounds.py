"""The way of a round from entering to the announcement."""

from enum import StrEnum

# Ten products of each province go to the national round, unless its organisers say otherwise.
LEADING = 10


class RoundKind(StrEnum):
    """How far a round reaches."""

    PROVINCIAL = "provincial"
    NATIONAL = "national"


class RoundState(StrEnum):
    """Where a round stands; each follows the one before it."""

    ENTERING = "entering"
    JUDGING = "judging"
    CLOSED = "closed"
    ANNOUNCED = "announced"


class OutAs(StrEnum):
    """How an entry has left its round; its sheets are kept."""

    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    MOVED = "moved"


class Purpose(StrEnum):
    """What an entry is served for; only those that compete are counted and ranked."""

    COMPETING = "competing"
    CALIBRATION = "calibration"
    REPEAT = "repeat"


class SheetState(StrEnum):
    """Where a score sheet stands."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
