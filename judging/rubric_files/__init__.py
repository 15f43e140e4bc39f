"""Turns what is written in `rubrics/` into what is meant, or says which line is wrong."""

from judging.rubric_files.fault import BadFile, FileFault
from judging.rubric_files.folder import load_all
from judging.rubric_files.rubric import load_rubric
from judging.rubric_files.rules import load_rules
from judging.rubric_files.standard import load_standard

__all__ = [
    "BadFile",
    "FileFault",
    "load_all",
    "load_rubric",
    "load_rules",
    "load_standard",
]
