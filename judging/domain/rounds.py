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


def round_code(competition: str, province: str | None) -> str:
    """What a round is called in addresses: `OVOP-2027`, or `OVOP-2027.KH-7` of a province."""
    return f"{competition}.{province}" if province else competition


def parts_of_round_code(code: str) -> tuple[str, str | None]:
    """The code of the competition and the province, if any, of a round's code."""
    competition, dot, province = code.partition(".")
    return competition, province if dot else None


class Departure(StrEnum):
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
