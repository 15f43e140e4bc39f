"""The page about the files is true: its example loads, and it names every key."""

import re
from pathlib import Path

import pytest

from judging.rubric_files import load_all
from judging.rubric_files.kind import Kind
from judging.rubric_files.schema import schemas

PAGE = (Path(__file__).parents[2] / "docs" / "rubric-files.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_loads(tmp_path: Path) -> None:
    for name, content in re.findall(r"```yaml\n# rubrics/(\S+)\n(.*?)```", PAGE, re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (tea,) = load_all(tmp_path).rubrics
    assert [(part.code, part.points) for part in tea.parts] == [("A", 7), ("C", 23)]


@pytest.mark.parametrize("kind", Kind)
def test_the_page_names_every_key(kind: Kind) -> None:
    schema = schemas()[kind]
    mappings = [schema, *schema["$defs"].values()]
    keys = {key for mapping in mappings for key in mapping.get("properties", {})}
    assert sorted(key for key in keys if f"`{key}`" not in PAGE) == []


@pytest.mark.parametrize("kind", Kind)
def test_the_example_uses_every_key(kind: Kind) -> None:
    schema = schemas()[kind]
    mappings = [schema, *schema["$defs"].values()]
    keys = {key for mapping in mappings for key in mapping.get("properties", {})}
    example = "".join(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
    assert sorted(key for key in keys if not re.search(rf"\b{key}:", example)) == []
