"""The ground of everything written: no unknown keys, and every value knows its line."""

from collections.abc import Iterator
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic_core import PydanticCustomError

from judging.rubric_files.fault import FileFault
from judging.rubric_files.placed import PlacedMapping


class Written(BaseModel):
    """A mapping of a file, read and shaped right."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
    _source: PlacedMapping = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def _keep_source(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        known = tuple(field.alias or name for name, field in cls.model_fields.items())
        if not isinstance(value, PlacedMapping):
            keys = ", ".join(f"`{key}`" for key in known)
            raise PydanticCustomError("keys", "must hold keys; known here: {keys}", {"keys": keys})
        value.known = known
        written = handler(value)
        written._source = value
        return written

    def fault(self, message: str, *way: str | int) -> FileFault:
        """A fault at the line to which the way leads from here."""
        return self._source.fault(message, *way)

    def faults(self) -> Iterator[FileFault]:
        """What is wrong with this value by itself."""
        yield from ()

    def all_faults(self) -> Iterator[FileFault]:
        """What is wrong with this value and everything in it."""
        yield from self.faults()
        for _, value in self:
            for inner in value if isinstance(value, tuple) else (value,):
                if isinstance(inner, Written):
                    yield from inner.all_faults()

    def placed_at(self, other: "Written") -> Self:
        """The same, written where `other` is written."""
        copy = self.model_copy()
        copy._source = other._source
        return copy


def misshaped(rule: str, key: str = "") -> PydanticCustomError:
    """For a validator to raise: what is wrong with the mapping, or with one key of it."""
    return PydanticCustomError("misshaped", "{rule}", {"rule": rule, "key": key})
