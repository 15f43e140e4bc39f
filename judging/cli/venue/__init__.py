"""`flask venue`: the hall's own server on the organiser's laptop, and the page for its tablets."""

from judging.cli.venue.commands import venue

__all__ = ["venue"]
