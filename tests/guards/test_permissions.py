"""The table of permissions names exactly the acts that services do."""

import ast
from pathlib import Path

from judging.services.permissions import MAY

SERVICES = Path(__file__).parent.parent.parent / "judging/services"


def acts_done() -> set[str]:
    calls = [
        node
        for path in SERVICES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "act"
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def test_every_act_is_in_the_table_and_every_row_is_an_act() -> None:
    assert acts_done() == set(MAY)
