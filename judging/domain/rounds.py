"""The way of a round from entering to the announcement."""

from enum import StrEnum


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


class SheetState(StrEnum):
    """Where a score sheet stands."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
