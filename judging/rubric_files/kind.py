"""Tells by its keys what kind of file a file is."""

from enum import StrEnum
from pathlib import Path

from judging.rubric_files.document import read_document
from judging.rubric_files.fault import BadFile


class Kind(StrEnum):
    """A kind of file of the written standard."""

    GROUP = "group"
    STANDARD = "standard"
    RULES = "rules"
    COMMON = "common"


# In this order: a group has parts too, but only a group has its code.
_KIND_BY_KEY = {
    "group": Kind.GROUP,
    "bands": Kind.STANDARD,
    "combine": Kind.RULES,
    "parts": Kind.COMMON,
}


def kind_of(path: Path) -> Kind:
    """The kind of the file; BadFile if none of its keys tells."""
    document = read_document(path)
    for key, kind in _KIND_BY_KEY.items():
        if key in document:
            return kind
    message = "this is no file of the standard; it needs `group`, `bands`, `combine` or `parts`"
    raise BadFile([document.fault(message)])
