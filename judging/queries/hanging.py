"""What would be lost if a competition were thrown away."""

from dataclasses import dataclass

from sqlalchemy import func, select

from judging.persistence.database import db
from judging.persistence.hanging import hanging_on


@dataclass(frozen=True, slots=True)
class Hanging:
    """How much of each kind hangs on a competition."""

    rounds: int
    entries: int
    panels: int
    sheets: int
    certificates: int


def what_hangs_on(competition_id: int) -> Hanging:
    """All rounds of the competition and what is in them."""
    hanging = hanging_on(competition_id)

    def count(name: str) -> int:
        table, condition = hanging[name]
        counted = select(func.count()).select_from(table).where(condition)
        return db.session.scalar(counted) or 0

    return Hanging(
        rounds=count("round"),
        entries=count("entry"),
        panels=count("panel"),
        sheets=count("score_sheet"),
        certificates=count("certificate"),
    )
