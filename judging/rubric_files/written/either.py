"""A place where one of two shapes may be written, told apart before they are read."""

from collections.abc import Callable
from typing import Any

from pydantic import Discriminator

from judging.rubric_files.placed import PlacedMapping


def by_key(key: str) -> Discriminator:
    """Tag "with" for a mapping that has the key, "without" for all else."""
    return _by(lambda written: isinstance(written, PlacedMapping) and key in written)


def by_shape() -> Discriminator:
    """Tag "with" for a mapping, "without" for a bare value."""
    return _by(lambda written: isinstance(written, PlacedMapping))


def _by(is_with: Callable[[Any], bool]) -> Discriminator:
    return Discriminator(lambda written: "with" if is_with(written) else "without")
