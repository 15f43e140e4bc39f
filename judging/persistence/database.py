"""The database: SQLite with WAL and full durability, or PostgreSQL, by one setting."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event

from judging.persistence.base import Row

db = SQLAlchemy(model_class=Row)
migrate = Migrate(directory=str(Path(__file__).parent / "migrations"), render_as_batch=True)

# As many as a process of the hall's server may need at once: one opened anew costs a round trip
# or more, and all tablets wait for it.
CONNECTIONS = 20

# The option by which an act tells that its transaction will write (judging.persistence.writing).
WRITES = "judging_writes"


def init_database(app: Flask, *, durable: bool = True) -> None:
    """Bind the database to the app and teach SQLite to be safe.

    What is not `durable` may be lost with the power: for a file that counts only once it is whole.
    """
    # A fault that is logged names no secret, no score and no note.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True, "pool_size": CONNECTIONS}
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _teach_sqlite(db.engine)
            if not durable:
                event.listen(db.engine, "connect", _leave_to_the_system)


def _teach_sqlite(engine: Engine) -> None:
    event.listen(engine, "do_connect", _make_for_its_owner)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _make_for_its_owner(_dialect: Any, _record: Any, arguments: Any, _options: Any) -> None:
    """A new file, and its folder if that is new too, are nobody else's to read."""
    path = Path(arguments[0])
    if arguments[0].startswith((":memory:", "file:")) or path.exists():
        return
    # Where it cannot be made, the driver says so in its own way.
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not open transactions by itself: _begin does.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _leave_to_the_system(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _begin(connection: Connection) -> None:
    # A writer takes the write lock at once, so that it never fails half-way; readers never queue.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
