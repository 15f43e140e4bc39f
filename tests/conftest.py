"""A fresh app on a real, migrated, empty database for every test that asks for one."""

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from hypothesis import HealthCheck, settings as properties
from sqlalchemy import create_engine, text

from judging import create_app
from judging.persistence.base import Row
from judging.persistence.database import db
from judging.services import passwords
from tests.journeys.browsing import chromium, open_tablet, server

# One browser for all rooms: a second one in the same process would not start.
__all__ = ["chromium", "open_tablet", "server"]

ROOT = Path(__file__).parent.parent
# Real hashes, but quick ones: nobody attacks a test.
passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
# Properties are about facts, not about time: a busy machine makes none of them fail.
properties.register_profile("facts", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("facts")
POSTGRES = os.environ.get("TEST_POSTGRES_URL")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever touches the database runs on both databases."""
    for item in items:
        slow = {"browser", "documents"} & {mark.name for mark in item.iter_markers()}
        if "app" in getattr(item, "fixturenames", ()) and not slow:
            item.add_marker(pytest.mark.database)


def settings(url: str) -> dict[str, object]:
    """The settings of an app under test."""
    return {
        "TESTING": True,
        "SECRET_KEY": "test",
        "SQLALCHEMY_DATABASE_URI": url,
        "RATELIMIT_STORAGE_URI": "memory://",
        "RUBRICS_DIR": str(ROOT / "rubrics"),
        "PUBLIC_URL": "https://ovop.example",
    }


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of this worker's own migrated database."""
    if POSTGRES is None:
        url = f"sqlite:///{tmp_path_factory.mktemp('database')}/judging.sqlite"
        migrate(url)
        yield url
        return
    name = f"judging_{uuid.uuid4().hex}"
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    url = server.url.set(database=name).render_as_string(hide_password=False)
    migrate(url)
    yield url
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


def migrate(url: str) -> None:
    """Bring the database at this address to its newest shape."""
    app = create_app(settings(url))
    with app.app_context():
        upgrade()
        db.engine.dispose()


def empty() -> None:
    """Take every row out of the database."""
    db.session.remove()
    with db.engine.begin() as connection:
        for table in reversed(Row.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def fresh_house(app: Flask) -> Callable[[], None]:
    """Empties the database in the middle of a test."""
    return empty


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The app in an application context, on an empty database, with a folder of its own."""
    app = create_app(settings(database) | {"DATA_DIR": str(tmp_path)})
    with app.app_context():
        empty()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def province_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of another migrated database, as on a province's laptop."""
    url = f"sqlite:///{tmp_path_factory.mktemp('province')}/judging.sqlite"
    migrate(url)
    return url


@pytest.fixture
def province(app: Flask, province_database: str, tmp_path: Path) -> Iterator[Flask]:
    """Another server on an empty database; a test works there in its application context."""
    other = create_app(settings(province_database) | {"DATA_DIR": str(tmp_path / "province")})
    with other.app_context():
        empty()
    yield other
    with other.app_context():
        db.session.remove()
        db.engine.dispose()
