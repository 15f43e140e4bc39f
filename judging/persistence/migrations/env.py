"""Runs the migrations on the app's own database."""

from alembic import context
from flask import current_app

from judging.persistence.base import Row
from judging.persistence.tables import TABLES

assert TABLES, "autogeneration compares every table with the database"  # noqa: S101

engine = current_app.extensions["migrate"].db.engine

if context.is_offline_mode():
    raise SystemExit("Migrations need the database; run them without --sql.")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Row.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
