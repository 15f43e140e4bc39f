"""Loads the standard from its file."""

from pathlib import Path

from judging.domain.standard import Standard
from judging.rubric_files.shape import read_shape, settle
from judging.rubric_files.written.standard import StandardFile


def load_standard(path: Path) -> Standard:
    """The standard that the file means; BadFile with all its faults."""
    return settle(*read_shape(StandardFile, path)).meaning()
