"""Which products of a province lead on to the national round."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked entry of a provincial round; `percent` is its final score of all its points."""

    entry: str
    percent: Fraction


@dataclass(frozen=True, slots=True)
class Leading:
    """The entries that lead on by their scores, best first, and those equal at the last place.

    Where equal entries would be more than there are places left, none of them is among `first`:
    people decide between them.
    """

    first: tuple[str, ...]
    equal: tuple[str, ...]

    def is_choice_of_scores(self, chosen: Iterable[str]) -> bool:
        """Whether just those were chosen that lead by their scores, and nobody had to decide."""
        return not self.equal and set(chosen) == set(self.first)


def leading_entries(candidates: Iterable[Candidate], places: int) -> Leading:
    """The entries for so many places, over all product groups, by percent of the points.

    The groups have different rubrics, so points are compared as percent. Rule of the house, see
    docs/rules/leading.md.
    """
    ordered = sorted(candidates, key=lambda one: (-one.percent, one.entry))
    if len(ordered) <= places:
        return Leading(tuple(one.entry for one in ordered), ())
    last = ordered[places - 1].percent
    above = tuple(one.entry for one in ordered if one.percent > last)
    at_last = tuple(one.entry for one in ordered if one.percent == last)
    if len(above) + len(at_last) <= places:
        return Leading(above + at_last, ())
    return Leading(above, at_last)
