"""Files and functions stay small enough to be read in one go."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent.parent
LONGEST_FILE, MEDIAN_FILE = 300, 90
LONGEST_FUNCTION, MEDIAN_FUNCTION = 40, 8


def files() -> list[Path]:
    """Our own Python, without migrations, which are written once and never grow."""
    found = [ROOT / "config.py", ROOT / "wsgi.py", *ROOT.glob("judging/**/*.py")]
    found += [*ROOT.glob("tests/**/*.py"), *ROOT.glob(".ci/*.py")]
    return [path for path in found if "versions" not in path.parts]


def scripts() -> list[Path]:
    """Our own JavaScript; eslint looks at the functions in it."""
    found = [*ROOT.glob("judging/static/**/*.js"), *ROOT.glob("tests/**/*.js")]
    return [path for path in found if "vendor" not in path.parts]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1


@pytest.mark.parametrize("ours", [files, scripts])
def test_no_file_is_too_long(ours: Callable[[], list[Path]]) -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in ours()}
    assert [path for path, length in lengths.items() if length > LONGEST_FILE] == []
    assert median(lengths.values()) <= MEDIAN_FILE


def test_no_function_is_too_long() -> None:
    lengths = dict(found for path in files() for found in functions(path))
    assert [name for name, length in lengths.items() if length > LONGEST_FUNCTION] == []
    own = [length for name, length in lengths.items() if f"{ROOT}/judging/" in name]
    assert median(own) <= MEDIAN_FUNCTION
