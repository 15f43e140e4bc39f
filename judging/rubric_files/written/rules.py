"""The file of the rules of judging of a competition."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Tag

from judging.domain.rubric import Scorer
from judging.domain.rules import (
    Appeals,
    Conflicts,
    Disagreement,
    Honours,
    Needed,
    Per,
    Rounding,
    Rules,
)
from judging.domain.words import Words
from judging.rubric_files.fault import FileFault
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.combining import WrittenCombining, WrittenRounding
from judging.rubric_files.written.either import by_shape
from judging.rubric_files.written.honours import WrittenHonours
from judging.rubric_files.written.scalars import Count, Flag, Positive
from judging.rubric_files.written.tie import TieOrName, tie_meaning
from judging.rubric_files.written.words import Provisional, WrittenWords

UNTITLED = Words(km="វិធាននៃការវាយតម្លៃ", en="Rules of judging")


class WrittenNeeded(Written):
    """A number of sheets from each kind of scorer."""

    desk: Count = 1
    """The number of the desk's sheets."""
    panel: Count = 1
    """The number of the panel's sheets."""

    def meaning(self) -> Needed:
        """The numbers meant."""
        return Needed(desk=self.desk, panel=self.panel)


NeededOrNumber = Annotated[
    Annotated[WrittenNeeded, Tag("with")] | Annotated[Count, Tag("without")], by_shape()
]


class WrittenDisagreement(Written):
    """When a panel is asked to look again, in percent of the points of its sheet."""

    range: Positive | None = None
    """The distance from the lowest to the highest total."""
    from_mean: Positive | None = None
    """The distance of one total from the mean of the totals."""

    def meaning(self) -> Disagreement:
        """The thresholds meant."""
        return Disagreement(self.range, self.from_mean)


class WrittenConflicts(Written):
    """Whether a judge from the place of an entry is in conflict with it."""

    same_commune: Flag = False
    """Whether a judge from the commune of an entry is in conflict with it."""
    same_district: Flag = False
    """Whether a judge from the district of an entry is in conflict with it."""

    def meaning(self) -> Conflicts:
        """The rule meant."""
        return Conflicts(self.same_commune, self.same_district)


class WrittenAppeals(Written):
    """How long producers may appeal."""

    days: Count
    """So many days after the day of the announcement."""

    def meaning(self) -> Appeals:
        """The rule meant."""
        return Appeals(self.days)


class RulesFile(Provisional):
    """How score sheets become a final score, a rank and honours."""

    title: WrittenWords | None = None
    """The name of these rules."""
    combine: WrittenCombining
    """How the panel's sheets combine, and the desk's without `combine_desk`."""
    combine_desk: WrittenCombining | None = None
    """How the desk's sheets combine."""
    per: Per = Per.SHEET
    """sheet combines totals; criterion combines the marks on each criterion."""
    rounding: WrittenRounding | None = None
    """Where numbers are rounded, half up."""
    quorum: NeededOrNumber = 1
    """How many sheets a final score needs; a bare number is the panel's, with one of the desk."""
    lowest_quorum: NeededOrNumber | None = None
    """How far the quorum may be lowered on the day, with a reason; not at all, if not written."""
    gate_votes: NeededOrNumber = 1
    """How many sheets must say a gate before it holds; a bare number is the panel's."""
    disagreement: WrittenDisagreement | None = None
    """When a panel is asked to look again."""
    ties: tuple[TieOrName, ...] = ()
    """What separates equal final scores, step by step."""
    honours: WrittenHonours | None = None
    """Champion and further honours."""
    conflicts: WrittenConflicts | None = None
    """Which judges are in conflict with an entry because of where they live."""
    appeals: WrittenAppeals | None = None
    """How long producers may appeal; not at all, if it is not written."""
    publish_levels: Flag = True
    """Whether the public may see the level on each criterion."""

    def faults(self) -> Iterator[FileFault]:
        """A quorum can only be lowered."""
        if self.lowest_quorum is None:
            return
        quorum, lowest = _needed(self.quorum), _needed(self.lowest_quorum)
        for scorer in Scorer:
            if lowest.of(scorer) > quorum.of(scorer):
                yield self.fault(
                    f"`lowest_quorum` of the {scorer.value} must not be above its quorum;"
                    f" write {quorum.of(scorer)} or less, not {lowest.of(scorer)}",
                    "lowest_quorum",
                )

    def meaning(self) -> Rules:
        """The rules meant; only without faults."""
        return Rules(
            title=self.title.meaning() if self.title else UNTITLED,
            combine=self.combine.meaning(),
            per=self.per,
            combine_desk=self.combine_desk.meaning() if self.combine_desk else None,
            rounding=self.rounding.meaning() if self.rounding else Rounding(),
            quorum=_needed(self.quorum),
            lowest_quorum=None if self.lowest_quorum is None else _needed(self.lowest_quorum),
            gate_votes=_needed(self.gate_votes),
            disagreement=self.disagreement.meaning() if self.disagreement else Disagreement(),
            ties=tuple(tie_meaning(step) for step in self.ties),
            honours=self.honours.meaning() if self.honours else Honours(honours=()),
            conflicts=self.conflicts.meaning() if self.conflicts else Conflicts(),
            appeals=self.appeals.meaning() if self.appeals else None,
            publish_levels=self.publish_levels,
            provisional=self.provisional,
            khmer_reviewed=self.khmer_reviewed,
        )


def _needed(written: WrittenNeeded | int) -> Needed:
    return Needed(panel=written) if isinstance(written, int) else written.meaning()
