"""A fault in a written file: which file, which line, what is wrong and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileFault:
    """One fault at one line."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class BadFile(Exception):
    """Everything that is wrong with one or more files, in the order of their lines."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        # What several groups include, or several checks find, is told once.
        unique = dict.fromkeys(faults)
        self.faults = tuple(sorted(unique, key=lambda fault: (str(fault.path), fault.line)))
        super().__init__("\n".join(map(str, self.faults)))
