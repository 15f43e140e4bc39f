"""Ticking papers: which of an entry's papers somebody has held in the hand."""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperTicks:
    """The papers that are ticked, and those that the page showed as ticked when it was opened.

    Only the difference is recorded, so that what somebody else ticked meanwhile stays.
    """

    ticked: frozenset[str]
    shown: frozenset[str] = frozenset()

    def change(self, before: Set[str]) -> set[str]:
        """All that are seen afterwards."""
        return (set(before) | (self.ticked - self.shown)) - (self.shown - self.ticked)
