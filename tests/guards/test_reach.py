"""Nothing forgets how far somebody reaches: no row, no act, no address."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask import Flask

from judging.domain.people import Role
from judging.persistence.reach import CONDITIONS
from judging.queries.reach import CHECKED, ROWS
from judging.services.permissions import MAY, OF_THE_WHOLE_COUNTRY
from judging.web.guarding import opening_of

SERVICES = Path(__file__).parents[2] / "judging" / "services"
# Rows that only acts of the whole country look up.
SHUT = {"CompetitionRow", "ImportRow"}
# Acts that look up no row: what they write is in nobody's province yet.
NEW = {"producer.registered"}
# Notes of an act that is asked for by another name; handovers look for the card themselves.
NOTES = {"versions.sent", "sheet.came_late", "sheet.clashed", "sheet.waits"}
# Lists that leave out by themselves what is out of reach, and pages about nothing in particular.
LISTS = {
    "audit",
    "audit_file",
    "choose_producer",
    "expiring",
    "home",
    "judges",
    "producers",
    "products",
    "register_producer",
    "table",
    "tables",
}


@cache
def functions() -> dict[str, ast.FunctionDef]:
    """Every function of the services by its name; one name is enough to follow a call."""
    return {
        node.name: node
        for path in SERVICES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    }


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (one for one in ast.walk(node) if isinstance(one, ast.Call))


def name_of(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def named(node: ast.AST) -> set[str]:
    """What a function calls or hands on by its name."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def looks_up(name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether the function comes to the one door to rows, by itself or by what it calls."""
    if name == "there":
        return True
    if name in seen or name not in functions():
        return False
    return any(looks_up(other, seen | {name}) for other in named(functions()[name]))


def acts() -> Iterator[tuple[str, str]]:
    """Every act and the function that does it."""
    for function in functions().values():
        for call in calls(function):
            if name_of(call.func) in ("act", "acts") and isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value), function.name


def test_every_row_that_is_looked_up_has_its_place_in_the_table() -> None:
    kinds = {
        call.args[1].id
        for function in functions().values()
        for call in calls(function)
        if name_of(call.func) in ("there", "is_open") and isinstance(call.args[1], ast.Name)
    } - {"kind"}
    assert kinds - {row.__name__ for row in CONDITIONS} == SHUT


def test_every_act_of_organisers_looks_up_its_row_or_is_of_the_whole_country() -> None:
    of_organisers = {name for name, roles in MAY.items() if Role.ORGANISER in roles}
    limited = of_organisers - OF_THE_WHOLE_COUNTRY - NEW - NOTES
    assert [name for name, function in acts() if name in limited and not looks_up(function)] == []


def test_only_acts_are_of_the_whole_country() -> None:
    assert set(MAY) >= OF_THE_WHOLE_COUNTRY


def test_every_address_of_the_organiser_is_checked_or_shut_or_a_list(app: Flask) -> None:
    open_ones = set()
    for rule in app.url_map.iter_rules():
        blueprint, _, name = rule.endpoint.partition(".")
        if blueprint != "organiser" or rule.arguments & CHECKED:
            continue
        if not opening_of(app.view_functions[rule.endpoint]).whole_country:
            open_ones.add(name)
    assert open_ones == LISTS


def test_every_number_in_an_address_is_that_of_a_row_or_of_the_round(app: Flask) -> None:
    # A tablet is looked for among those of the round; imports and round files are of the
    # whole country.
    otherwise = {"tablet_id", "import_id", "file_id"}
    numbers = {
        place
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("organiser.")
        for place in rule.arguments
        if place.endswith("_id")
    }
    assert numbers <= set(ROWS) | otherwise
