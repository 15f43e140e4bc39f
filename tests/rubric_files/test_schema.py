"""The JSON Schemas tell editors every key that the loader knows, with a sentence for each."""

from collections.abc import Iterator
from typing import Any

import pytest

from judging.rubric_files.kind import Kind
from judging.rubric_files.schema import schemas


def described(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of every mapping of a schema."""
    for mapping in (schema, *schema["$defs"].values()):
        for key, value in mapping.get("properties", {}).items():
            yield f"{mapping['title']}.{key}", value


@pytest.mark.parametrize("kind", Kind)
def test_every_key_has_a_sentence(kind: Kind) -> None:
    sentences = {key: value.get("description", "") for key, value in described(schemas()[kind])}
    assert [key for key, sentence in sentences.items() if not sentence.endswith(".")] == []


@pytest.mark.parametrize("kind", Kind)
def test_no_mapping_allows_unknown_keys(kind: Kind) -> None:
    schema = schemas()[kind]
    mappings = [schema, *(m for m in schema["$defs"].values() if "properties" in m)]
    assert [mapping["additionalProperties"] for mapping in mappings] == [False] * len(mappings)


def test_a_band_is_described_by_the_keys_of_the_file() -> None:
    band = schemas()[Kind.STANDARD]["$defs"]["WrittenBand"]
    assert list(band["properties"]) == ["star", "from", "below"]
    assert band["required"] == ["star", "from"]


def test_what_may_be_left_out_may_not_be_left_empty() -> None:
    criterion = schemas()[Kind.GROUP]["$defs"]["WrittenCriterion"]
    assert criterion["properties"]["weight"] == {
        "default": 1,
        "description": "By how much the points count.",
        "exclusiveMinimum": 0,
        "title": "Weight",
        "type": "number",
    }
    assert "null" not in str(schemas())
