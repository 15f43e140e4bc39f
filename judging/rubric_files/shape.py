"""Reads one file into its shape, and says everything that is misshaped at its line."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from judging.rubric_files.document import read_document
from judging.rubric_files.fault import BadFile, FileFault
from judging.rubric_files.placed import PlacedMapping
from judging.rubric_files.sentence import nearest, sentence_for, way_to
from judging.rubric_files.written.base import Written

F = TypeVar("F", bound=Written)


def read_shape(kind: type[F], path: Path) -> tuple[F | None, list[FileFault]]:
    """The shape and the faults of the file; the shape is None if too much of it is wrong."""
    try:
        document = read_document(path)
    except BadFile as bad:
        return None, list(bad.faults)
    try:
        written = kind.model_validate(document)
        return written, list(written.all_faults())
    except ValidationError as error:
        return _read_despite(kind, document, _root_causes(document, error))


def settle(written: F | None, faults: list[FileFault]) -> F:
    """The shape, if nothing is wrong; BadFile otherwise."""
    if faults or written is None:
        raise BadFile(faults)
    return written


def _root_causes(document: PlacedMapping, invalid: ValidationError) -> list[ErrorDetails]:
    """The errors without those that only follow from another."""
    errors = invalid.errors(include_url=False)
    # Pydantic counts only well-shaped entries of a list, and then calls the list too short.
    above = {error["loc"][:end] for error in errors for end in range(len(error["loc"]))}
    meant = {_meant_instead(document, error) for error in errors}
    return [
        error
        for error in errors
        if not (error["type"] == "too_short" and error["loc"] in above)
        and not (error["type"] == "missing" and error["loc"] in meant)
    ]


def _meant_instead(document: PlacedMapping, error: ErrorDetails) -> tuple[str | int, ...] | None:
    """Where the key was meant to stand for which an unknown key is a slip."""
    *before, key = error["loc"]
    near = nearest(str(key), document.find(*before)[0].known)
    return (*before, near) if near and error["type"] == "extra_forbidden" else None


def _read_despite(
    kind: type[F], document: PlacedMapping, errors: list[ErrorDetails]
) -> tuple[F | None, list[FileFault]]:
    """Reads on past unknown keys and missing texts, so that one run tells all faults."""
    faults = [_fault(document, error) for error in errors]
    for error in errors:
        _mend(document, error)
    try:
        written = kind.model_validate(document)
    except ValidationError:
        return None, faults
    return written, faults + list(written.all_faults())


def _fault(document: PlacedMapping, error: ErrorDetails) -> FileFault:
    way = way_to(error)
    holder, _ = document.find(*way[:-1])
    return document.fault(sentence_for(error, holder), *way)


def _mend(document: PlacedMapping, error: ErrorDetails) -> None:
    """Drops a key that is no slip for a known one; puts a mark where a text is missing."""
    *before, last = way_to(error)
    holder, _ = document.find(*before)
    key = str(last)
    if error["type"] == "extra_forbidden" and not nearest(key, holder.known):
        holder.pop(key, None)
    if error["type"] in ("missing", "string_too_short") and key in ("km", "en"):
        holder[key] = "?"
        holder.line_by_key.setdefault(key, holder.line)
