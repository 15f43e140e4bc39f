"""The honours of a group as they are written, and how many may be given."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from judging.domain.rules import Honour, Honours
from judging.rubric_files.fault import FileFault
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.scalars import Count, CountOrNone, Percent
from judging.rubric_files.written.words import Titled


class WrittenHonour(Titled):
    """One honour."""

    places: Count
    """For how many places it is given, counted on from the honour before it."""

    def meaning(self) -> Honour:
        """The honour meant."""
        return Honour(self.code, self.title.meaning(), self.places)


class WrittenHonours(Written):
    """Champion and further honours, and their cap."""

    cap_percent: Percent = Decimal(30)
    """The most percent of the ranked entries of a group that may be honoured."""
    at_least: CountOrNone = 1
    """How many may always be honoured, whatever the percent."""
    needs_star: CountOrNone = 0
    """The lowest star with which an entry can be honoured; 0 asks for none."""
    honours: Annotated[tuple[WrittenHonour, ...], Field(min_length=1)] = Field(alias="list")
    """The honours, the highest first."""

    def faults(self) -> Iterator[FileFault]:
        """Each honour is written once."""
        codes: set[str] = set()
        for honour in self.honours:
            if honour.code in codes:
                yield honour.fault(f"honour `{honour.code}` is written twice; rename one", "code")
            codes.add(honour.code)

    def meaning(self) -> Honours:
        """The honours meant."""
        honours = tuple(honour.meaning() for honour in self.honours)
        return Honours(honours, self.cap_percent, self.at_least, self.needs_star)
