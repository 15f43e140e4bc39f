"""JSON Schemas of the files, for editors that help while one writes."""

from decimal import Decimal
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from judging.rubric_files.kind import Kind
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.group import CommonFile, GroupFile
from judging.rubric_files.written.rules import RulesFile
from judging.rubric_files.written.standard import StandardFile

_FILE_BY_KIND: dict[Kind, type[Written]] = {
    Kind.GROUP: GroupFile,
    Kind.STANDARD: StandardFile,
    Kind.RULES: RulesFile,
    Kind.COMMON: CommonFile,
}


def schemas() -> dict[Kind, dict[str, Any]]:
    """The JSON Schema of each kind of file."""
    return {
        kind: {
            "$schema": GenerateJsonSchema.schema_dialect,
            **file.model_json_schema(schema_generator=_AsWritten),
        }
        for kind, file in _FILE_BY_KIND.items()
    }


class _AsWritten(GenerateJsonSchema):
    """A key that may be left out may not be left empty; a number is shown as a number."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default", ...) is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def encode_default(self, dft: Any) -> Any:
        return int(dft) if isinstance(dft, Decimal) else super().encode_default(dft)
