"""The pages of the organiser and of the administrator."""

from judging.web.organiser import (
    announcing,
    audit,
    cards,
    certificates,
    competitions,
    entries,
    groups,
    handover,
    panels,
    people,
    progress,
    recusals,
    rounds,
    standings,
    tablets,
    waiting,
)
from judging.web.organiser.pages import blueprint

__all__ = [
    "announcing",
    "audit",
    "blueprint",
    "cards",
    "certificates",
    "competitions",
    "entries",
    "groups",
    "handover",
    "panels",
    "people",
    "progress",
    "recusals",
    "rounds",
    "standings",
    "tablets",
    "waiting",
]
