"""Runs the migrations on the app's own database."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from judging.persistence.base import Row
from judging.persistence.tables import TABLES

assert TABLES, "autogeneration compares every table with the database"  # noqa: S101

engine = current_app.extensions["migrate"].db.engine

if context.is_offline_mode():
    raise SystemExit("Migrations need the database; run them without --sql.")


def run(connection: Connection) -> None:
    """Every migration that is missing, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            assert not lost, f"rows point at what is gone: {lost}"  # noqa: S101


with engine.connect() as connection:
    if connection.dialect.name != "sqlite":
        run(connection)
    else:
        # SQLite changes a table by making it anew, for which nothing may point at the old one.
        # Outside of any transaction: within one it would not be heard.
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            run(connection)
        finally:
            connection.rollback()
            driver.execute("PRAGMA foreign_keys=ON")
