"""Mappings and lists of a YAML file that remember their lines."""

from pathlib import Path
from typing import Any

from judging.rubric_files.fault import FileFault


class PlacedList(list[Any]):
    """A list and the line of each entry."""

    def __init__(self, entries: list[Any], lines: list[int]) -> None:
        super().__init__(entries)
        self.lines = lines


class PlacedMapping(dict[str, Any]):
    """A mapping, its file, its line and the line of each key.

    `known` are the keys that its reader knows; the reader writes them down.
    """

    def __init__(self, path: Path, line: int) -> None:
        super().__init__()
        self.path = path
        self.line = line
        self.line_by_key: dict[str, int] = {}
        self.known: tuple[str, ...] = ()

    def find(self, *way: str | int) -> tuple["PlacedMapping", int]:
        """The innermost mapping on the way, and the line of the last step that is written.

        A step that is not written (a missing key, a name given by pydantic) is passed over.
        """
        here: Any = self
        holder, line = self, self.line
        for step in way:
            if isinstance(here, PlacedMapping) and step in here:
                here, line = here[str(step)], here.line_by_key[str(step)]
            elif isinstance(here, PlacedList) and isinstance(step, int):
                here, line = here[step], here.lines[step]
            if isinstance(here, PlacedMapping):
                holder = here
        return holder, line

    def fault(self, message: str, *way: str | int) -> FileFault:
        """A fault at the line to which the way leads."""
        return FileFault(self.path, self.find(*way)[1], message)
