"""Migrations are numbered, in one row, and lead to the tables that the code knows."""

import ast
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection

from judging import create_app
from judging.persistence.base import Row
from judging.persistence.database import db
from judging.persistence.tables import TABLES
from tests.conftest import settings

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


@contextmanager
def upgraded(folder: Path, *, since: str, kept: Iterable[str]) -> Iterator[Connection]:
    """A database in which these statements were true as of a migration, with all later ones."""
    with create_app(settings(f"sqlite:///{folder}/judging.sqlite")).app_context():
        upgrade(revision=since)
        with db.engine.begin() as connection:
            for statement in kept:
                connection.exec_driver_sql(statement)
        upgrade()
        with db.engine.connect() as connection:
            yield connection
        db.engine.dispose()


def test_what_was_kept_before_tablets_gets_an_identity(tmp_path: Path) -> None:
    with upgraded(tmp_path, since="0001", kept=BEFORE_TABLETS) as connection:
        kept = connection.exec_driver_sql("SELECT code, identity FROM competition").all()
    assert [code for code, _ in kept] == ["A-2026", "A-2027"]
    assert len({identity for _, identity in kept if len(identity) == 36}) == 2


def test_entries_and_results_of_before_rounds_keep_what_points_at_them(tmp_path: Path) -> None:
    with upgraded(tmp_path, since="0004", kept=BEFORE_ROUNDS) as connection:
        entries = connection.exec_driver_sql("SELECT code, departure, purpose FROM entry").all()
        papers = connection.exec_driver_sql("SELECT entry_id, paper FROM entry_paper").all()
        results = connection.exec_driver_sql("SELECT round_id, version FROM result").all()
        keeps = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    assert entries == [("1234", None, "competing"), ("5678", "withdrawn", "competing")]
    assert (papers, results, keeps) == ([(2, "halal")], [(1, 1)], 1)


def test_producers_and_products_of_before_get_identities(tmp_path: Path) -> None:
    with upgraded(tmp_path, since="0004", kept=BEFORE_ROUNDS) as connection:
        products = connection.exec_driver_sql("SELECT identity FROM product").scalars().all()
        makers = connection.exec_driver_sql("SELECT identity FROM producer").scalars().all()
    assert (len(set(products)), {len(one) for one in (*products, *makers)}) == (2, {36})


BEFORE_ROUNDS = (
    "INSERT INTO written VALUES ('s1', 'standard', '{}'), ('r1', 'rules', '{}'),"
    " ('g1', 'rubric', '{}')",
    "INSERT INTO competition (id, identity, code, title_km, title_en, starts_on, ends_on, specimen,"
    " signatory_km, signatory_en, signatory_title_km, signatory_title_en, standard_version,"
    " rules_version) VALUES (1, 'i1', 'A-2026', 'ក', 'A', '2026-04-07', '2026-04-09', 0, '', '',"
    " '', '', 's1', 'r1')",
    "INSERT INTO round (id, competition_id, kind, state) VALUES (1, 1, 'national', 'announced')",
    "INSERT INTO competition_group (id, competition_id, code, position, title_km, title_en,"
    " rubric_version) VALUES (1, 1, 'FOOD', 1, 'ក', 'Food', 'g1')",
    "INSERT INTO producer (id, name_km, name_en, form) VALUES (1, 'ក', 'A', 'individual')",
    *(
        "INSERT INTO product (id, producer_id, name_km, name_en, province, district_km,"
        " district_en, commune_km, commune_en, village_km, village_en)"
        f" VALUES ({number}, 1, 'ក', 'A', 'KH-8', '', '', '', '', '', '')"
        for number in (1, 2)
    ),
    "INSERT INTO entry (id, round_id, product_id, group_id, code, withdrawn_because)"
    " VALUES (1, 1, 1, 1, '1234', NULL), (2, 1, 2, 1, '5678', 'The producer asked.')",
    "INSERT INTO entry_paper (entry_id, paper) VALUES (2, 'halal')",
    "INSERT INTO result (id, competition_id, version, announced_at, content, digest)"
    " VALUES (1, 1, 1, '2026-04-09 10:00:00', '{}', 'd')",
    "INSERT INTO result_entry (id, result_id, entry_id, code, position, content)"
    " VALUES (1, 1, 1, '1234', 0, '{}')",
)
BEFORE_TABLETS = (
    "INSERT INTO written VALUES ('s1', 'standard', '{}'), ('r1', 'rules', '{}')",
    *(
        "INSERT INTO competition (code, title_km, title_en, starts_on, ends_on, specimen,"
        " signatory_km, signatory_en, signatory_title_km, signatory_title_en,"
        " standard_version, rules_version)"
        f" VALUES ('A-{year}', 'ក', 'A', '{year}-04-07', '{year}-04-09', 0, '', '', '', '',"
        " 's1', 'r1')"
        for year in (2026, 2027)
    ),
)
