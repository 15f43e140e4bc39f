"""The table of permissions names exactly the acts that services do."""

import ast
from pathlib import Path

from judging.services.permissions import BY_TWO, MAY

SERVICES = Path(__file__).parent.parent.parent / "judging/services"


def acts_done() -> set[str]:
    calls = [
        node
        for path in SERVICES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and _name_of(node.func) in ("act", "acts", "note")
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def _name_of(called: ast.expr) -> str:
    """The function's own name: `act(...)`, and also `deeds.note(...)`."""
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def test_every_act_is_in_the_table_and_every_row_is_an_act() -> None:
    assert acts_done() == set(MAY)


def test_acts_of_two_are_done_by_no_call_that_names_one_person() -> None:
    calls = [
        node
        for path in SERVICES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and _name_of(node.func) == "act"
    ]
    alone = {
        call.args[0].value
        for call in calls
        if isinstance(call.args[0], ast.Constant)
        and "proposed_by" not in {keyword.arg for keyword in call.keywords}
    }
    assert alone & BY_TWO == set()


def test_no_service_names_an_entry_for_the_audit_without_its_round() -> None:
    assert [path.name for path in SERVICES.glob("*.py") if '"entry:' in path.read_text()] == []
