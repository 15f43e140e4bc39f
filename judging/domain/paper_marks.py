"""What the code on a printed score sheet says: whose sheet of which entry, by which rubric."""

import re
from dataclasses import dataclass

from judging.domain.refusal import Refusal
from judging.domain.rubric import Scorer

START = "OVOP1"
NOBODY = "0"
MARK = re.compile(
    rf"{START}/([0-9A-F]{{8}})/([A-Z0-9.-]{{1,60}})/([0-9]{{1,10}})/([0-9]{{1,10}})"
    r"/(PANEL|DESK)/([0-9A-F]{12})"
)


@dataclass(frozen=True, slots=True)
class PaperMark:
    """A printed sheet: `competition` is the identity, `round` a code, `judge` an account's number.

    A blank one has neither an entry nor a judge.
    """

    competition: str
    round: str
    entry: str | None
    judge: int | None
    scorer: Scorer
    rubric: str

    @property
    def text(self) -> str:
        """As short as a code can hold it: capitals, digits and strokes; 32 bits of the identity."""
        facts = (
            START,
            self.competition[:8],
            self.round,
            self.entry or NOBODY,
            str(self.judge or NOBODY),
            self.scorer,
            self.rubric,
        )
        return "/".join(facts).upper()

    def is_of(self, competition: str, round_code: str) -> bool:
        """Whether the sheet was printed for this round of this very competition."""
        return (self.competition[:8].lower(), self.round) == (competition[:8].lower(), round_code)


def read_mark(text: str) -> PaperMark:
    """The mark that a scanner typed; Refusal for anything else."""
    found = MARK.fullmatch(text.strip().upper())
    if found is None:
        raise Refusal("This is not the code of a printed sheet; scan it again.")
    competition, round_, entry, judge, scorer, rubric = found.groups()
    return PaperMark(
        competition=competition.lower(),
        round=round_,
        entry=None if entry == NOBODY else entry,
        judge=int(judge) or None,
        scorer=Scorer(scorer.lower()),
        rubric=rubric.lower(),
    )
