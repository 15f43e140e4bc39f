"""Whether the database can be opened, and has the tables of this version of the app."""

from enum import StrEnum
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from judging.persistence.database import db, migrate


class DatabaseState(StrEnum):
    """What a start needs to know."""

    READY = "ready"
    EMPTY = "empty"
    OTHER = "other"
    UNREACHABLE = "unreachable"


def database_state() -> DatabaseState:
    """Compares the database's migrations with the newest that this version brings.

    An SQLite file that is not there is not made: perhaps its name is mistyped.
    """
    url = db.engine.url
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return DatabaseState.EMPTY
    try:
        with db.engine.connect() as connection:
            has = MigrationContext.configure(connection).get_current_heads()
    except DBAPIError:
        return DatabaseState.UNREACHABLE
    if not has:
        return DatabaseState.EMPTY
    newest = ScriptDirectory(migrate.directory).get_heads()
    return DatabaseState.READY if set(has) == set(newest) else DatabaseState.OTHER


def database_name() -> str:
    """The address of the database without its password."""
    return db.engine.url.render_as_string(hide_password=True)
