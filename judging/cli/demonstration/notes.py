"""What judges write beside their points, in Khmer as most of them do."""

from collections import defaultdict
from random import Random

from judging.cli.demonstration.tables import rows_of
from judging.domain.rubric import Scorer

GOOD, FAIR = 70, 50
WHOLE_SHEET = ""


class Notes:
    """Notes to draw from, by mood."""

    def __init__(self) -> None:
        self.by_mood: dict[str, list[str]] = defaultdict(list)
        for row in rows_of("notes"):
            self.by_mood[row["mood"]].append(row["text"])

    def draw(
        self, scorer: Scorer, quality: int, gate: str | None, chance: Random
    ) -> dict[str, str]:
        """A note on the gate that the judge fired, or now and then one on the whole sheet."""
        if gate:
            return {gate: chance.choice(self.by_mood["gate"])}
        if chance.randrange(8):
            return {}
        if scorer is Scorer.DESK:
            mood = "desk"
        else:
            mood = "good" if quality >= GOOD else "fair" if quality >= FAIR else "weak"
        return {WHOLE_SHEET: chance.choice(self.by_mood[mood])}
