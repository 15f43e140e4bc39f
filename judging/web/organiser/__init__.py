"""The pages of the organiser and of the administrator."""

from judging.web.organiser import (
    announcing,
    audit,
    certificates,
    competitions,
    entries,
    groups,
    panels,
    people,
    progress,
    recusals,
    rounds,
    standings,
)
from judging.web.organiser.pages import blueprint

__all__ = [
    "announcing",
    "audit",
    "blueprint",
    "certificates",
    "competitions",
    "entries",
    "groups",
    "panels",
    "people",
    "progress",
    "recusals",
    "rounds",
    "standings",
]
