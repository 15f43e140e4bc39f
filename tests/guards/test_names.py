"""Names say what a thing is: no drawers for leftovers, no verbs that mean anything."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}
VAGUE = re.compile(r"^_?(handle|process|manage|do)_")


def test_no_module_is_a_drawer() -> None:
    paths = [*ROOT.glob("judging/**/*.py"), *ROOT.glob("tests/**/*.py")]
    assert [path for path in paths if DRAWERS & {path.stem, *path.parent.parts}] == []


def test_no_function_is_named_by_a_vague_verb() -> None:
    # WTForms and SQLAlchemy call these by name.
    theirs = {"process_formdata", "process_data", "process_bind_param", "process_result_value"}
    vague = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in ROOT.glob("judging/**/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and VAGUE.match(node.name) and node.name not in theirs
    ]
    assert vague == []
