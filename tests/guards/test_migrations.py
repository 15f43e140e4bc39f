"""Migrations are numbered, in one row, and lead to the tables that the code knows."""

import ast
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from judging.persistence.base import Row
from judging.persistence.database import db
from judging.persistence.tables import TABLES

VERSIONS = Path(__file__).parent.parent.parent / "judging/persistence/migrations/versions"


def constants(path: Path) -> dict[str, object]:
    tree = ast.parse(path.read_text())
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }


def test_migrations_follow_one_another() -> None:
    paths = sorted(VERSIONS.glob("*.py"))
    found = [constants(path) for path in paths]
    numbers = [f"{number:04}" for number in range(1, len(paths) + 1)]
    assert [path.name[:4] for path in paths] == numbers
    assert [one["revision"] for one in found] == numbers
    assert [one["down_revision"] for one in found] == [None, *numbers[:-1]]


def test_the_migrated_database_is_what_the_code_knows(app: Flask) -> None:
    with db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Row.metadata)
    assert differences == []


def test_every_table_is_listed() -> None:
    assert {table.__tablename__ for table in TABLES} == set(Row.metadata.tables)


def test_every_constraint_has_a_name(app: Flask) -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in Row.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []
