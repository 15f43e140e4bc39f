"""A file that is no YAML, or YAML that cannot be read in one way only, is told at its line."""

from pathlib import Path

import pytest

from judging.rubric_files import BadFile, load_rubric
from judging.rubric_files.kind import kind_of

CASES = {
    "bracket left open": (
        b"group: X\ntitle: {km: x, en: x\nparts: []\n", 3,
        "this is not YAML (did not find expected ',' or '}'); check indents, colons and quotes",
    ),
    "tab": (
        b"group: X\n\ttitle: x\n", 2,
        "this is not YAML (found a tab character that violates indentation); "
        "check indents, colons and quotes",
    ),
    "unknown alias": (
        b"group: X\ntitle: *name\n", 2,
        "this is not YAML (found undefined alias); check indents, colons and quotes",
    ),
    "key written twice": (
        b"group: X\norder: 1\norder: 2\n", 3, "`order` is written twice; delete one",
    ),
    "key that is a list": (
        b"group: X\n[a, b]: 2\n", 2, "a key must be one word; write `key: value`",
    ),
    "alias inside itself": (
        b"group: X\nparts: &p\n  - *p\n", 2,
        "this alias stands inside what it repeats; write it out",
    ),
    "empty file": (b"", 1, "the file must be a list of keys; write `key: value` lines"),
    "list": (b"- a\n", 1, "the file must be a list of keys; write `key: value` lines"),
    "not UTF-8": (
        b"group: X\ntitle: {km: \xff, en: x}\n", 2, "the file is not UTF-8; save it as UTF-8",
    ),
    "forbidden character": (
        b"group: X\n\ntitle: \x07\n", 3,
        "the file holds a character that YAML forbids; delete it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_text_that_is_no_clear_yaml(tmp_path: Path, name: str) -> None:
    content, line, message = CASES[name]
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(BadFile) as bad:
        load_rubric(path)
    assert str(bad.value) == f"{path}:{line}: {message}"


def test_a_file_that_is_not_there_is_a_fault_of_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    with pytest.raises(BadFile) as bad:
        load_rubric(path)
    said = "the file cannot be read (No such file or directory); check its name"
    assert str(bad.value) == f"{path}:1: {said}"


def test_a_file_of_no_known_kind_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "menu.yaml"
    path.write_text("dish: soup\n", encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        kind_of(path)
    said = "this is no file of the standard; it needs `group`, `bands`, `combine` or `parts`"
    assert str(bad.value) == f"{path}:1: {said}"
