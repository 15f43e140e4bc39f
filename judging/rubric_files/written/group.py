"""The file of one product group, and the file that groups include."""

from typing import Annotated, Literal

from pydantic import Field

from judging.rubric_files.written.base import Written
from judging.rubric_files.written.criterion import WrittenCriterion
from judging.rubric_files.written.part import WrittenPart
from judging.rubric_files.written.scalars import Code, CountOrNone, Text
from judging.rubric_files.written.words import Provisional, WrittenWords

Parts = Annotated[tuple[WrittenPart, ...], Field(min_length=1)]
Sector = Literal["agriculture", "agri-industry", "industry", "handicraft", "services"]


class GroupFile(Provisional):
    """The written criteria of one product group."""

    group: Code
    """The code of the product group, such as FOOD."""
    order: CountOrNone = 0
    """Its place in lists of groups."""
    title: WrittenWords
    """The name of the group."""
    sector: Sector | None = None
    """The sector of the economy."""
    source: WrittenWords | None = None
    """Where the structure of the criteria comes from."""
    include: Text | None = None
    """A common file beside or below this one; its parts come first."""
    replace: tuple[WrittenCriterion, ...] = ()
    """Criteria that take the place of included ones with the same code and the same highest."""
    parts: Parts
    """The group's own parts."""


class CommonFile(Written):
    """Parts and criteria that several groups have in common."""

    parts: Parts
    """The parts that come first in every group that includes this file."""
    criteria: tuple[WrittenCriterion, ...] = ()
    """Criteria that a group can take into its own parts by `use`."""
