"""Loads the rules of judging from their file."""

from pathlib import Path

from judging.domain.rules import Rules
from judging.rubric_files.shape import read_shape, settle
from judging.rubric_files.written.rules import RulesFile


def load_rules(path: Path) -> Rules:
    """The rules that the file means; BadFile with all its faults."""
    return settle(*read_shape(RulesFile, path)).meaning()
