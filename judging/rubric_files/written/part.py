"""A part as it is written: its scorer, its points, its headings, branches and criteria."""

from typing import Annotated

from pydantic import Field, Tag

from judging.domain.rubric import Branch, Case, Scorer, Section
from judging.rubric_files.written.criterion import SharedCriterion, WrittenCriterion
from judging.rubric_files.written.either import by_key
from judging.rubric_files.written.scalars import Positive
from judging.rubric_files.written.words import Titled

OwnOrShared = Annotated[
    Annotated[SharedCriterion, Tag("with")] | Annotated[WrittenCriterion, Tag("without")],
    by_key("use"),
]


class WrittenSection(Titled):
    """A heading over some criteria."""

    def meaning(self) -> Section:
        """The section meant."""
        return Section(self.code, self.title.meaning())


class WrittenCase(Titled):
    """One side of a branch."""

    def meaning(self) -> Case:
        """The case meant."""
        return Case(self.code, self.title.meaning())


class WrittenBranch(Titled):
    """Either one case or another is answered, never both."""

    cases: Annotated[tuple[WrittenCase, ...], Field(min_length=2)]
    """The cases, of which the scorer answers exactly one."""

    def meaning(self) -> Branch:
        """The branch meant."""
        return Branch(self.code, self.title.meaning(), tuple(c.meaning() for c in self.cases))


class WrittenPart(Titled):
    """Criteria that one kind of scorer answers."""

    scored_by: Scorer
    """desk (reads papers, knows the name) or panel (blind)."""
    points: Positive
    """The most that the criteria add up to; a branch counts its highest case."""
    sections: tuple[WrittenSection, ...] = ()
    """Headings over criteria."""
    branches: tuple[WrittenBranch, ...] = ()
    """Either/or branches."""
    criteria: Annotated[tuple[OwnOrShared, ...], Field(min_length=1)]
    """The criteria in the order in which they are asked."""
